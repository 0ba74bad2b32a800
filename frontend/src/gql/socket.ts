import { createClient, type Client } from 'graphql-ws';
import { sessionEnded } from './session';

export type SocketState = 'connecting' | 'live' | 'reconnecting';

export interface Socket {
  readonly client: Client;
  readonly state: () => SocketState;
  readonly subscribe: (listener: () => void) => () => void;
}

const sessionOver = 4401;

/** One websocket a tenant. It opens with the first subscription and comes back by itself until the session is over. */
export function createSocket(tenant: string): Socket {
  let state: SocketState = 'connecting';
  const listeners = new Set<() => void>();
  const move = (next: SocketState) => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const client = createClient({
    url: () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    connectionParams: { tenant },
    keepAlive: 12_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: (reason) => closeCode(reason) !== sessionOver,
    // Jitter: after a restart of the server not every console knocks in the same moment.
    retryWait: (retries) => wait(Math.min(500 * 2 ** retries, 10_000) * (0.5 + Math.random() / 2)),
    on: {
      connected: () => move('live'),
      closed: (event) => {
        if (closeCode(event) === sessionOver) sessionEnded();
        // 1000: nobody listens any more, so nothing was lost.
        move(closeCode(event) === 1000 ? 'connecting' : 'reconnecting');
      },
    },
  });
  return {
    client,
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function closeCode(reason: unknown): number | null {
  if (typeof reason !== 'object' || reason === null || !('code' in reason)) return null;
  return typeof reason.code === 'number' ? reason.code : null;
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
