import { describe, expect, it } from 'vitest';
import { listOf, parseSearch, stringifySearch } from './search-params';

describe('search params', () => {
  it('lists and text survive the way through the address', () => {
    const text = stringifySearch({
      tab: 'inactive',
      type: ['MEMBER', 'GUEST'],
      search: 'a&b=ö',
      empty: '',
      none: undefined,
    });
    expect(text).toBe('?tab=inactive&type=MEMBER,GUEST&search=a%26b%3D%C3%B6');
    expect(parseSearch(text)).toEqual({ tab: 'inactive', type: 'MEMBER,GUEST', search: 'a&b=ö' });
  });

  it('a return path stays readable', () => {
    expect(stringifySearch({ returnTo: '/t/acme/users' })).toBe('?returnTo=/t/acme/users');
  });

  it('a list takes only what is allowed, in the given order', () => {
    expect(listOf('SERVICE,bad,MEMBER', ['MEMBER', 'GUEST', 'SERVICE'])).toEqual(['MEMBER', 'SERVICE']);
  });
});
