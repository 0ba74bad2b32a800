import {
  Kind,
  parse,
  print,
  visit,
  type ConstArgumentNode,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
} from 'graphql';

export interface Request {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string | null;
}

/**
 * The operation that a request runs; undefined where the text is none, which the server says better. An operation that
 * stands alone is meant whatever the name says: just after a change of tabs GraphiQL still names the other tab's.
 */
export function operationOf({ query, operationName }: Request): OperationDefinitionNode | undefined {
  const operations = documentOf(query)?.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION) ?? [];
  return operations.length === 1 ? operations[0] : operations.find((each) => each.name?.value === operationName);
}

/** The same subscription from a cursor on: as its variable where it has one for that, or else in its text. */
export function from(cursor: string, request: Request): Request {
  const field = operationOf(request)?.selectionSet.selections[0];
  if (field?.kind !== Kind.FIELD) return request;
  const after = field.arguments?.find((argument) => argument.name.value === 'after')?.value;
  if (after?.kind === Kind.VARIABLE) {
    return { ...request, variables: { ...request.variables, [after.name.value]: cursor } };
  }
  return { ...request, query: withAfter(cursor, field, request.query) };
}

function withAfter(cursor: string, { loc, ...field }: FieldNode, query: string): string {
  const after: ConstArgumentNode = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: 'after' },
    value: { kind: Kind.STRING, value: cursor },
  };
  const others = field.arguments?.filter((argument) => argument.name.value !== 'after') ?? [];
  const Field = (node: FieldNode) =>
    node.loc?.start === loc?.start ? { ...field, arguments: [...others, after] } : undefined;
  return print(visit(parse(query), { Field }));
}

/** The cursor of an event: every event has one, in its only field. Null where it was not asked for. */
export function cursorOf(data: object | null | undefined): string | null {
  for (const value of Object.values(data ?? {}) as unknown[]) {
    if (typeof value === 'object' && value !== null && 'cursor' in value && typeof value.cursor === 'string') {
      return value.cursor;
    }
  }
  return null;
}

function documentOf(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}
