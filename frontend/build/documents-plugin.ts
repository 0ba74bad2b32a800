import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

const artifact = /\/__generated__\/\w+\.graphql\.ts$/;
const identity = /"cacheID": "\w+",\s*"id": null,/;
const text = /"text": ("(?:[^"\\]|\\.)*")/;
// What Relay's own plugin compares while developing; in a bundle nobody reads it.
const staleness = /\n\(node as any\)\.hash = "\w+";\n/;

export interface Persisted {
  readonly code: string;
  readonly document: { readonly hash: string; readonly text: string } | null;
}

/** An artifact of Relay's compiler that names its document by the SHA-256 of its text. Fragments have none. */
export function persist(code: string): Persisted {
  const bare = code.replace(staleness, '\n');
  if (!bare.includes('"kind": "Request"')) return { code: bare, document: null };
  const quoted = text.exec(bare)?.[1];
  if (!quoted || !identity.test(bare))
    throw new Error('relay-compiler writes its artifacts in another form than expected');
  const document = JSON.parse(quoted) as string;
  const hash = createHash('sha256').update(document).digest('hex');
  return {
    code: bare.replace(identity, `"id": "${hash}",`).replace(text, '"text": null'),
    document: { hash, text: document },
  };
}

/**
 * Takes the documents out of the bundle and writes them beside it, text by hash: the server embeds the list and
 * serves no file whose name begins with a dot. While developing, documents travel as text.
 */
export function documents(): Plugin {
  const list = new Map<string, string>();
  return {
    name: 'documents',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      list.clear();
    },
    transform(code, id) {
      if (!artifact.test(id)) return null;
      const { code: bare, document } = persist(code);
      if (document) list.set(document.hash, document.text);
      // No source map: an artifact is generated code.
      return { code: bare, map: null };
    },
    generateBundle() {
      const sorted = [...list].toSorted(([a], [b]) => (a < b ? -1 : 1));
      const source = `${JSON.stringify(Object.fromEntries(sorted), null, 1)}\n`;
      this.emitFile({ type: 'asset', fileName: '.documents.json', source });
    },
  };
}
