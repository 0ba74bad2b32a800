export interface Addressee {
  readonly email: string;
  readonly name: string | null;
}

const named = /^"?([^"<]*?)"?\s*<([^<>\s]+)>$/;

const plausible = /^[^\s"(),:;<>@[\\\]]+@[^\s@.]+(?:\.[^\s@.]+)*$/;

/** Whether this could be an address: false only for what the server refuses as well. */
export function isAddress(text: string): boolean {
  return plausible.test(text);
}

/**
 * People out of whatever was pasted: lines, commas, semicolons, or an address book's `Ada Byron <ada@…>`.
 * Each address counts once. Whether an address is acceptable is the server's to say.
 */
export function parseAddresses(text: string): Addressee[] {
  const found = new Map<string, Addressee>();
  for (const part of text.split(/[\n,;]+/)) {
    for (const addressee of readPart(part.trim())) {
      const key = addressee.email.toLowerCase();
      if (!found.has(key)) found.set(key, addressee);
    }
  }
  return [...found.values()];
}

function readPart(part: string): Addressee[] {
  if (part === '') return [];
  const match = named.exec(part);
  if (match?.[2]) return [{ email: match[2], name: match[1]?.trim() || null }];
  const words = part.split(/\s+/);
  const addresses = words.filter((word) => word.includes('@'));
  return (addresses.length > 0 ? addresses : [part]).map((email) => ({ email, name: null }));
}
