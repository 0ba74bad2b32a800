import { describe, expect, it } from 'vitest';
import { adminActs, areasOf } from './access-words';

describe('what somebody may do, in words', () => {
  it('permissions of one area stand together', () => {
    expect(areasOf(['conversations.read', 'reports.read', 'conversations.mark_read'])).toEqual([
      { name: 'Conversations', acts: ['read', 'mark read'] },
      { name: 'Reports', acts: ['read'] },
    ]);
  });

  it('a permission of a single word can be used', () => {
    expect(areasOf(['billing'])).toEqual([{ name: 'Billing', acts: ['use'] }]);
  });

  it('what the console does not offer is left out', () => {
    expect(adminActs(['GROUPS_READ', 'SUPPORT_ACT'])).toEqual(['see the user groups']);
  });
});
