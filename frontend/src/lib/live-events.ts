export interface LiveEvents {
  /** Verbs of what just happened, oldest first. */
  readonly verbs: readonly string[];
  /** Events were missed: whoever shows a list fetches it anew. */
  readonly reset: boolean;
}

type Listener = (events: LiveEvents) => void;

const listeners = new Set<Listener>();

/** The session-wide subscription tells every page through here; the lists have their own. */
export function publishLiveEvents(events: LiveEvents): void {
  for (const listener of listeners) listener(events);
}

export function onLiveEvents(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
