import { describe, expect, it } from 'vitest';
import { closed } from './refusal';
import { cursorOf, resumeFrom } from './resume';

describe('resumeFrom', () => {
  it('the cursor goes into the variable that the document passes as after', () => {
    const request = { query: 'subscription($from: String) { live(after: $from) { cursor } }', variables: { a: 1 } };
    expect(resumeFrom(request, '9')).toBe(true);
    expect(request.variables).toEqual({ a: 1, from: '9' });
  });

  it('a literal is replaced, and no other argument of that name', () => {
    const request = { query: 'subscription { live(after: "1") { cursor page(after: "x") } }' };
    expect(resumeFrom(request, '9')).toBe(true);
    expect(request.query).toContain('live(after: "9")');
    expect(request.query).toContain('page(after: "x")');
  });

  it('a document that says nowhere where it begins stays as it is', () => {
    const request = { query: 'subscription { live { cursor } }' };
    expect(resumeFrom(request, '9')).toBe(false);
    expect(request).toEqual({ query: 'subscription { live { cursor } }' });
  });

  it('an event tells its cursor, where it was selected', () => {
    expect(cursorOf({ live: { cursor: '7' } })).toBe('7');
    expect(cursorOf({ live: { kind: 'x' } })).toBeNull();
    expect(cursorOf(null)).toBeNull();
  });
});

describe('closed', () => {
  it.each([
    [4401, 'SIGN_IN_REQUIRED'],
    [4429, 'RATE_LIMITED'],
    [1013, 'BUSY'],
    [4400, 'INVALID'],
    [1006, 'UNREACHABLE'],
  ])('%i is %s, in words and without a trace', (code, name) => {
    const told = closed({ code, stack: 'at x.js' }, 'http://a/sign-in');
    expect(told.errors[0]).toMatchObject({ extensions: { code: name } });
    expect(JSON.stringify(told)).not.toContain('stack');
  });
});
