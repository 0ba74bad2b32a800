import { describe, expect, it } from 'vitest';
import { documentOf } from './document';

describe('documentOf', () => {
  it('a built page names its document by the hash, without a text', () => {
    const wire = documentOf({ id: 'a1b2', name: 'rolesQuery', text: null });
    expect(wire).toEqual({
      operationName: 'rolesQuery',
      extensions: { persistedQuery: { version: 1, sha256Hash: 'a1b2' } },
    });
  });

  it('while developing the text travels, and no hash', () => {
    const wire = documentOf({ id: null, name: 'rolesQuery', text: 'query rolesQuery { liveCursor }' });
    expect(wire).toEqual({ operationName: 'rolesQuery', query: 'query rolesQuery { liveCursor }' });
  });
});
