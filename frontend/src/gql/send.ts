import type { GraphQLTaggedNode, OperationType } from 'relay-runtime';
import type { DocumentParams } from './document';
import { post } from './post';

/**
 * One request without Relay's store: the pages before a tenant is chosen need no cache, and they load
 * faster without the store's code. The documents are still checked and typed by Relay's compiler.
 */
export async function send<T extends OperationType>(
  document: GraphQLTaggedNode,
  variables: T['variables'],
): Promise<T['response']> {
  if (!isRequest(document)) throw new Error('send takes a query or a mutation');
  return post(document.params, variables, null);
}

function isRequest(document: unknown): document is { params: DocumentParams } {
  return typeof document === 'object' && document !== null && 'params' in document;
}
