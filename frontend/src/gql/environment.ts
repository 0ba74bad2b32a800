import {
  Environment,
  Network,
  Observable,
  RecordSource,
  Store,
  type GraphQLResponse,
  type RequestParameters,
  type Variables,
} from 'relay-runtime';
import { answerFirst, type AnswerFirst } from './answer-first';
import { ApiError, type WireError } from './api-error';
import { documentOf } from './document';
import { post } from './post';
import { createSocket, type Socket } from './socket';
import { told } from './told';

export interface TenantConnection {
  readonly environment: Environment;
  readonly socket: Socket;
}

/** A store and a socket for one tenant: records of two tenants never meet. */
export function connectTenant(tenant: string): TenantConnection {
  const socket = createSocket(tenant);
  const order = answerFirst();
  const network = Network.create(
    // post() returns only complete data; Relay wants its own wrapper around it.
    async (params, variables) => ({ data: await order.ask(() => post(params, variables, tenant)) }) as GraphQLResponse,
    (params, variables) => follow(socket, order, params, variables),
  );
  return { environment: new Environment({ network, store: new Store(new RecordSource()) }), socket };
}

/**
 * graphql-ws sends the same payload object again when it reconnects: writing the newest cursor into it
 * is all that it takes to resume without a gap.
 */
function follow(
  socket: Socket,
  order: AnswerFirst,
  params: RequestParameters,
  variables: Variables,
): Observable<GraphQLResponse> {
  return Observable.create((sink) => {
    // The protocol asks for a text, be it empty.
    const payload = { query: '', ...documentOf(params), variables: { ...variables } };
    return socket.client.subscribe<Record<string, unknown>>(payload, {
      next(result) {
        if (result.errors) {
          order.hear(() => sink.error(told(result.errors as readonly WireError[])));
          return;
        }
        const cursor = cursorOf(result.data);
        if (cursor) payload.variables.after = cursor;
        order.hear(() => sink.next({ data: result.data } as GraphQLResponse));
      },
      error: (reason) => order.hear(() => sink.error(reasonOf(reason))),
      complete: () => order.hear(() => sink.complete()),
    });
  });
}

function cursorOf(data: Record<string, unknown> | null | undefined): string | null {
  for (const value of Object.values(data ?? {})) {
    if (typeof value === 'object' && value !== null && 'cursor' in value && typeof value.cursor === 'string') {
      return value.cursor;
    }
  }
  return null;
}

function reasonOf(reason: unknown): Error {
  return Array.isArray(reason) ? told(reason as WireError[]) : ApiError.unreachable();
}
