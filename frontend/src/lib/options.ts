import { useEffect, useState } from 'react';
import { fetchQuery, useRelayEnvironment } from 'react-relay/hooks';
import type { GraphQLTaggedNode, OperationType } from 'relay-runtime';

/**
 * What a picker offers, read on the side: the page does not wait for it, and what was there stays while
 * the next search runs. A failure leaves the picker as it is: the page's own query tells what is wrong.
 */
export function useOptions<T extends OperationType, O>(
  query: GraphQLTaggedNode,
  variables: T['variables'],
  enabled: boolean,
  read: (data: T['response']) => O[],
): O[] {
  const environment = useRelayEnvironment();
  const [options, setOptions] = useState<O[]>([]);
  const key = JSON.stringify(variables);
  useEffect(() => {
    if (!enabled) return;
    const subscription = fetchQuery<T>(environment, query, JSON.parse(key) as T['variables'], {
      fetchPolicy: 'store-or-network',
    }).subscribe({ next: (data) => setOptions(read(data)), error: () => {} });
    return () => subscription.unsubscribe();
  }, [environment, query, key, enabled, read]);
  return options;
}
