import { Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useFragment } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { topBar_viewer$key } from '~/gql/__generated__/topBar_viewer.graphql';
import { part } from '~/lib/part';
import { useTenant } from '~/lib/tenant-context';
import { BrandMark } from '~/ui/brand-mark';
import { Button } from '~/ui/button';
import { Icon } from '~/ui/icon';
import { AvatarMenu } from './avatar-menu';
import { TenantSwitcher } from './tenant-switcher';
import css from './top-bar.module.css';

const fragment = graphql`
  fragment topBar_viewer on Viewer {
    ...avatarMenu_viewer
    ...tenantSwitcher_viewer
  }
`;

interface TopBarProps {
  readonly viewer: topBar_viewer$key;
  readonly onSearch: () => void;
  readonly onHelp: () => void;
}

const Drawer = part(() => import('./drawer'), 'Drawer');

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

export function TopBar({ viewer: key, onSearch, onHelp }: TopBarProps) {
  const viewer = useFragment(fragment, key);
  const { slug } = useTenant();
  const [drawerOpen, setDrawerOpen] = useState(false);
  return (
    <header className={css.bar}>
      <span className={css.burger}>
        <Button variant="icon" hint="Pages" onPress={() => setDrawerOpen(true)}>
          <Icon name="menu" />
        </Button>
      </span>
      <Link to="/t/$tenant/users" params={{ tenant: slug }} className={css.brand} aria-label="Doorward: Users">
        <BrandMark />
        <span className={css.word}>Doorward</span>
      </Link>
      <button
        type="button"
        className={css.search}
        onClick={onSearch}
        aria-label="Search or jump to"
        aria-keyshortcuts="Control+K Meta+K"
      >
        <Icon name="search" size={15} />
        <span className={css.prompt}>Search or jump to…</span>
        <kbd className={css.keys}>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <span className={css.gap} />
      <TenantSwitcher viewer={viewer} />
      <AvatarMenu viewer={viewer} onHelp={onHelp} />
      <Suspense fallback={null}>{drawerOpen && <Drawer onClose={() => setDrawerOpen(false)} />}</Suspense>
    </header>
  );
}
