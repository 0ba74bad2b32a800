import { useState } from 'react';
import { useFragment } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { avatarMenu_viewer$key } from '~/gql/__generated__/avatarMenu_viewer.graphql';
import type { avatarMenuMutation } from '~/gql/__generated__/avatarMenuMutation.graphql';
import { ApiError } from '~/gql/api-error';
import { setLeaving } from '~/gql/session';
import { useAct } from '~/gql/use-act';
import { applyTheme, currentTheme, type Theme } from '~/lib/theme';
import { Avatar } from '~/ui/avatar';
import { Button } from '~/ui/button';
import type { IconName } from '~/ui/icon';
import { MenuItem, MenuSection, MenuSeparator, PopupMenu } from '~/ui/menu';
import { toast } from '~/ui/toast';
import css from './avatar-menu.module.css';

const fragment = graphql`
  fragment avatarMenu_viewer on Viewer {
    person {
      id
      name
      email
    }
  }
`;

const signOut = graphql`
  mutation avatarMenuMutation {
    signOut {
      signedOut
      userErrors {
        code
        message
      }
    }
  }
`;

const themes: readonly { id: Theme; name: string; icon: IconName }[] = [
  { id: 'system', name: 'As the system', icon: 'monitor' },
  { id: 'light', name: 'Light', icon: 'sun' },
  { id: 'dark', name: 'Dark', icon: 'moon' },
];

export function AvatarMenu({ viewer: key, onHelp }: { viewer: avatarMenu_viewer$key; onHelp: () => void }) {
  const { person } = useFragment(fragment, key);
  const [theme, setTheme] = useState(currentTheme);
  const act = useAct<avatarMenuMutation>(signOut);
  const choose = (id: unknown) => {
    const chosen = themes.find((each) => each.id === id);
    if (!chosen) return;
    setTheme(chosen.id);
    applyTheme(chosen.id);
  };
  const leave = () => {
    setLeaving(true);
    act({}).then(
      () => location.assign('/sign-in'),
      (thrown: unknown) => {
        setLeaving(false);
        toast(ApiError.from(thrown).userMessage, 'bad');
      },
    );
  };
  return (
    <PopupMenu
      label="Account"
      onAction={(id) => (id === 'help' ? onHelp() : id === 'leave' && leave())}
      trigger={
        <Button variant="ghost" aria-label={`Account of ${person.name}`}>
          <Avatar name={person.name} />
        </Button>
      }
    >
      <MenuSection
        title={
          <>
            <span className={css.name}>{person.name}</span>
            <span className={css.email}>{person.email}</span>
          </>
        }
      >
        <MenuItem id="help" text="Keyboard shortcuts" icon="keyboard">
          Keyboard shortcuts
        </MenuItem>
      </MenuSection>
      <MenuSeparator />
      <MenuSection
        title="Theme"
        selectionMode="single"
        selectedKeys={[theme]}
        onSelectionChange={(keys) => keys !== 'all' && choose([...keys][0])}
      >
        {themes.map(({ id, name, icon }) => (
          <MenuItem key={id} id={id} text={name} icon={icon}>
            {name}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSeparator />
      <MenuItem id="leave" text="Sign out" icon="signout">
        Sign out
      </MenuItem>
    </PopupMenu>
  );
}
