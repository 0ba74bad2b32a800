import { useDeferredValue, useMemo, useReducer } from 'react';

interface ListRequest<V> {
  /** Identifies what is on screen: another filter or a refresh is another list, with its own live cursor. */
  readonly key: string;
  readonly variables: V;
  readonly generation: number;
  /** Another list is on its way; the one on screen is the last one. */
  readonly stale: boolean;
  readonly refresh: () => void;
}

/** What a list asks for, held back until its answer is there: the rows on screen stay, faded, instead of flashing a skeleton. */
export function useListRequest<V extends object>(wanted: V): ListRequest<V> {
  const [generation, refresh] = useReducer((count: number) => count + 1, 0);
  const newest = JSON.stringify({ variables: wanted, generation });
  const key = useDeferredValue(newest);
  const shown = useMemo(() => JSON.parse(key) as { variables: V; generation: number }, [key]);
  return { key, variables: shown.variables, generation: shown.generation, stale: key !== newest, refresh };
}
