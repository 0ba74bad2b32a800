import { lastTenant } from '~/lib/last-tenant';

export const tenantHeader = 'Doorward-Tenant';

const asked = new URLSearchParams(location.search).get('tenant');

/** The tenant that the console came from, or the one it used last; empty when this browser knows none. */
export const tenant = asked ?? lastTenant() ?? '';

// Where GraphiQL keeps its tabs, and beside them the open one once more.
const tabsKey = 'graphiql:tabState';
const openTabKeys = ['graphiql:query', 'graphiql:variables', 'graphiql:headers'];

export function headersFor(slug: string, others: object = {}): string {
  return JSON.stringify({ ...others, [tenantHeader]: slug }, null, 2);
}

/** Moves the tabs of an earlier visit to the tenant that the console names, so that they show what they ask. */
export function moveTabs(): void {
  if (!asked) return;
  try {
    const state = JSON.parse(localStorage.getItem(tabsKey) ?? '') as { tabs: { headers: string | null }[] };
    for (const tab of state.tabs)
      tab.headers = headersFor(asked, tab.headers ? (JSON.parse(tab.headers) as object) : {});
    localStorage.setItem(tabsKey, JSON.stringify(state));
    for (const key of openTabKeys) localStorage.removeItem(key);
  } catch {
    // No tabs yet, or some that only their owner can read: they stay as they are.
  }
}
