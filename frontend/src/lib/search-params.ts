type Values = Record<string, unknown>;

/** Plain `key=value` pairs in the address, lists joined by commas: links that people can read and edit. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(values: Values): string {
  const pairs: string[] = [];
  for (const [key, value] of Object.entries(values)) {
    const text = textOf(value);
    if (text !== '') pairs.push(`${encodeURIComponent(key)}=${encode(text)}`);
  }
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

export function listOf<T extends string>(value: unknown, allowed: readonly T[]): T[] {
  const words = stringsOf(value);
  return allowed.filter((word) => words.includes(word));
}

export function stringsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string');
  return typeof value === 'string' ? value.split(',').filter(Boolean) : [];
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'string' || typeof value === 'number' || value === true ? String(value) : '';
}

// Slashes, commas and colons may stand in a query: left readable.
function encode(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%2F', '/')
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%40', '@');
}
