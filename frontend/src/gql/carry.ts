import type { WireError } from './api-error';

export interface WireAnswer {
  readonly data?: unknown;
  readonly errors?: readonly WireError[];
}

/** What came back: an answer in GraphQL's form, or the status of one that is none. */
export interface Carried {
  readonly answer: WireAnswer | null;
  readonly status: number;
  readonly retryAfter: string | null;
}

/** Carries one operation to the server and its answer back; null where the server cannot be reached. */
export async function carry(body: string, headers: Readonly<Record<string, string>>): Promise<Carried | null> {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/graphql-response+json, application/json;q=0.9',
        ...headers,
      },
      body,
    });
  } catch {
    return null;
  }
  const answer: unknown = await response.json().catch(() => null);
  return {
    answer: isAnswer(answer) ? answer : null,
    status: response.status,
    retryAfter: response.headers.get('Retry-After'),
  };
}

function isAnswer(value: unknown): value is WireAnswer {
  return typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);
}
