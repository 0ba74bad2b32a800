import { describe, expect, it } from 'vitest';
import { verbText } from './verb-text';

describe('verbText', () => {
  it('a verb reads as a short sentence', () => {
    expect(verbText('user.logged_in')).toBe('User logged in');
    expect(verbText('invite.mail_failed')).toBe('Invite mail failed');
  });
});
