import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { persist } from './documents-plugin';

const artifacts = new URL('../src/gql/__generated__/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, artifacts), 'utf8');

describe('persist', () => {
  it('names a document by the SHA-256 of its text, and takes the text out', () => {
    const { code, document } = persist(read('signInPageMutation.graphql.ts'));
    expect(document?.text).toMatch(/^mutation signInPageMutation\(\n {2}\$input: SignInInput!\n\) \{\n/);
    expect(document?.hash).toBe(
      createHash('sha256')
        .update(document?.text ?? '')
        .digest('hex'),
    );
    expect(code).toContain(`"id": "${document?.hash}"`);
    expect(code).toContain('"text": null');
    expect(code).not.toContain('mutation signInPageMutation');
  });

  it('leaves a fragment its selections', () => {
    const before = read('avatarMenu_viewer.graphql.ts');
    const { code, document } = persist(before);
    expect(document).toBeNull();
    expect(code.replace(/\s+/g, ' ')).toBe(before.replace(/\(node as any\)\.hash = "\w+";/, '').replace(/\s+/g, ' '));
  });

  it('knows the form of every artifact there is', () => {
    const names = readdirSync(artifacts).filter((name) => name.endsWith('.graphql.ts'));
    const hashes = names.map((name) => persist(read(name)).document?.hash).filter(Boolean);
    expect(hashes.length).toBeGreaterThan(20);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('refuses a request whose text it cannot find, and so a bundle that sends nothing', () => {
    expect(() => persist('{ "kind": "Request", "params": { "id": null, "text": null } }')).toThrow('relay-compiler');
  });
});
