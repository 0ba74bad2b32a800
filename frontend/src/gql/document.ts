/** What Relay's compiler knows of a document. A built page has the hash of its text as `id`, and no text. */
export interface DocumentParams {
  readonly id?: string | null;
  readonly name: string;
  readonly operationKind?: string;
  readonly text?: string | null;
}

type WireDocument = {
  readonly operationName: string;
} & (
  | { readonly query: string }
  | { readonly extensions: { readonly persistedQuery: { readonly version: 1; readonly sha256Hash: string } } }
);

/** The part of a request that names its document: by hash in a build, by text while developing. */
export function documentOf({ id, name, text }: DocumentParams): WireDocument {
  if (text) return { query: text, operationName: name };
  if (!id) throw new Error(`${name} has neither a text nor a hash`);
  return { operationName: name, extensions: { persistedQuery: { version: 1, sha256Hash: id } } };
}
