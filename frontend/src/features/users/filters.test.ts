import { describe, expect, it } from 'vitest';
import { filterOf, isFiltered, noFilters, orderOf, outOfOrder } from './filters';

const all = { ...noFilters, order: 'name' };

describe('the filters of the user list', () => {
  it('an empty toolbar asks for the tab alone', () => {
    expect(filterOf('INACTIVE', all)).toEqual({
      status: ['INACTIVE'],
      search: null,
      type: null,
      groupIds: null,
      roleIds: null,
      neverLoggedIn: null,
    });
    expect(isFiltered(all)).toBe(false);
  });

  it('each chip narrows the list', () => {
    const filters = { ...all, type: ['GUEST' as const], group: ['g'], role: ['r'], never: true, search: 'ada' };
    expect(filterOf('ACTIVE', filters)).toMatchObject({
      type: ['GUEST'],
      groupIds: ['g'],
      roleIds: ['r'],
      neverLoggedIn: true,
    });
    expect(isFiltered(filters)).toBe(true);
  });

  it.each([
    ['-login', 'LAST_LOGIN', 'DESC'],
    ['created', 'CREATED', 'ASC'],
    ['nonsense', 'NAME', 'ASC'],
  ])('%s orders by %s %s', (order, field, direction) => {
    expect(orderOf(order)).toEqual({ field, direction });
  });
});

describe('a list by last login', () => {
  const at = (...times: (string | null)[]) => times.map((time) => ({ lastLoginAt: time && `2026-11-24T${time}:00Z` }));

  it('keeps its order until somebody further down comes in', () => {
    const order = orderOf('-login');
    expect(outOfOrder(at('12:00', '11:00', '11:00', null, null), order)).toBe(false);
    expect(outOfOrder(at('12:00', '12:01', '11:00', null), order)).toBe(true);
    expect(outOfOrder(at('11:00', '12:00'), orderOf('login'))).toBe(false);
  });

  it('is no concern of a list by name', () => {
    expect(outOfOrder(at('11:00', '12:00'), orderOf('name'))).toBe(false);
  });
});
