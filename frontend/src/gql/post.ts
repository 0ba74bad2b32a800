import { ApiError, isUnreachable, type WireError } from './api-error';
import { sessionEnded } from './session';

/** What Relay's compiler knows of a document; `id` stays null until documents are persisted. */
export interface DocumentParams {
  readonly id?: string | null;
  readonly name: string;
  readonly text?: string | null;
}

interface WireAnswer {
  readonly data?: unknown;
  readonly errors?: readonly WireError[];
}

/** The part of a request that names its document: the one place to change when documents are persisted. */
export function documentOf(params: DocumentParams): { query: string; operationName: string } {
  return { query: params.text ?? '', operationName: params.name };
}

/** Sends one query or mutation. Whatever is not complete data is thrown as an ApiError. */
export async function post(params: DocumentParams, variables: object, tenant: string | null): Promise<unknown> {
  const answer = await exchange(JSON.stringify({ ...documentOf(params), variables }), tenant);
  if (answer.errors && answer.errors.length > 0) {
    const error = ApiError.fromWire(answer.errors);
    if (error.category === 'AUTHENTICATION') sessionEnded();
    throw error;
  }
  return answer.data;
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
  if (!isAnswer(answer)) {
    if (response.status >= 500) throw ApiError.unreachable();
    throw ApiError.from(null);
  }
  return answer;
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
