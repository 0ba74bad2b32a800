import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from './api-error';
import { isPageOld, onPageOld } from './old-page';
import { post } from './post';

const query = { id: 'a1b2', name: 'rolesQuery', operationKind: 'query' };
const mutation = { id: 'c3d4', name: 'signInMutation', operationKind: 'mutation' };

const data = () => Response.json({ data: { liveCursor: '7' } });
const refused = (extensions: object, status = 503) =>
  Response.json({ errors: [{ message: 'no', extensions }] }, { status });
const busy = (retryAfter: number) =>
  refused({ category: 'UNAVAILABLE', code: 'BUSY', userMessage: 'The server is busy.', retryAfter });

/** What the network answers, one after the other; it remembers what was sent. */
function answering(...answers: Response[]): object[] {
  const sent: object[] = [];
  vi.stubGlobal('fetch', (_url: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body) as object);
    const next = answers.shift();
    return next ? Promise.resolve(next) : Promise.reject(new Error('nothing more to answer'));
  });
  return sent;
}

/** Lets the time pass that a request takes; what it threw comes back as its value. */
async function outcome(request: Promise<unknown>, milliseconds: number): Promise<unknown> {
  const settled = request.catch((thrown: unknown) => thrown);
  await vi.advanceTimersByTimeAsync(milliseconds);
  return Promise.race([settled, Promise.resolve('still waiting')]);
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('post', () => {
  it('a busy server is asked once more, after the pause that it named', async () => {
    const sent = answering(busy(2), data());
    const request = post(query, {}, null);
    expect(await outcome(request, 1_900)).toBe('still waiting');
    expect(sent).toHaveLength(1);
    expect(await outcome(request, 700)).toEqual({ liveCursor: '7' });
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
  });

  it('a server that stays busy is not asked a third time', async () => {
    const sent = answering(busy(1), busy(1), data());
    const error = await outcome(post(query, {}, null), 60_000);
    expect(error).toMatchObject({ code: 'BUSY', retryAfter: 1 });
    expect(sent).toHaveLength(2);
  });

  it('a long pause is left to the person', async () => {
    const sent = answering(busy(6), data());
    expect(await outcome(post(query, {}, null), 60_000)).toMatchObject({ code: 'BUSY', retryAfter: 6 });
    expect(sent).toHaveLength(1);
  });

  it('a mutation is never sent twice', async () => {
    const sent = answering(busy(1), data());
    expect(await outcome(post(mutation, {}, null), 60_000)).toMatchObject({ code: 'BUSY' });
    expect(sent).toHaveLength(1);
  });

  it('a refusal that names no pause is not repeated', async () => {
    const sent = answering(refused({ category: 'REQUEST', code: 'LIMIT_EXCEEDED', userMessage: 'Too much.' }, 400));
    expect(await outcome(post(query, {}, null), 60_000)).toMatchObject({ code: 'LIMIT_EXCEEDED', retryAfter: null });
    expect(sent).toHaveLength(1);
  });

  it('a refusal by something on the way is told in words, and heeded', async () => {
    const tooMany = () => new Response('slow down', { status: 429, headers: { 'Retry-After': '1' } });
    answering(tooMany(), data());
    expect(await outcome(post(query, {}, null), 2_000)).toEqual({ liveCursor: '7' });
    answering(tooMany());
    const error = await outcome(post(mutation, {}, null), 2_000);
    expect(error).toMatchObject({ code: 'RATE_LIMITED', next: 'Wait a moment and try again.', retryAfter: 1 });
  });

  it('an unknown document means that the page is old, which is told once', async () => {
    const unknown = () =>
      refused({ category: 'REQUEST', code: 'PERSISTED_QUERY_NOT_FOUND', userMessage: 'Unknown.' }, 400);
    let heard = 0;
    onPageOld(() => (heard += 1));
    expect(isPageOld()).toBe(false);
    const sent = answering(unknown(), unknown());
    const error = await outcome(post(query, {}, null), 60_000);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      userMessage: 'This page is from an older version of Doorward.',
      next: 'Load it anew.',
    });
    await outcome(post(mutation, {}, null), 60_000);
    expect(isPageOld()).toBe(true);
    expect(heard).toBe(1);
    expect(sent).toHaveLength(2);
  });
});
