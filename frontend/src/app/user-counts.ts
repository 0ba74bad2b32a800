import { fetchQuery, useLazyLoadQuery, useRelayEnvironment } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { userCountsQuery } from '~/gql/__generated__/userCountsQuery.graphql';
import { useRefreshOn } from '~/lib/refresh-on';

const query = graphql`
  query userCountsQuery {
    userCounts {
      id
      active
      inactive
      pendingInvites
    }
  }
`;

/** The badges of the tabs. The list on screen brings them along; what happens only in the other tabs is asked for. */
export function useUserCounts() {
  const environment = useRelayEnvironment();
  const { userCounts } = useLazyLoadQuery<userCountsQuery>(query, {});
  useRefreshOn(/^(?:invite|directory)\.|^user\.(?!logged_in)/, () => {
    fetchQuery<userCountsQuery>(environment, query, {}, { fetchPolicy: 'network-only' }).subscribe({ error: () => {} });
  });
  return userCounts;
}
