import { useEffect, useRef } from 'react';
import { isUnreachable, type ApiError } from '~/gql/api-error';
import { reachable } from '~/gql/post';

const pause = 2_000;

/** Repeats by itself what failed because the server was away, as soon as the server answers again. */
export function useReachableAgain(error: ApiError | null, retry: () => void): void {
  const latest = useRef(retry);
  useEffect(() => {
    latest.current = retry;
  });
  const waiting = isUnreachable(error);
  useEffect(() => {
    if (!waiting) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout>;
    const knock = async () => {
      const back = await reachable();
      if (over) return;
      if (back) latest.current();
      else timer = setTimeout(() => void knock(), pause);
    };
    timer = setTimeout(() => void knock(), pause);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [waiting]);
}
