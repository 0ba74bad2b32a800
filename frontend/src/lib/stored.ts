import { useCallback, useState } from 'react';

/** A setting kept in this browser; whatever is stored that `read` does not take counts as nothing. */
export function loadStored<T>(key: string, read: (value: unknown) => T | null, fallback: T): T {
  try {
    const text = localStorage.getItem(`doorward.${key}`);
    return (text === null ? null : read(JSON.parse(text))) ?? fallback;
  } catch {
    return fallback;
  }
}

export function store(key: string, value: unknown): void {
  try {
    localStorage.setItem(`doorward.${key}`, JSON.stringify(value));
  } catch {
    // Private windows may refuse storage: the setting then lasts as long as the page.
  }
}

export function useStored<T>(key: string, read: (value: unknown) => T | null, fallback: T): [T, (value: T) => void] {
  const [value, setValue] = useState(() => loadStored(key, read, fallback));
  const set = useCallback(
    (next: T) => {
      setValue(next);
      store(key, next);
    },
    [key],
  );
  return [value, set];
}
