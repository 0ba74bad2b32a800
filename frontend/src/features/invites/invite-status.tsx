import { useFragment } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { InviteStatus as Status, inviteStatus_invite$key } from '~/gql/__generated__/inviteStatus_invite.graphql';
import { expiryText } from '~/lib/expiry';
import { useNow } from '~/lib/now';
import { absoluteTime } from '~/lib/relative-time';
import { Badge, type Tone } from '~/ui/badge';
import css from './invite-status.module.css';

const fragment = graphql`
  fragment inviteStatus_invite on Invite {
    status
    expiresAt
  }
`;

export const statusNames: Readonly<Partial<Record<Status, string>>> = {
  PENDING: 'Pending',
  EXPIRED: 'Expired',
  ACCEPTED: 'Accepted',
  CANCELLED: 'Cancelled',
  SUPERSEDED: 'Replaced',
};

const tones: Readonly<Partial<Record<Status, Tone>>> = { PENDING: 'accent', EXPIRED: 'bad', ACCEPTED: 'ok' };

interface InviteStatusProps {
  readonly invite: inviteStatus_invite$key;
  /** For one line: while it is open, only until when. */
  readonly brief?: boolean;
}

/** How an invite stands. The server says when it has expired; the words only count the time. */
export function InviteStatus({ invite: key, brief = false }: InviteStatusProps) {
  const { status, expiresAt } = useFragment(fragment, key);
  const now = useNow();
  const open = status === 'PENDING' || status === 'EXPIRED';
  return (
    <>
      {!(open && brief) && <Badge tone={tones[status] ?? 'mute'}>{statusNames[status] ?? status}</Badge>}
      {open && (
        <span className={brief ? css.brief : css.until} title={absoluteTime(expiresAt)}>
          {expiryText(expiresAt, now)}
        </span>
      )}
    </>
  );
}
