import { useFragment } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { inviteRow_invite$key } from '~/gql/__generated__/inviteRow_invite.graphql';
import { NameCell, NamesCell } from '~/ui/cells';
import { Checkbox } from '~/ui/checkbox';
import { RelativeTime } from '~/ui/relative-time';
import { TableRow } from '~/ui/table-row';
import { DeliveryBadge } from './delivery-badge';
import type { InviteActions } from './invite-actions';
import { InviteMenu } from './invite-menu';
import { InviteStatus } from './invite-status';

const fragment = graphql`
  fragment inviteRow_invite on Invite {
    id
    email
    name
    sentAt
    sentCount
    roles {
      id
      name
    }
    groups {
      id
      name
    }
    invitedBy {
      id
      name
    }
    ...inviteMenu_invite
    ...deliveryBadge_invite
    ...inviteStatus_invite
  }
`;

interface InviteRowProps {
  readonly index: number;
  readonly invite: inviteRow_invite$key;
  readonly selected: boolean;
  /** Null where nothing can be done to several at once. */
  readonly onSelect: ((chosen: boolean) => void) | null;
  readonly actions: InviteActions;
  /** Tells whether the row's menu is open. */
  readonly onMenu: (open: boolean) => void;
}

export function InviteRow({ index, invite: key, selected, onSelect, actions, onMenu }: InviteRowProps) {
  const invite = useFragment(fragment, key);
  const gives = [...invite.roles, ...invite.groups].map((each) => each.name);
  return (
    <TableRow id={invite.id} index={index} selected={selected}>
      <td data-rank={0}>
        {onSelect && <Checkbox label={`Select ${invite.email}`} checked={selected} onChange={onSelect} />}
      </td>
      <NameCell
        name={invite.name ?? invite.email}
        below={invite.name ? invite.email : null}
        third={
          <>
            <InviteStatus invite={invite} brief /> <DeliveryBadge invite={invite} />
          </>
        }
      />
      <td data-rank={1}>
        <InviteStatus invite={invite} />
      </td>
      <td data-rank={2}>
        <DeliveryBadge invite={invite} />
      </td>
      <NamesCell rank={2} names={gives} />
      <NamesCell rank={3} names={invite.invitedBy ? [invite.invitedBy.name] : []} />
      <td data-rank={1}>
        <RelativeTime at={invite.sentAt} />
        {invite.sentCount > 1 && ` (${invite.sentCount}×)`}
      </td>
      <td data-rank={0}>
        <InviteMenu invite={invite} actions={actions} onMenu={onMenu} />
      </td>
    </TableRow>
  );
}
