import { describe, expect, it } from 'vitest';
import { passwordAdvice } from './password-strength';

describe('passwordAdvice', () => {
  it('counts down to the minimum', () => {
    expect(passwordAdvice('fourteen-chars', 15)).toEqual({ met: false, text: '1 more character to go.' });
    expect(passwordAdvice('fifteen-charact', 15).met).toBe(true);
  });

  it('names repetition without forbidding it', () => {
    expect(passwordAdvice('a'.repeat(20), 15)).toEqual({
      met: true,
      text: 'Long enough, but it repeats itself: easy to guess.',
    });
  });
});
