import { describe, expect, it } from 'vitest';
import { isOfConsole, safeReturnTo } from './return-to';

describe('safeReturnTo', () => {
  it('a path of this site is kept whole', () => {
    expect(safeReturnTo('/t/acme/users?tab=invites&search=a#b')).toBe('/t/acme/users?tab=invites&search=a#b');
    expect(safeReturnTo('/')).toBe('/');
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '',
    null,
    7,
  ])('%j is refused', (value) => {
    expect(safeReturnTo(value)).toBeNull();
  });

  it('the sign-in page itself is no place to return to', () => {
    expect(safeReturnTo('/sign-in?returnTo=/x')).toBeNull();
    expect(safeReturnTo('/sign-inspection')).toBe('/sign-inspection');
  });
});

describe('isOfConsole', () => {
  it('the playground is a page of its own', () => {
    expect(isOfConsole('/playground')).toBe(false);
    expect(isOfConsole('/playground/?tenant=acme')).toBe(false);
    expect(isOfConsole('/playgrounds')).toBe(true);
    expect(isOfConsole('/t/acme/users?search=/playground')).toBe(true);
  });
});
