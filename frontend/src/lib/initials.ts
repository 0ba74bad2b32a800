/** Two letters for an avatar: first and last word of a name, or the first letters of an address. */
export function initials(name: string): string {
  const words =
    name
      .split('@')[0]
      ?.split(/[\s._-]+/u)
      .filter(Boolean) ?? [];
  const first = Array.from(words[0] ?? '');
  const last = words.length > 1 ? Array.from(words.at(-1) ?? '') : first.slice(1);
  return `${first[0] ?? '?'}${last[0] ?? ''}`.toUpperCase();
}

/** The same name gets the same tint everywhere. */
export function tintOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 6_007;
  return sum % 6;
}
