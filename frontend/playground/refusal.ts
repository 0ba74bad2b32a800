import { ApiError } from '~/gql/api-error';

/** An answer as the server words its own, for what never reached it or never came back from it. */
export interface Refusal {
  readonly errors: readonly [{ readonly message: string; readonly extensions: object }];
}

const noForm = {
  category: 'REQUEST',
  code: 'INVALID',
  userMessage: 'The server did not accept the connection.',
  next: 'Load the page anew.',
} as const;

const tooLarge = {
  ...noForm,
  userMessage: 'The request is larger than this server takes.',
  next: 'Send less at once.',
};

/** What the close codes of docs/clients.md mean. */
const closings: Readonly<Record<number, ConstructorParameters<typeof ApiError>[0]>> = {
  1009: tooLarge,
  1012: {
    category: 'UNAVAILABLE',
    code: 'BUSY',
    userMessage: 'The server restarts.',
    next: 'Try again in a moment.',
  },
  1013: {
    category: 'UNAVAILABLE',
    code: 'BUSY',
    userMessage: 'The server has no room at the moment.',
    next: 'Try again in a moment.',
  },
  4400: noForm,
  4401: {
    category: 'AUTHENTICATION',
    code: 'SIGN_IN_REQUIRED',
    userMessage: 'You are not signed in, or your session has ended.',
    next: 'Sign in and try again.',
  },
  4406: noForm,
  4408: noForm,
  4409: noForm,
  4429: {
    category: 'REQUEST',
    code: 'RATE_LIMITED',
    userMessage: 'Too much is followed or sent at once.',
    next: 'Close what you do not need, and try again.',
  },
};

/** A status whose answer is in no form of ours: a page, say, of something on the way. */
export function ofStatus(status: number, retryAfter: string | null): Refusal {
  if (status === 413) return refusal(new ApiError(tooLarge));
  if (status === 429) return refusal(ApiError.tooMany(secondsOf(retryAfter)));
  if (status >= 500) return unreachable();
  return refusal(
    new ApiError({
      category: 'REQUEST',
      code: 'INVALID',
      userMessage: `The request was refused with status ${status}.`,
      next: 'Load the page anew, at the address that the server is known by.',
    }),
  );
}

/** What the end of a socket means. A browser tells nothing of one that was never opened: 1006. */
export function ofClosing(reason: unknown): Refusal {
  const told = closings[codeOf(reason) ?? 0];
  return told ? refusal(new ApiError(told)) : unreachable();
}

/** The server answers, and yet opened no socket. */
export function noSocket(): Refusal {
  return refusal(
    new ApiError({
      category: 'UNAVAILABLE',
      code: 'UNREACHABLE',
      userMessage: 'The server answers, but opened no connection to follow on.',
      next: 'Close other windows that follow something, and see whether a proxy on the way lets websockets pass.',
    }),
  );
}

export function unreachable(): Refusal {
  return refusal(ApiError.unreachable());
}

/** The same, where nobody has to do anything. */
export function comesBack({ errors: [{ message, extensions }] }: Refusal): Refusal {
  return { errors: [{ message, extensions: { ...extensions, next: 'Wait: it goes on by itself.' } }] };
}

export function codeOf(reason: unknown): number | null {
  if (typeof reason !== 'object' || reason === null || !('code' in reason)) return null;
  return typeof reason.code === 'number' ? reason.code : null;
}

/** Never the script's own error: its trace helps nobody who asks. */
function refusal({ category, code, userMessage, next, retryAfter }: ApiError): Refusal {
  const extensions = { category, code, userMessage, next: next ?? undefined, retryAfter: retryAfter ?? undefined };
  return { errors: [{ message: userMessage, extensions }] };
}

/** The header counts seconds, or names a date, which is left to the person: their clock may be another one. */
function secondsOf(retryAfter: string | null): number | null {
  return retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null;
}
