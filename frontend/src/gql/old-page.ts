type Listener = () => void;

const listeners = new Set<Listener>();
let old = false;

/** Tells the app that the server was replaced by a newer version, whichever request or socket learned it first. */
export function pageIsOld(): void {
  if (old) return;
  old = true;
  for (const listener of listeners) listener();
}

/** Once true it stays so: only loading the page anew brings another version. */
export function isPageOld(): boolean {
  return old;
}

export function onPageOld(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
