import type { Observable } from '@graphiql/toolkit';
import { createClient, type ExecutionResult, type SubscribePayload } from 'graphql-ws';
import { ask } from './ask';
import { cursorOf, from, type Request } from './operation';
import { codeOf, comesBack, noSocket, ofClosing, type Refusal } from './refusal';

interface Sink {
  readonly next: (answer: ExecutionResult) => void;
  readonly complete: () => void;
}

const nothingMissed = 'Connected again. Nothing was missed.';
const missed = 'Connected again. What happened meanwhile is not shown: that takes the field cursor.';

/**
 * A subscription on a socket of its own. One that had begun comes back by itself, from its newest cursor on; one that
 * never did is refused at once, not after many silent attempts. It never fails: a refusal is its last answer.
 */
export function follow(asked: Request, tenant: string): Observable<ExecutionResult> {
  const subscribe = (sink: Sink) => ({ unsubscribe: begin(asked, tenant, sink) });
  // GraphiQL takes no other form than this one of the three that its type names.
  return { subscribe } as unknown as Observable<ExecutionResult>;
}

function begin(asked: Request, tenant: string, sink: Sink): () => void {
  // graphql-ws sends the same object again: what is written into it is what the subscription resumes with.
  const request = { ...asked };
  let opened = false;
  let lost = false;
  let left = false;
  let cursor: string | null = null;
  let last: object = {};
  // Whoever has left looks at another tab, whose answer this is not.
  const tell = (answer: object) => {
    if (!left) sink.next(answer);
  };
  const client = createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    connectionParams: tenant ? { tenant } : {},
    keepAlive: 12_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    // Asked just before it waits and tries again. Codes that nothing but the person can mend it does not ask about.
    shouldRetry: (reason) => {
      if (!opened) return false;
      lost = true;
      tell(comesBack(ofClosing(reason)));
      return true;
    },
    // Jitter: after a restart of the server not everybody knocks in the same moment.
    retryWait: (retries) => pause(Math.min(500 * 2 ** retries, 10_000) * (0.5 + Math.random() / 2)),
    on: {
      connected: () => {
        opened = true;
        if (lost) tell({ ...last, extensions: { notice: cursor ? nothingMissed : missed } });
        lost = false;
      },
    },
  });
  const leave = client.subscribe(request as SubscribePayload, {
    next(event) {
      last = event;
      cursor = cursorOf(event.data) ?? cursor;
      if (cursor) Object.assign(request, from(cursor, asked));
      tell(event);
    },
    async error(reason) {
      tell(Array.isArray(reason) ? { errors: reason as object[] } : await told(reason));
      sink.complete();
    },
    complete: () => sink.complete(),
  });
  return () => {
    left = true;
    leave();
  };
}

/** Of a handshake that was refused a browser tells its page nothing: asking in another way may say why. */
async function told(reason: unknown): Promise<Refusal | object> {
  if ((codeOf(reason) ?? 1006) !== 1006) return ofClosing(reason);
  const answer = await ask({ query: '{ __typename }' });
  return 'errors' in answer ? answer : noSocket();
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
