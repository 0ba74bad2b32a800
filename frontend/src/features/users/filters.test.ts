import { describe, expect, it } from 'vitest';
import { filterOf, isFiltered, noFilters, orderOf } from './filters';

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
