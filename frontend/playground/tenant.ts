import { lastTenant } from '~/lib/last-tenant';
import type { Session } from './session';

export const tenantHeader = 'Doorward-Tenant';

// Where GraphiQL keeps its tabs, and beside them the open one once more.
const tabsKey = 'graphiql:tabState';
const openTabKeys = ['graphiql:query', 'graphiql:variables', 'graphiql:headers'];

const askedFor = () => new URLSearchParams(location.search).get('tenant');

const holds = (session: Session, slug: unknown) => session.tenants.some((tenant) => tenant.slug === slug);

/**
 * The tenant that the address names, or the one that the console used last, or else the first of the session's own.
 * Without a session (null: nobody, undefined: the server did not answer) nobody can say whose it is; empty when this
 * browser knows none.
 */
export function chooseTenant(session: Session | null | undefined): string {
  const named = [askedFor(), lastTenant()].filter((slug) => slug !== null);
  if (!session) return named[0] ?? '';
  return named.find((slug) => holds(session, slug)) ?? session.tenants[0]?.slug ?? '';
}

export function headersFor(slug: string, others: object = {}): string {
  return JSON.stringify({ ...others, [tenantHeader]: slug }, null, 2);
}

/**
 * Moves tabs of an earlier visit to `tenant`, so that they show what they ask: all when the address names one,
 * otherwise those whose tenant is not the session's.
 */
export function moveTabs(tenant: string, session: Session | null | undefined): void {
  if (!tenant) return;
  const all = askedFor() !== null;
  const moved = (text: string | null) => {
    const headers = JSON.parse(text ?? '{}') as Record<string, unknown>;
    const foreign = session && tenantHeader in headers && !holds(session, headers[tenantHeader]);
    return all || foreign ? headersFor(tenant, headers) : text;
  };
  try {
    const state = JSON.parse(localStorage.getItem(tabsKey) ?? '') as { tabs: { headers: string | null }[] };
    for (const tab of state.tabs) tab.headers = moved(tab.headers);
    localStorage.setItem(tabsKey, JSON.stringify(state));
    for (const key of openTabKeys) localStorage.removeItem(key);
  } catch {
    // No tabs yet, or some that only their owner can read: they stay as they are.
  }
}
