import { ApiError } from './api-error';

/** Seconds. Nobody takes a pause of this length for a hang; a longer one is the person's to decide about. */
const longest = 5;

/**
 * Asks, and once more after the pause that a busy server named. For what only reads: whether an act that failed
 * was done nevertheless, nobody knows here.
 */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (thrown) {
    const seconds = thrown instanceof ApiError ? thrown.retryAfter : null;
    if (seconds === null || seconds > longest) throw thrown;
    // Jitter: whoever was turned away together does not come back together.
    await pause(seconds * 1_000 + Math.random() * 500);
    return ask();
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
