import { useFragment } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { inviteMenu_invite$key } from '~/gql/__generated__/inviteMenu_invite.graphql';
import { copyText } from '~/lib/copy';
import { useMay } from '~/lib/may';
import { Button } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { MenuItem, MenuSeparator, PopupMenu } from '~/ui/menu';
import { toast } from '~/ui/toast';
import type { InviteActions } from './invite-actions';

const fragment = graphql`
  fragment inviteMenu_invite on Invite {
    id
    email
    status
    resendable
    cancellable
  }
`;

interface InviteMenuProps {
  readonly invite: inviteMenu_invite$key;
  readonly actions: InviteActions;
  readonly onMenu: (open: boolean) => void;
}

export function InviteMenu({ invite: key, actions, onMenu }: InviteMenuProps) {
  const invite = useFragment(fragment, key);
  const may = useMay();
  const maySend = may('INVITES_SEND');
  const copy = async () => {
    if (await copyText(invite.email)) toast(`${invite.email} copied`);
  };
  const act = (id: unknown) => {
    if (id === 'resend') actions.resend([invite]);
    if (id === 'copy') void copy();
    if (id === 'cancel') actions.askCancel([invite]);
  };
  return (
    <PopupMenu
      onOpenChange={onMenu}
      label={`Actions for ${invite.email}`}
      onAction={act}
      trigger={
        <Button variant="icon" aria-label={`Actions for ${invite.email}`}>
          <Icon name="more" />
        </Button>
      }
    >
      {maySend && invite.resendable && (
        <MenuItem id="resend" text="Resend" icon="send">
          Resend
        </MenuItem>
      )}
      <MenuItem id="copy" text="Copy e-mail" icon="copy">
        Copy e-mail
      </MenuItem>
      {maySend && invite.cancellable && <MenuSeparator />}
      {maySend && invite.cancellable && (
        <MenuItem id="cancel" text="Cancel invite" icon="x" tone="bad">
          Cancel invite…
        </MenuItem>
      )}
    </PopupMenu>
  );
}
