import { describe, expect, it } from 'vitest';
import { expiryText } from './expiry';

const now = Date.parse('2026-11-24T12:00:00Z');
const after = (milliseconds: number) => new Date(now + milliseconds).toISOString();
const hour = 3_600_000;

describe('expiryText', () => {
  it.each([
    [7 * 24 * hour - 1_000, 'Expires in 7 days'],
    [26 * hour, 'Expires in 1 day'],
    [5 * hour, 'Expires in 5 hours'],
    [61_000, 'Expires in 1 minute'],
    [10_000, 'Expires in a moment'],
    [-10_000, 'Expired just now'],
    [-50 * hour, 'Expired 2 days ago'],
  ])('%d ms from now reads %s', (distance, text) => {
    expect(expiryText(after(distance), now)).toBe(text);
  });
});
