import { useState } from 'react';

/** The value as it was when `held` began: a list keeps its rows in place while the menu of one of them is open. */
export function useHeld<T>(value: T, held: boolean): T {
  const [kept, setKept] = useState(value);
  if (!held && kept !== value) setKept(value);
  return held ? kept : value;
}
