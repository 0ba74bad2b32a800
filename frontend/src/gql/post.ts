import { ApiError, isUnreachable, type WireError } from './api-error';
import { documentOf, type DocumentParams } from './document';
import { patiently } from './patiently';
import { sessionEnded } from './session';
import { told } from './told';

interface WireAnswer {
  readonly data?: unknown;
  readonly errors?: readonly WireError[];
}

/** Sends one query or mutation. Whatever is not complete data is thrown as an ApiError. */
export function post(params: DocumentParams, variables: object, tenant: string | null): Promise<unknown> {
  const body = JSON.stringify({ ...documentOf(params), variables });
  const ask = () => exchange(body, tenant).then(dataOf);
  return params.operationKind === 'query' ? patiently(ask) : ask();
}

function dataOf(answer: WireAnswer): unknown {
  if (!answer.errors || answer.errors.length === 0) return answer.data;
  const error = told(answer.errors);
  if (error.category === 'AUTHENTICATION') sessionEnded();
  throw error;
}

async function exchange(body: string, tenant: string | null): Promise<WireAnswer> {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/graphql-response+json, application/json',
        ...(tenant ? { 'Doorward-Tenant': tenant } : {}),
      },
      body,
    });
  } catch {
    throw ApiError.unreachable();
  }
  const answer: unknown = await response.json().catch(() => null);
  if (isAnswer(answer)) return answer;
  if (response.status === 429) throw ApiError.tooMany(secondsOf(response.headers.get('Retry-After')));
  if (response.status >= 500) throw ApiError.unreachable();
  throw ApiError.from(null);
}

/** Whether the server answers at all, whatever it thinks of the question. */
export async function reachable(): Promise<boolean> {
  try {
    await exchange('{"query":"{ __typename }"}', null);
    return true;
  } catch (thrown) {
    return !isUnreachable(thrown);
  }
}

function isAnswer(value: unknown): value is WireAnswer {
  return typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);
}

/** The header counts seconds, or names a date, which is left to the person: their clock may be another one. */
function secondsOf(retryAfter: string | null): number | null {
  return retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null;
}
