export interface AnswerFirst {
  readonly ask: <T>(send: () => Promise<T>) => Promise<T>;
  readonly hear: (act: () => void) => void;
}

/**
 * What the socket brings while a request is under way waits for the answer. An answer was read before it
 * travelled: let in second, it would put an older row over a newer one, and nothing would come to correct it.
 * The socket tells everything in order, so whatever it says last is right.
 */
export function answerFirst(): AnswerFirst {
  let underWay = 0;
  let waiting: (() => void)[] = [];
  const settle = () => {
    underWay -= 1;
    if (underWay > 0) return;
    const heard = waiting;
    waiting = [];
    for (const act of heard) act();
  };
  return {
    ask: async (send) => {
      underWay += 1;
      try {
        return await send();
      } finally {
        // A task later: the caller's own continuation, which puts the answer into the store, comes before it.
        setTimeout(settle);
      }
    },
    hear: (act) => {
      if (underWay > 0) waiting.push(act);
      else act();
    },
  };
}
