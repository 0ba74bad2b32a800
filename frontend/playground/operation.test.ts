import { describe, expect, it } from 'vitest';
import { cursorOf, from, operationOf } from './operation';

describe('operationOf', () => {
  it('an operation that stands alone is meant, though GraphiQL still names the last tab', () => {
    const request = { query: 'subscription Follow { live { cursor } }', operationName: 'WhoAmI' };
    expect(operationOf(request)).toMatchObject({ operation: 'subscription', name: { value: 'Follow' } });
  });

  it('of several the named one is', () => {
    const query = 'query A { liveCursor } subscription B { live { cursor } }';
    expect(operationOf({ query, operationName: 'B' })).toMatchObject({ operation: 'subscription' });
    expect(operationOf({ query, operationName: 'C' })).toBeUndefined();
  });

  it('a text that is no document has none', () => {
    expect(operationOf({ query: 'subscription {' })).toBeUndefined();
  });
});

describe('from', () => {
  it('the cursor goes into the variable that the document passes as after', () => {
    const query = 'subscription ($since: String) { live(after: $since) { cursor } }';
    expect(from('9', { query, variables: { since: '1', other: 2 } })).toEqual({
      query,
      variables: { since: '9', other: 2 },
    });
  });

  it('a literal is replaced, and no other argument of that name', () => {
    const { query } = from('9', { query: 'subscription { live(after: "1", kind: A) { cursor page(after: "x") } }' });
    expect(query.replace(/\s+/g, ' ')).toBe('subscription { live(kind: A, after: "9") { cursor page(after: "x") } }');
  });

  it('a document that says nowhere where it begins is given the argument, and keeps its fragments', () => {
    const { query } = from('9', {
      query: 'subscription { live { ...what } } fragment what on Event { cursor live { cursor } }',
    });
    expect(query.replace(/\s+/g, ' ')).toBe(
      'subscription { live(after: "9") { ...what } } fragment what on Event { cursor live { cursor } }',
    );
  });

  it('a cursor is a text, whatever stands in it', () => {
    expect(from('"\\', { query: 'subscription { live { cursor } }' }).query).toContain(String.raw`after: "\"\\"`);
  });
});

describe('cursorOf', () => {
  it('an event tells its cursor, where it was asked for', () => {
    expect(cursorOf({ live: { cursor: '7' } })).toBe('7');
    expect(cursorOf({ live: { kind: 'x' } })).toBeNull();
    expect(cursorOf({ live: null })).toBeNull();
    expect(cursorOf(null)).toBeNull();
  });
});
