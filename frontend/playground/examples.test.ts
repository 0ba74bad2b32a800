import { readFileSync, readdirSync } from 'node:fs';
import { buildASTSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { examples } from './examples';

const folder = new URL('../../graph/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
const text = files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
const schema = buildASTSchema(parse(text), { assumeValidSDL: true });

describe('examples', () => {
  it.each(examples.map((example) => [/(?:query|mutation|subscription) (\w+)/.exec(example.query)?.[1], example]))(
    '%s is a valid document with readable variables',
    (_name, example) => {
      expect(validate(schema, parse(example.query))).toEqual([]);
      expect(() => JSON.parse(example.variables ?? '{}')).not.toThrow();
    },
  );
});
