import { describe, expect, it } from 'vitest';
import { readUsersSearch } from './search';

describe('readUsersSearch', () => {
  it('what the address says is taken, lists in a fixed order', () => {
    expect(
      readUsersSearch({
        tab: 'inactive',
        search: 'ada',
        type: 'GUEST,MEMBER',
        group: 'g1,g2',
        never: 'true',
        order: '-login',
      }),
    ).toMatchObject({
      tab: 'inactive',
      search: 'ada',
      type: ['MEMBER', 'GUEST'],
      group: ['g1', 'g2'],
      never: true,
      order: '-login',
    });
  });

  it('what nobody offered counts as nothing', () => {
    const search = readUsersSearch({ tab: 'owners', type: 'ROBOT', order: 'password', never: 'perhaps', user: 7 });
    expect(Object.values(search).every((value) => value === undefined)).toBe(true);
  });

  it('defaults stay out of the address', () => {
    const search = readUsersSearch({ tab: 'active', order: 'name', search: '' });
    expect(Object.values(search).every((value) => value === undefined)).toBe(true);
  });
});
