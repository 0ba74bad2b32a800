const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const tick = 20_000;

const sameYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' });
const otherYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });
const absolute = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

/** "5m ago" for what was, "in 3 d" for what will be; beyond a month the date says more. */
export function relativeTime(at: string, now: number): string {
  const then = Date.parse(at);
  const distance = Math.abs(now - then);
  // What happened since the page's clock last ticked is no future.
  if (distance < minute) return then <= now + tick ? 'just now' : 'in a moment';
  if (distance >= 30 * day) return dateOf(then, now);
  return then <= now ? `${shortest(distance)} ago` : `in ${spaced(distance)}`;
}

export function absoluteTime(at: string): string {
  return absolute.format(Date.parse(at));
}

function shortest(distance: number): string {
  if (distance < hour) return `${Math.floor(distance / minute)}m`;
  if (distance < day) return `${Math.floor(distance / hour)}h`;
  return `${Math.floor(distance / day)}d`;
}

// A deadline is rounded, else "seven days" reads "6 d" one second after it was set.
function spaced(distance: number): string {
  if (distance < hour) return `${Math.round(distance / minute)} min`;
  if (distance < day) return `${Math.round(distance / hour)} h`;
  return `${Math.round(distance / day)} d`;
}

function dateOf(then: number, now: number): string {
  const same = new Date(then).getFullYear() === new Date(now).getFullYear();
  return (same ? sameYear : otherYear).format(then);
}
