import { useFragment } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { avatarMenu_viewer$key } from '~/gql/__generated__/avatarMenu_viewer.graphql';
import { applyTheme, useTheme } from '~/lib/theme';
import { Avatar } from '~/ui/avatar';
import { Button } from '~/ui/button';
import { MenuItem, MenuSection, MenuSeparator, PopupMenu } from '~/ui/menu';
import css from './avatar-menu.module.css';
import { useSignOut } from './sign-out';
import { themes } from './themes';

const fragment = graphql`
  fragment avatarMenu_viewer on Viewer {
    person {
      id
      name
      email
    }
  }
`;

export function AvatarMenu({ viewer: key, onHelp }: { viewer: avatarMenu_viewer$key; onHelp: () => void }) {
  const { person } = useFragment(fragment, key);
  const theme = useTheme();
  const leave = useSignOut();
  const choose = (id: unknown) => {
    const chosen = themes.find((each) => each.id === id);
    if (chosen) applyTheme(chosen.id);
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
