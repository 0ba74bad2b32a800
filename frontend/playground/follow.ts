import { createClient } from 'graphql-ws';
import { away, closed, codeOf } from './refusal';
import { cursorOf, resumeFrom, type Request } from './resume';

interface Sink {
  next: (value: never) => void;
  complete: () => void;
}

const missed = 'Connected again. What happened meanwhile is not told: select cursor, and pass a variable as after.';

/**
 * A subscription on a socket of its own. One that had begun comes back by itself, from its newest cursor on; one that
 * never did is refused at once, not after many silent attempts. It never fails: a refusal is its last answer.
 */
export function follow(asked: Request, tenant: string) {
  return {
    subscribe(sink: Sink) {
      const tell = sink.next as (value: object) => void;
      // graphql-ws sends the same object again: what is written into it is what it resumes with.
      const request = { ...asked };
      let begun = false;
      let lost = false;
      let resumes = false;
      let last: object = {};
      const client = createClient({
        url: () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
        connectionParams: tenant ? { tenant } : {},
        keepAlive: 12_000,
        retryAttempts: Number.POSITIVE_INFINITY,
        shouldRetry: (reason) => begun && codeOf(reason) !== 4401,
        // Jitter: after a restart of the server not everybody knocks in the same moment.
        retryWait: (retries) => pause(Math.min(500 * 2 ** retries, 10_000) * (0.5 + Math.random() / 2)),
        on: {
          connected: () => {
            begun = true;
            if (lost)
              tell({ ...last, extensions: { notice: resumes ? 'Connected again. Nothing is missed.' : missed } });
            lost = false;
          },
          closed: (event) => {
            if (!begun || codeOf(event) === 1000 || codeOf(event) === 4401) return;
            lost = true;
            tell(away());
          },
        },
      });
      const leave = client.subscribe(request as Request & { operationName?: string }, {
        next(result) {
          last = result;
          const cursor = cursorOf(result.data);
          if (cursor) resumes = resumeFrom(request, cursor);
          tell(result);
        },
        error(reason) {
          tell(Array.isArray(reason) ? { errors: reason as object[] } : closed(reason, signIn()));
          sink.complete();
        },
        complete: () => sink.complete(),
      });
      return { unsubscribe: leave };
    },
  };
}

const signIn = () => `${location.origin}/sign-in?returnTo=${encodeURIComponent(location.pathname + location.search)}`;

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
