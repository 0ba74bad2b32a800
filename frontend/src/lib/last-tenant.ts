import { loadStored, store } from './stored';

const readSlug = (value: unknown) => (typeof value === 'string' ? value : null);

export function lastTenant(): string | null {
  return loadStored('tenant', readSlug, null);
}

export function rememberTenant(slug: string): void {
  store('tenant', slug);
}
