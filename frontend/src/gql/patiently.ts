import { ApiError } from './api-error';

interface Patience {
  /** How often to ask again. */
  readonly again: number;
  /** The longest pause in seconds; a longer one is the person's to decide about. */
  readonly pause: number;
}

/** Nobody takes a pause of this length for a hang. */
const ordinary: Patience = { again: 1, pause: 5 };

/**
 * Asks, and again after the pause that a busy server named. For what only reads: whether an act that failed was done
 * nevertheless, nobody knows here.
 */
export async function patiently<T>(ask: () => Promise<T>, patience = ordinary): Promise<T> {
  try {
    return await ask();
  } catch (thrown) {
    const seconds = thrown instanceof ApiError ? thrown.retryAfter : null;
    if (seconds === null || seconds > patience.pause || patience.again === 0) throw thrown;
    // Jitter: whoever was turned away together does not come back together.
    await pause(seconds * 1_000 + Math.random() * 500);
    return patiently(ask, { ...patience, again: patience.again - 1 });
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
