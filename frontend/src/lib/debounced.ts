import { useEffect, useRef } from 'react';

/** Calls `act` once the value has rested; the first value is what is already known. */
export function useDebounced(value: string, known: string, milliseconds: number, act: (value: string) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (value === known) return;
    const timer = setTimeout(() => latest.current(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, known, milliseconds]);
}
