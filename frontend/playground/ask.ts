import { carry } from '~/gql/carry';
import type { Request } from './operation';
import { ofStatus, unreachable } from './refusal';

/** Asks over HTTP. What the server answers comes back as it is; where nothing of it does, a refusal in its form. */
export async function ask(request: Request, headers: Readonly<Record<string, string>> = {}): Promise<object> {
  const carried = await carry(JSON.stringify(request), headers);
  return carried ? (carried.answer ?? ofStatus(carried.status, carried.retryAfter)) : unreachable();
}
