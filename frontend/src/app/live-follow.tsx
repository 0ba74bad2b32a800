import { useCallback, useMemo, useState } from 'react';
import { fetchQuery, useRelayEnvironment, useSubscription } from 'react-relay/hooks';
import { graphql, type GraphQLSubscriptionConfig } from 'relay-runtime';
import type { liveFollowSubscription } from '~/gql/__generated__/liveFollowSubscription.graphql';
import type { shellQuery } from '~/gql/__generated__/shellQuery.graphql';
import { publishLiveEvents } from '~/lib/live-events';
import { useComingBack } from './coming-back';
import { shellDocument } from './shell-query';

const subscription = graphql`
  subscription liveFollowSubscription($after: String) {
    live(after: $after) {
      cursor
      reset
      events {
        verb
      }
    }
  }
`;

// What can change what the viewer may do, or what the frame shows of the tenant.
const aboutRights =
  /^(?:grant|role|group|tenant|catalogue|directory|flag)\.|^user\.(?:deactivated|reactivated|beta_set)$/;

/** Keeps the socket open on every page, and what the viewer may do true. */
export function LiveFollow({ after: cursor }: { after: string }) {
  const environment = useRelayEnvironment();
  const refresh = useCallback(() => {
    fetchQuery<shellQuery>(environment, shellDocument, {}, { fetchPolicy: 'network-only' }).subscribe({
      error: () => {},
    });
  }, [environment]);
  // The subscription tells of this tenant; that there is another one now, nobody says.
  useComingBack(refresh);
  // The frame's query runs again when rights change; the subscription goes on from where it is.
  const [after] = useState(cursor);
  const config = useMemo<GraphQLSubscriptionConfig<liveFollowSubscription>>(
    () => ({
      subscription,
      variables: { after },
      onNext: (data) => {
        const batch = data?.live;
        if (!batch) return;
        const verbs = batch.events.map((event) => event.verb);
        if (batch.reset || verbs.some((verb) => aboutRights.test(verb))) refresh();
        publishLiveEvents({ verbs, reset: batch.reset });
      },
    }),
    [refresh, after],
  );
  useSubscription(config);
  return null;
}
