/** The demo's people. The password is theirs all; it exists under --demo only. */
export const password = 'winter-lantern-harbour-42';
export const owner = 'owner@acme.example';
export const manager = 'manager@acme.example';
export const agent = 'agent@acme.example';
export const guest = 'guest@acme.example';
export const production = 'acme-production';
export const sandbox = 'acme-sandbox';

let count = 0;

/** An address that nobody else has, however often the stories run. */
export function newcomer(name: string): string {
  count += 1;
  return `${name}-${process.pid}-${Date.now().toString(36)}-${count}@newcomers.example`;
}
