/**
 * The page to come back to after signing in. Only a path of this site: "//host" and "/\host" are other
 * sites to a browser, and control characters are dropped by it before it looks.
 */
export function safeReturnTo(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return null;
  for (const character of value) {
    if (character === '\\' || character.charCodeAt(0) < 0x20) return null;
  }
  if (/^\/(?:sign-in|accept)(?:[/?#]|$)/.test(value)) return null;
  return value;
}

/** Whether the console draws the page itself; the playground is a page of its own, which the browser has to load. */
export function isOfConsole(path: string): boolean {
  return !/^\/playground(?:[/?#]|$)/.test(path);
}
