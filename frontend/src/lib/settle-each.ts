/** The server runs few operations of one person at once, and turns away what waits too long for its turn. */
const atOnce = 4;

/** Like Promise.allSettled over what `act` does with each item, in the order of the items, but few at a time. */
export async function settleEach<T, R>(
  items: readonly T[],
  act: (item: T) => Promise<R>,
): Promise<PromiseSettledResult<R>[]> {
  const outcomes: PromiseSettledResult<R>[] = [];
  const queue = items.entries();
  const work = async () => {
    for (const [index, item] of queue) {
      // oxlint-disable-next-line no-await-in-loop -- the next one of the queue comes after this one
      [outcomes[index]] = await Promise.allSettled([act(item)]);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return outcomes;
}
