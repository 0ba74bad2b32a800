import { ApiError } from '~/gql/api-error';

/** An answer as the server words it, for what never reached the server or never came back from it. */
export interface Refusal {
  readonly errors: readonly { readonly message: string; readonly extensions: object }[];
}

/** Never the script's own error: its trace helps nobody who asks. */
export function refusal(error: ApiError): Refusal {
  const { category, code, userMessage, next, retryAfter } = error;
  const extensions = { category, code, userMessage, next: next ?? undefined, retryAfter: retryAfter ?? undefined };
  return { errors: [{ message: userMessage, extensions }] };
}

/** What the end of a socket means: the close codes of docs/clients.md. */
export function closed(reason: unknown, signIn: string): Refusal {
  switch (codeOf(reason)) {
    case 4401:
      return refusal(
        new ApiError({
          category: 'AUTHENTICATION',
          code: 'SIGN_IN_REQUIRED',
          userMessage: 'You are not signed in, or no longer.',
          next: `Sign in: ${signIn}`,
        }),
      );
    case 4429:
      return refusal(ApiError.tooMany(null));
    case 1013:
      return refusal(
        new ApiError({
          category: 'UNAVAILABLE',
          code: 'BUSY',
          userMessage: 'The server has no room at the moment.',
          next: 'Try again in a moment.',
        }),
      );
    case 4400:
    case 4406:
    case 4408:
    case 4409:
    case 1009:
      return refusal(
        new ApiError({
          category: 'REQUEST',
          code: 'INVALID',
          userMessage: 'The server did not accept the connection.',
          next: 'Make the request smaller, or load the page anew.',
        }),
      );
    default:
      return refusal(ApiError.unreachable());
  }
}

/** A subscription goes on by itself: nobody has to do anything. */
export function away(): Refusal {
  const { category, code, userMessage } = ApiError.unreachable();
  return refusal(new ApiError({ category, code, userMessage, next: 'Wait: the subscription comes back by itself.' }));
}

export function codeOf(reason: unknown): number | null {
  if (typeof reason !== 'object' || reason === null || !('code' in reason)) return null;
  return typeof reason.code === 'number' ? reason.code : null;
}
