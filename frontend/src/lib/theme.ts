import { loadStored, store } from './stored';

export type Theme = 'light' | 'dark' | 'system';

const readTheme = (value: unknown) => (value === 'light' || value === 'dark' || value === 'system' ? value : null);

export function currentTheme(): Theme {
  return loadStored<Theme>('theme', readTheme, 'system');
}

export function applyTheme(theme: Theme): void {
  store('theme', theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
