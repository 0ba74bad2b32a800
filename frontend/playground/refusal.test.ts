import { afterEach, describe, expect, it, vi } from 'vitest';
import { ask } from './ask';
import { comesBack, ofClosing } from './refusal';

afterEach(() => void vi.unstubAllGlobals());

describe('ofClosing', () => {
  it.each([
    [4401, 'SIGN_IN_REQUIRED', 'You are not signed in, or your session has ended.'],
    [4429, 'RATE_LIMITED', 'Too much is followed or sent at once.'],
    [4400, 'INVALID', 'The server did not accept the connection.'],
    [1009, 'INVALID', 'The request is larger than this server takes.'],
    [1012, 'BUSY', 'The server restarts.'],
    [1013, 'BUSY', 'The server has no room at the moment.'],
    [1006, 'UNREACHABLE', 'The server cannot be reached.'],
  ])('%i is %s, in words and without a trace', (code, name, message) => {
    const told = ofClosing({ code, reason: 'internal', stack: 'at x.js' });
    expect(told.errors).toMatchObject([{ message, extensions: { code: name, userMessage: message } }]);
    expect(JSON.stringify(told)).not.toMatch(/stack|internal|x\.js/);
  });

  it('what comes back by itself asks nothing of the person', () => {
    expect(comesBack(ofClosing({ code: 1012 })).errors).toMatchObject([
      { message: 'The server restarts.', extensions: { next: 'Wait: it goes on by itself.' } },
    ]);
  });
});

describe('ask', () => {
  const answering = (answer: () => Promise<Response>) => vi.stubGlobal('fetch', answer);
  const page = (status: number, headers = {}) => Promise.resolve(new Response('<h1>No</h1>', { status, headers }));

  it('what the server words itself comes back as it is', async () => {
    const body = { errors: [{ message: 'Too much.', extensions: { code: 'LIMIT_EXCEEDED', most: 10 } }] };
    answering(() => Promise.resolve(Response.json(body, { status: 400 })));
    expect(await ask({ query: '{ a }' })).toEqual(body);
  });

  it.each([
    [413, {}, { code: 'INVALID', userMessage: 'The request is larger than this server takes.' }],
    [429, { 'Retry-After': '7' }, { code: 'RATE_LIMITED', retryAfter: 7 }],
    [429, { 'Retry-After': 'Tue, 24 Nov 2026 19:00:00 GMT' }, { code: 'RATE_LIMITED', retryAfter: undefined }],
    [403, {}, { code: 'INVALID', userMessage: 'The request was refused with status 403.' }],
    [502, {}, { code: 'UNREACHABLE', userMessage: 'The server cannot be reached.' }],
  ])('a page with status %i, of something on the way, is told in words', async (status, headers, extensions) => {
    answering(() => page(status, headers));
    expect(await ask({ query: '{ a }' })).toMatchObject({ errors: [{ extensions }] });
  });

  it('a server that is away is told without the script’s own error', async () => {
    answering(() => Promise.reject(new TypeError('Failed to fetch')));
    const told = await ask({ query: '{ a }' });
    expect(told).toMatchObject({ errors: [{ message: 'The server cannot be reached.' }] });
    expect(JSON.stringify(told)).not.toMatch(/stack|fetch/);
  });
});
