import { useFragment } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { expiryText_invite$key } from '~/gql/__generated__/expiryText_invite.graphql';
import { expiryText } from '~/lib/expiry';
import { useNow } from '~/lib/now';
import { absoluteTime } from '~/lib/relative-time';
import { Badge } from '~/ui/badge';

const fragment = graphql`
  fragment expiryText_invite on Invite {
    status
    expiresAt
  }
`;

const settled: Readonly<Record<string, string>> = {
  ACCEPTED: 'Accepted',
  CANCELLED: 'Cancelled',
  SUPERSEDED: 'Replaced by a newer one',
};

/** How an invite stands. The server says when it has expired; the words only count the time. */
export function ExpiryText({ invite: key }: { invite: expiryText_invite$key }) {
  const { status, expiresAt } = useFragment(fragment, key);
  const now = useNow();
  const words = settled[status];
  if (words) return <Badge tone={status === 'ACCEPTED' ? 'ok' : 'mute'}>{words}</Badge>;
  return (
    <span title={absoluteTime(expiresAt)}>
      <Badge tone={status === 'EXPIRED' ? 'bad' : 'accent'}>{expiryText(expiresAt, now)}</Badge>
    </span>
  );
}
