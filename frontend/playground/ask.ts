import { ApiError } from '~/gql/api-error';
import { refusal } from './refusal';

/** What the server answers, whatever its status; where nothing of it comes back, a refusal in its form. */
export async function ask(request: object, headers: Record<string, string>): Promise<object> {
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
      body: JSON.stringify(request),
    });
  } catch {
    return refusal(ApiError.unreachable());
  }
  const answer: unknown = await response.json().catch(() => null);
  if (typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer)) return answer;
  const wait = response.headers.get('Retry-After');
  if (response.status === 429) return refusal(ApiError.tooMany(wait && /^\d+$/.test(wait) ? Number(wait) : null));
  return refusal(response.status >= 500 ? ApiError.unreachable() : ApiError.from(null));
}
