const minute = 60_000;
const units = [
  ['day', 24 * 60 * minute],
  ['hour', 60 * minute],
  ['minute', minute],
] as const;

/** "Expires in 5 days", "Expired 2 days ago": rounded, so that seven days read as seven one second after they began. */
export function expiryText(expiresAt: string, now: number): string {
  const left = Date.parse(expiresAt) - now;
  for (const [name, length] of units) {
    const count = Math.round(Math.abs(left) / length);
    if (count >= 1) return sentence(left, `${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return left > 0 ? 'Expires in a moment' : 'Expired just now';
}

function sentence(left: number, distance: string): string {
  return left > 0 ? `Expires in ${distance}` : `Expired ${distance} ago`;
}
