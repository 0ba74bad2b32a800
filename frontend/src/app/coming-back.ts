import { useEffect } from 'react';

const atMostEvery = 10_000;

/** Calls `act` when somebody comes back to this window. */
export function useComingBack(act: () => void): void {
  useEffect(() => {
    let last = Date.now();
    const onVisible = () => {
      if (document.visibilityState === 'hidden' || Date.now() - last < atMostEvery) return;
      last = Date.now();
      act();
    };
    document.addEventListener('visibilitychange', onVisible);
    window.addEventListener('focus', onVisible);
    return () => {
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('focus', onVisible);
    };
  }, [act]);
}
