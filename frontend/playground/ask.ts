import type { Request } from './operation';
import { ofStatus, unreachable } from './refusal';

/** Asks over HTTP. What the server answers comes back as it is; where nothing of it does, a refusal in its form. */
export async function ask(request: Request, headers: Readonly<Record<string, unknown>> = {}): Promise<object> {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/graphql-response+json, application/json;q=0.9',
        ...(headers as Record<string, string>),
      },
      body: JSON.stringify(request),
    });
  } catch {
    return unreachable();
  }
  const answer: unknown = await response.json().catch(() => null);
  if (typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer)) return answer;
  return ofStatus(response.status, response.headers.get('Retry-After'));
}
