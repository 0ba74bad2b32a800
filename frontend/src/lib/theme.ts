import { useSyncExternalStore } from 'react';
import { loadStored, store } from './stored';

export type Theme = 'light' | 'dark' | 'system';

const readTheme = (value: unknown) => (value === 'light' || value === 'dark' || value === 'system' ? value : null);

const listeners = new Set<() => void>();

export function currentTheme(): Theme {
  return loadStored<Theme>('theme', readTheme, 'system');
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The theme chosen in this browser, wherever on the page it is changed. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme);
}

export function applyTheme(theme: Theme): void {
  store('theme', theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}
