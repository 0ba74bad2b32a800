import { describe, expect, it } from 'vitest';
import { settleEach } from './settle-each';

describe('settleEach', () => {
  it('does each once, few at a time, and tells the outcomes in order', async () => {
    let running = 0;
    let most = 0;
    const outcomes = await settleEach([...Array(30).keys()], async (item) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, item % 3));
      running -= 1;
      if (item === 7) throw new Error('the seventh');
      return item * 2;
    });
    expect(most).toBe(4);
    expect(outcomes).toHaveLength(30);
    expect(outcomes[29]).toEqual({ status: 'fulfilled', value: 58 });
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(outcomes[7]).toMatchObject({ status: 'rejected', reason: new Error('the seventh') });
  });

  it('of nothing there is no outcome', async () => {
    expect(await settleEach([], () => Promise.reject(new Error('asked')))).toEqual([]);
  });
});
