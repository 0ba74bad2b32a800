import { describe, expect, it } from 'vitest';
import { answerFirst } from './answer-first';

function request() {
  let answer = (_text: string) => {};
  let fail = (_reason: Error) => {};
  const sent = new Promise<string>((resolve, reject) => {
    answer = resolve;
    fail = reject;
  });
  return { send: () => sent, answer, fail };
}

const later = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('answerFirst', () => {
  it('what is heard while a request is under way comes after its answer, in order', async () => {
    const { ask, hear } = answerFirst();
    const told: string[] = [];
    const { send, answer } = request();
    const asked = ask(send).then((text) => told.push(text));
    hear(() => told.push('first heard'));
    hear(() => told.push('then heard'));
    answer('answered');
    await asked;
    await later();
    expect(told).toEqual(['answered', 'first heard', 'then heard']);
  });

  it('with nothing under way it is heard at once, also after a failure', async () => {
    const { ask, hear } = answerFirst();
    const told: string[] = [];
    const { send, fail } = request();
    const asked = ask(send).catch(() => told.push('failed'));
    fail(new Error('unreachable'));
    await asked;
    await later();
    hear(() => told.push('heard'));
    expect(told).toEqual(['failed', 'heard']);
  });

  it('of two requests the later answer is waited for', async () => {
    const { ask, hear } = answerFirst();
    const told: string[] = [];
    const one = request();
    const two = request();
    const asked = [ask(one.send).then((text) => told.push(text)), ask(two.send).then((text) => told.push(text))];
    one.answer('one');
    await later();
    hear(() => told.push('heard'));
    two.answer('two');
    await Promise.all(asked);
    await later();
    expect(told).toEqual(['one', 'two', 'heard']);
  });
});
