import { Kind, parse, print, visit, type OperationDefinitionNode } from 'graphql';

export interface Request {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string | null;
}

/** The operation that a request runs; undefined where the text is none, which the server says better. */
export function operationOf({ query, operationName }: Request): OperationDefinitionNode | undefined {
  try {
    const operations = parse(query).definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    return operationName ? operations.find((each) => each.name?.value === operationName) : operations[0];
  } catch {
    return undefined;
  }
}

/** Writes the newest cursor to where a subscription says after what it begins. False where it says so nowhere. */
export function resumeFrom(request: Request, cursor: string): boolean {
  const operation = operationOf(request);
  for (const field of operation?.selectionSet.selections ?? []) {
    if (field.kind !== Kind.FIELD) continue;
    const after = field.arguments?.find((argument) => argument.name.value === 'after');
    if (!after) continue;
    if (after.value.kind === Kind.VARIABLE) {
      request.variables = { ...request.variables, [after.value.name.value]: cursor };
    } else {
      const { loc } = after;
      request.query = print(
        visit(parse(request.query), {
          Argument: (node) =>
            node.loc?.start === loc?.start ? { ...node, value: { kind: Kind.STRING, value: cursor } } : undefined,
        }),
      );
    }
    return true;
  }
  return false;
}

/** The cursor of an event: every event has one, in its only field. */
export function cursorOf(data: unknown): string | null {
  for (const value of Object.values(data ?? {}) as unknown[]) {
    if (typeof value === 'object' && value !== null && 'cursor' in value && typeof value.cursor === 'string') {
      return value.cursor;
    }
  }
  return null;
}
