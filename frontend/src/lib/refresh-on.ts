import { useEffect, useRef } from 'react';
import { onLiveEvents } from './live-events';

const rest = 300;

/** Calls `act` once a burst of events whose verbs match has come to rest, with how many there were. */
export function useRefreshOn(pattern: RegExp, act: (count: number) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  const source = pattern.source;
  useEffect(() => {
    const matching = new RegExp(source);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let count = 0;
    const stop = onLiveEvents(({ verbs, reset }) => {
      count += verbs.filter((verb) => matching.test(verb)).length + (reset ? 1 : 0);
      if (count === 0) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        latest.current(count);
        count = 0;
      }, rest);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [source]);
}
