import { useState } from 'react';
import { rowsKept } from './list-footer';

interface Pages {
  readonly hasNext: boolean;
  readonly isLoadingNext: boolean;
  readonly loadNext: (count: number, options: { onComplete: (error: Error | null) => void }) => unknown;
}

/** Loads a list's next page, up to as many rows as a screen keeps; `failed` until it is tried again. */
export function useMore({ hasNext, isLoadingNext, loadNext }: Pages, loaded: number) {
  const [failed, setFailed] = useState(false);
  const more = () => {
    if (isLoadingNext || !hasNext || loaded >= rowsKept) return;
    setFailed(false);
    loadNext(50, { onComplete: (error) => setFailed(error !== null) });
  };
  return { more, failed };
}
