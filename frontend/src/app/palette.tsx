import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Autocomplete, Dialog, Input, Menu, Modal, ModalOverlay, SearchField, useFilter } from 'react-aria-components';
import { useFragment } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { palette_viewer$key } from '~/gql/__generated__/palette_viewer.graphql';
import { useMay } from '~/lib/may';
import { useTenant } from '~/lib/tenant-context';
import { Avatar } from '~/ui/avatar';
import { EnvironmentTag } from '~/ui/environment-tag';
import { Icon } from '~/ui/icon';
import { MenuItem, MenuSection } from '~/ui/menu';
import { usePageHere } from './page-here';
import { isOffered, pageGroups } from './pages';
import { usePaletteActs } from './palette-acts';
import css from './palette.module.css';
import { useUserSearch } from './user-search';

const fragment = graphql`
  fragment palette_viewer on Viewer {
    tenants {
      id
      slug
      name
    }
  }
`;

interface PaletteProps {
  readonly viewer: palette_viewer$key;
  /** Typed before the palette was there. */
  readonly typed: string;
  readonly onInvite: () => void;
  readonly onHelp: () => void;
  readonly onClose: () => void;
}

/** One field to everywhere: acts, pages and tenants are filtered here, users are searched on the server. */
export function Palette({ viewer: key, typed, onInvite, onHelp, onClose }: PaletteProps) {
  const { tenants } = useFragment(fragment, key);
  const { contains } = useFilter({ sensitivity: 'base' });
  const { slug } = useTenant();
  const may = useMay();
  const navigate = useNavigate();
  const here = usePageHere();
  const acts = usePaletteActs({ onInvite, onHelp });
  const [text, setText] = useState(typed);
  const users = useUserSearch(text);
  const pages = pageGroups.flatMap((group) => group.pages).filter((page) => isOffered(page, may));

  const go = (action: unknown) => {
    onClose();
    const page = pages.find((each) => each.to === action);
    const tenant = tenants.find((each) => each.id === action);
    const user = users.find((each) => each.id === action);
    const chosen = acts.find((each) => each.id === action);
    if (chosen) chosen.act();
    else if (page) void navigate({ to: page.to, params: { tenant: slug } });
    else if (tenant) void navigate({ to: here, params: { tenant: tenant.slug } });
    else if (user) {
      const tab = user.status === 'INACTIVE' ? ('inactive' as const) : undefined;
      void navigate({ to: '/t/$tenant/users', params: { tenant: slug }, search: { tab, user: user.id } });
    }
  };

  return (
    <ModalOverlay className={css.overlay ?? ''} isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className={css.modal ?? ''}>
        <Dialog className={css.dialog ?? ''} aria-label="Search or jump to" data-modal>
          <Autocomplete filter={contains} inputValue={text} onInputChange={setText}>
            <SearchField className={css.search ?? ''} aria-label="Search or jump to" autoFocus>
              <Icon name="search" size={17} />
              <Input placeholder="A page, a tenant, a user, an action…" />
            </SearchField>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls it */}
            <div className={css.scroller} role="region" aria-label="Places and acts" tabIndex={0}>
              <Menu
                className={css.menu ?? ''}
                aria-label="Places to go"
                onAction={go}
                renderEmptyState={() => <p className={css.none}>Nothing found.</p>}
              >
                {users.length > 0 && (
                  <MenuSection title="Users">
                    {users.map((user) => (
                      <MenuItem key={user.id} id={user.id} text={user.text}>
                        <span className={css.option}>
                          <Avatar name={user.name} size={22} />
                          <span>{user.name}</span>
                          <span className={css.quiet}>{user.address}</span>
                        </span>
                      </MenuItem>
                    ))}
                  </MenuSection>
                )}
                <MenuSection title="Go to">
                  {pages.map((page) => (
                    <MenuItem key={page.to} id={page.to} text={page.title} icon={page.icon}>
                      {page.title}
                    </MenuItem>
                  ))}
                </MenuSection>
                <MenuSection title="Do">
                  {acts.map(({ id, name, icon }) => (
                    <MenuItem key={id} id={id} text={name} icon={icon}>
                      {name}
                    </MenuItem>
                  ))}
                </MenuSection>
                <MenuSection title="Switch tenant">
                  {tenants.map((tenant) => (
                    <MenuItem key={tenant.id} id={tenant.id} text={`${tenant.name} ${tenant.slug}`}>
                      <span className={css.option}>
                        <span>{tenant.name}</span>
                        <EnvironmentTag tenant={tenant} />
                      </span>
                    </MenuItem>
                  ))}
                </MenuSection>
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
