// Relay takes one schema file without `extend`; ours is one file a noun. So the compiler always reads
// a fresh print of graph/*.graphql, and no copy of the schema is committed.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { buildASTSchema, parse, printSchema } from 'graphql';

const folder = new URL('../../graph/', import.meta.url);
const text = readdirSync(folder)
  .filter((name) => name.endsWith('.graphql'))
  .toSorted()
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n');
const schema = buildASTSchema(parse(text), { assumeValidSDL: true });
writeFileSync(new URL('../src/gql/schema.graphql', import.meta.url), `${printSchema(schema)}\n`);
