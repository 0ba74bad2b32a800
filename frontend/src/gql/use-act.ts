import { useCallback } from 'react';
import { useRelayEnvironment } from 'react-relay/hooks';
import {
  commitMutation,
  type GraphQLTaggedNode,
  type MutationParameters,
  type SelectorStoreUpdater,
} from 'relay-runtime';
import { ApiError, type InputMistake } from './api-error';

interface Options<T extends MutationParameters> {
  /** What the screen shows until the answer is there; taken back by itself when the act fails. */
  readonly optimistic?: SelectorStoreUpdater<T['response']>;
}

type Act<T extends MutationParameters> = (variables: T['variables'], options?: Options<T>) => Promise<T['response']>;

/** Commits a mutation. Whatever kept it from being done, the transport or its userErrors, is thrown as an ApiError. */
export function useAct<T extends MutationParameters>(mutation: GraphQLTaggedNode): Act<T> {
  const environment = useRelayEnvironment();
  return useCallback(
    (variables, options) =>
      new Promise((resolve, reject) => {
        commitMutation<T>(environment, {
          mutation,
          variables,
          optimisticUpdater: options?.optimistic,
          onCompleted: (response) => {
            const mistakes = mistakesOf(response);
            if (mistakes.length > 0) reject(ApiError.fromMistakes(mistakes));
            else resolve(response);
          },
          onError: (thrown) => reject(ApiError.from(thrown)),
        });
      }),
    [environment, mutation],
  );
}

function mistakesOf(response: object): readonly InputMistake[] {
  for (const payload of Object.values(response)) {
    if (
      typeof payload === 'object' &&
      payload !== null &&
      'userErrors' in payload &&
      Array.isArray(payload.userErrors)
    ) {
      return payload.userErrors as InputMistake[];
    }
  }
  return [];
}
