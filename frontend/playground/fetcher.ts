import type { Fetcher } from '@graphiql/toolkit';
import { ask } from './ask';
import { follow } from './follow';
import { operationOf } from './operation';
import { tenantHeader } from './tenant';

/** The tenant in the headers editor, or else the page's; an empty name in the editor means none. */
function tenantOf(headers: Readonly<Record<string, unknown>>, page: string): string {
  for (const [name, value] of Object.entries(headers)) {
    if (name.toLowerCase() === tenantHeader.toLowerCase()) return typeof value === 'string' ? value.trim() : '';
  }
  return page;
}

function withTenant(headers: Readonly<Record<string, unknown>>, tenant: string): Record<string, string> {
  const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== tenantHeader.toLowerCase());
  const all = tenant ? [...others, [tenantHeader, tenant] as const] : others;
  return Object.fromEntries(all.map(([name, value]) => [name, String(value)]));
}

/** Queries and mutations over HTTP, subscriptions over a websocket; the session cookie goes with both. */
export function fetcherIn(page: string): Fetcher {
  return (params, options) => {
    const operation = operationOf(params);
    const request = { ...params, operationName: operation?.name?.value ?? params.operationName };
    const headers = options?.headers ?? {};
    const tenant = tenantOf(headers, page);
    return operation?.operation === 'subscription'
      ? follow(request, tenant)
      : ask(request, withTenant(headers, tenant));
  };
}
