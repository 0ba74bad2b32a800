type Listener = () => void;

const listeners = new Set<Listener>();
let leaving = false;

/** Tells the app that the server no longer knows this browser, whichever request or socket learned it first. */
export function sessionEnded(): void {
  if (leaving) return;
  for (const listener of listeners) listener();
}

export function onSessionEnded(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** While somebody signs out on purpose, the server's 4401 is no news to this tab. */
export function setLeaving(value: boolean): void {
  leaving = value;
}
