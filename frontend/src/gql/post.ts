import { ApiError, isUnreachable } from './api-error';
import { carry, type WireAnswer } from './carry';
import { documentOf, type DocumentParams } from './document';
import { patiently } from './patiently';
import { sessionEnded } from './session';
import { told } from './told';

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
  const carried = await carry(body, tenant ? { 'Doorward-Tenant': tenant } : {});
  if (!carried) throw ApiError.unreachable();
  const { answer, status, retryAfter } = carried;
  if (answer) return answer;
  if (status === 429) throw ApiError.tooMany(secondsOf(retryAfter));
  throw status >= 500 ? ApiError.unreachable() : ApiError.from(null);
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

/** The header counts seconds, or names a date, which is left to the person: their clock may be another one. */
function secondsOf(retryAfter: string | null): number | null {
  return retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null;
}
