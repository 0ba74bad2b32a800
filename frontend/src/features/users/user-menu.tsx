import { useFragment } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { userMenu_user$key } from '~/gql/__generated__/userMenu_user.graphql';
import { copyText } from '~/lib/copy';
import { Button } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { MenuItem, MenuSeparator, PopupMenu } from '~/ui/menu';
import { toast } from '~/ui/toast';
import type { UserActions } from './user-actions';

const fragment = graphql`
  fragment userMenu_user on User {
    id
    name
    email
    uniqueId
    availableActions
  }
`;

interface UserMenuProps {
  readonly user: userMenu_user$key;
  readonly onOpen: () => void;
  readonly actions: UserActions;
  readonly onMenu: (open: boolean) => void;
}

/** Offers only what the server says the viewer may do to this user now. */
export function UserMenu({ user: key, onOpen, actions, onMenu }: UserMenuProps) {
  const user = useFragment(fragment, key);
  const can = (action: string) => user.availableActions.includes(action);
  const address = user.email ?? user.uniqueId ?? '';
  const copy = async () => {
    if (await copyText(address)) toast(`${address} copied`);
  };
  const act = (id: unknown) => {
    if (id === 'open') onOpen();
    if (id === 'copy') void copy();
    if (id === 'deactivate') actions.askDeactivate([user]);
    if (id === 'reactivate') actions.reactivate([user]);
  };
  return (
    <PopupMenu
      onOpenChange={onMenu}
      label={`Actions for ${user.name}`}
      onAction={act}
      trigger={
        <Button variant="icon" aria-label={`Actions for ${user.name}`}>
          <Icon name="more" />
        </Button>
      }
    >
      <MenuItem id="open" text="View details" icon="user">
        View details
      </MenuItem>
      <MenuItem id="copy" text="Copy" icon="copy">
        {user.email ? 'Copy e-mail' : 'Copy unique ID'}
      </MenuItem>
      {(can('userDeactivate') || can('userReactivate')) && <MenuSeparator />}
      {can('userReactivate') && (
        <MenuItem id="reactivate" text="Reactivate" icon="refresh">
          Reactivate
        </MenuItem>
      )}
      {can('userDeactivate') && (
        <MenuItem id="deactivate" text="Deactivate" icon="lock" tone="bad">
          Deactivate…
        </MenuItem>
      )}
    </PopupMenu>
  );
}
