export type ErrorCategory =
  | 'AUTHENTICATION'
  | 'AUTHORIZATION'
  | 'PRODUCT_SCOPE'
  | 'REQUEST'
  | 'UNAVAILABLE'
  | 'INTERNAL';

export interface TenantChoice {
  readonly slug: string;
  readonly name: string;
}

interface Extensions {
  readonly category?: ErrorCategory;
  readonly code?: string;
  readonly userMessage?: string;
  readonly next?: string;
  readonly requestId?: string;
  readonly retryAfter?: number;
  readonly tenants?: readonly TenantChoice[];
}

/** One of a payload's userErrors. */
export interface InputMistake {
  readonly code: string;
  readonly message: string;
}

export interface WireError {
  readonly message: string;
  readonly extensions?: Extensions;
}

const unknownDocument = 'PERSISTED_QUERY_NOT_FOUND';
const oldPage = { userMessage: 'This page is from an older version of Doorward.', next: 'Load it anew.' };

/** What the server (or the way to it) answered in place of data, in words that a person can use. */
export class ApiError extends Error {
  readonly category: ErrorCategory;
  readonly code: string;
  readonly userMessage: string;
  readonly next: string | null;
  readonly requestId: string | null;
  /** Seconds after which asking again makes sense; null where the server named none. */
  readonly retryAfter: number | null;
  readonly tenants: readonly TenantChoice[];

  constructor(extensions: Extensions) {
    super(`${extensions.code ?? 'INTERNAL'}: ${extensions.userMessage ?? 'no message'}`);
    this.name = 'ApiError';
    this.category = extensions.category ?? 'INTERNAL';
    this.code = extensions.code ?? 'INTERNAL';
    this.userMessage = extensions.userMessage ?? 'Something went wrong.';
    this.next = extensions.next ?? null;
    this.requestId = extensions.requestId ?? null;
    this.retryAfter = extensions.retryAfter ?? null;
    this.tenants = extensions.tenants ?? [];
  }

  static fromWire(errors: readonly WireError[]): ApiError {
    const first = errors.find((error) => error.extensions?.category) ?? errors[0];
    const extensions = first?.extensions ?? {};
    // To the person the page is what is wrong, and nothing that they asked for.
    return new ApiError(extensions.code === unknownDocument ? { ...extensions, ...oldPage } : extensions);
  }

  /** A refusal in no form of ours: something on the way to the server counts requests. */
  static tooMany(retryAfter: number | null): ApiError {
    return new ApiError({
      category: 'UNAVAILABLE',
      code: 'RATE_LIMITED',
      userMessage: 'Too many requests came from here.',
      next: 'Wait a moment and try again.',
      retryAfter: retryAfter ?? undefined,
    });
  }

  static from(thrown: unknown): ApiError {
    if (thrown instanceof ApiError) return thrown;
    return new ApiError({ next: 'Try again. If it stays, report it.' });
  }

  static fromMistakes(mistakes: readonly InputMistake[]): ApiError {
    const userMessage = mistakes.map((mistake) => mistake.message).join(' ');
    return new ApiError({ category: 'REQUEST', code: mistakes[0]?.code ?? 'INVALID', userMessage });
  }

  static unreachable(): ApiError {
    return new ApiError({
      category: 'UNAVAILABLE',
      code: 'UNREACHABLE',
      userMessage: 'The server cannot be reached.',
      next: 'Check your connection and try again.',
    });
  }
}

/** The way to the server was broken, or nobody was at its end: asking again is all that helps. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'UNREACHABLE';
}

/** The server does not know what the page sends: it was replaced by a newer version while the page stood open. */
export function isOfOldPage(error: unknown): boolean {
  return error instanceof ApiError && error.code === unknownDocument;
}
