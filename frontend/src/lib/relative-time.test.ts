import { describe, expect, it } from 'vitest';
import { relativeTime } from './relative-time';

const now = Date.parse('2026-11-24T12:00:00Z');
const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();

describe('relativeTime', () => {
  it.each([
    [0, 'just now'],
    [-59, 'just now'],
    [-60, '1m ago'],
    [-59 * 60, '59m ago'],
    [-3600, '1h ago'],
    [-86_400 * 3, '3d ago'],
    [30, 'in a moment'],
    [3600 * 5, 'in 5 h'],
    [86_400 * 7 - 1, 'in 7 d'],
  ])('%i seconds away reads %s', (seconds, text) => {
    expect(relativeTime(at(seconds), now)).toBe(text);
  });

  it('a moment more than a month away is a date, with the year when it is another', () => {
    expect(relativeTime('2026-09-02T12:00:00Z', now)).toBe('Sep 2');
    expect(relativeTime('2025-09-02T12:00:00Z', now)).toBe('Sep 2, 2025');
  });
});
