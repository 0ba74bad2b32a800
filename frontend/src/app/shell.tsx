import { Outlet } from '@tanstack/react-router';
import { Suspense, useEffect, useMemo, useState } from 'react';
import { useLazyLoadQuery } from 'react-relay/hooks';
import type { shellQuery } from '~/gql/__generated__/shellQuery.graphql';
import { useLater } from '~/lib/later';
import { MayContext } from '~/lib/may';
import { part } from '~/lib/part';
import { focusPageSearch, useShortcuts } from '~/lib/shortcuts';
import { TenantContext } from '~/lib/tenant-context';
import { useKeptFocus } from './keep-focus';
import { LiveFollow } from './live-follow';
import { LostConnection } from './lost-connection';
import { PaletteOpening } from './palette-opening';
import css from './shell.module.css';
import { shellDocument } from './shell-query';
import { SideBar } from './side-bar';
import { TopBar } from './top-bar';

const loadPalette = () => import('./palette');
const Palette = part(loadPalette, 'Palette');
const InviteDialog = part(() => import('~/features/invites/invite-dialog'), 'InviteDialog');
const Toasts = part<'Toasts', object>(() => import('~/ui/toasts'), 'Toasts');
const ShortcutsDialog = part(() => import('./shortcuts-dialog'), 'ShortcutsDialog');

/** The frame around every page of a tenant. */
export function Shell({ slug }: { slug: string }) {
  const { viewer, liveCursor } = useLazyLoadQuery<shellQuery>(shellDocument, {});
  const [open, setOpen] = useState<'palette' | 'help' | 'invite' | null>(null);
  const [typed, setTyped] = useState('');
  const close = () => {
    setOpen(null);
    setTyped('');
  };
  const later = useLater();
  useEffect(() => {
    // Ready before somebody asks for it: the letters typed right after ⌘K are for its field.
    if (later) void loadPalette();
  }, [later]);
  const name = viewer?.tenant?.name ?? slug;
  const may = useMemo(() => new Set<string>(viewer?.adminPermissions), [viewer?.adminPermissions]);
  const tenant = useMemo(() => ({ slug, name }), [slug, name]);
  useShortcuts((shortcut) => {
    if (shortcut === '/') return focusPageSearch();
    setOpen(shortcut === 'mod+k' ? 'palette' : 'help');
    return true;
  });
  useKeptFocus();
  if (!viewer) return null;
  return (
    <TenantContext value={tenant}>
      <MayContext value={may}>
        <LiveFollow after={liveCursor} />
        <div className={css.frame}>
          <SkipLink />
          <TopBar viewer={viewer} onSearch={() => setOpen('palette')} onHelp={() => setOpen('help')} />
          <div className={css.side}>
            <SideBar />
          </div>
          <main id="main" tabIndex={-1} className={css.sheet}>
            <LostConnection />
            <Suspense fallback={null}>
              <Outlet />
            </Suspense>
          </main>
        </div>
        {open === 'palette' && (
          <Suspense fallback={<PaletteOpening onType={setTyped} />}>
            <Palette
              viewer={viewer}
              typed={typed}
              onInvite={() => setOpen('invite')}
              onHelp={() => setOpen('help')}
              onClose={close}
            />
          </Suspense>
        )}
        <Suspense fallback={null}>
          {open === 'help' && <ShortcutsDialog onClose={close} />}
          {open === 'invite' && <InviteDialog onClose={close} />}
        </Suspense>
        <Suspense fallback={null}>{later && <Toasts />}</Suspense>
      </MayContext>
    </TenantContext>
  );
}

function SkipLink() {
  return (
    <a
      href="#main"
      className={css.skip}
      onClick={(event) => {
        // The address stays as it is: a fragment would get in the way of the page's own.
        event.preventDefault();
        document.querySelector<HTMLElement>('#main')?.focus();
      }}
    >
      Skip to main content
    </a>
  );
}
