import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { createClient, type Client } from 'graphql-ws';
import { tenantHeader } from './tenant';

const clients = new Map<string, Client>();

/** A socket belongs to one tenant: its name goes into connection_init, where a browser can set no header. */
function clientFor(tenant: string): Client {
  const known = clients.get(tenant);
  if (known) return known;
  const client = createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    connectionParams: tenant ? { tenant } : {},
    // A refusal should be seen at once, not after many silent attempts.
    retryAttempts: 0,
  });
  clients.set(tenant, client);
  return client;
}

/** The tenant in the headers editor, or else the page's; an empty name in the editor means none. */
function tenantOf(headers: Readonly<Record<string, unknown>>, page: string): string {
  for (const [name, value] of Object.entries(headers)) {
    if (name.toLowerCase() === tenantHeader.toLowerCase()) return typeof value === 'string' ? value.trim() : '';
  }
  return page;
}

function withTenant(headers: Readonly<Record<string, unknown>>, tenant: string): Record<string, unknown> {
  const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== tenantHeader.toLowerCase());
  return Object.fromEntries(tenant ? [...others, [tenantHeader, tenant]] : others);
}

/** Queries and mutations over HTTP, subscriptions over a websocket; the session cookie goes with both. */
export function fetcherIn(page: string): Fetcher {
  return (params, options) => {
    const headers = options?.headers ?? {};
    const tenant = tenantOf(headers, page);
    const send = createGraphiQLFetcher({
      url: '/graphql',
      wsClient: clientFor(tenant),
      enableIncrementalDelivery: false,
      fetch: (input, init) => fetch(input, { ...init, credentials: 'same-origin' }),
    });
    return send(params, { ...options, headers: withTenant(headers, tenant) });
  };
}
