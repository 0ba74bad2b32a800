import { useFragment } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { deliveryBadge_invite$key } from '~/gql/__generated__/deliveryBadge_invite.graphql';
import { absoluteTime } from '~/lib/relative-time';
import { Badge, type Tone } from '~/ui/badge';

const fragment = graphql`
  fragment deliveryBadge_invite on Invite {
    delivery
    sentAt
    openedAt
  }
`;

const states: Readonly<Record<string, { tone: Tone; text: string }>> = {
  QUEUED: { tone: 'mute', text: 'Being sent' },
  SENT: { tone: 'mute', text: 'Sent' },
  DELIVERED: { tone: 'ok', text: 'Delivered' },
  BOUNCED: { tone: 'bad', text: 'Came back' },
  FAILED: { tone: 'bad', text: 'Not sent' },
};

/** How the newest mail stands; once its link was opened, that says more than any receipt. */
export function DeliveryBadge({ invite: key }: { invite: deliveryBadge_invite$key }) {
  const { delivery, sentAt, openedAt } = useFragment(fragment, key);
  // What was opened before the newest mail was an older link, which is dead.
  if (openedAt && (!sentAt || Date.parse(openedAt) >= Date.parse(sentAt))) {
    return (
      <span title={absoluteTime(openedAt)}>
        <Badge tone="ok">Opened</Badge>
      </span>
    );
  }
  const state = states[delivery];
  return <Badge tone={state?.tone ?? 'mute'}>{state?.text ?? delivery}</Badge>;
}
