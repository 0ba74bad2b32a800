import { getRouteApi } from '@tanstack/react-router';
import { Suspense, useCallback, useState } from 'react';
import { UserList } from '~/features/users/user-list';
import { useMay } from '~/lib/may';
import { part } from '~/lib/part';
import { Button } from '~/ui/button';
import { FailureBoard } from '~/ui/failure';
import { Icon } from '~/ui/icon';
import { LivePill } from '~/ui/live-pill';
import { Page } from '~/ui/page';
import { Tabs } from '~/ui/tabs';
import type { UsersSearch, UserTab } from './search';
import { useUserCounts } from './user-counts';

// Loaded when asked for: the list is what most people come for.
const InviteDialog = part(() => import('~/features/invites/invite-dialog'), 'InviteDialog');
const InviteList = part(() => import('~/features/invites/invite-list'), 'InviteList');
const YourAccess = part(() => import('~/features/access/your-access'), 'YourAccess');
const UserPanel = part(() => import('~/features/users/user-panel'), 'UserPanel');

const route = getRouteApi('/t/$tenant/users');

export function UsersRoute() {
  const may = useMay();
  if (may('USERS_READ')) return <UsersPage />;
  return (
    <Page title="Your access" beside={<LivePill />}>
      <Suspense fallback={null}>
        <YourAccess />
      </Suspense>
    </Page>
  );
}

function UsersPage() {
  const may = useMay();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [adding, setAdding] = useState(false);
  const counts = useUserCounts();

  // Typing and filtering replace the entry: Back leads to the last page, not through every letter.
  const change = useCallback(
    (values: UsersSearch) => void navigate({ search: (before) => ({ ...before, ...values }), replace: true }),
    [navigate],
  );
  const open = useCallback(
    (user: string | undefined) => void navigate({ search: (before) => ({ ...before, user }) }),
    [navigate],
  );
  const close = useCallback(() => open(undefined), [open]);
  // A search goes along to the other tab: whoever is not active may be inactive or invited.
  const go = (tab: UserTab) =>
    void navigate({ search: { tab: tab === 'active' ? undefined : tab, search: search.search } });

  const tab = search.tab ?? 'active';
  const add = may('INVITES_SEND') ? () => setAdding(true) : null;
  const tabs = [
    { id: 'active' as const, title: 'Active Users', count: counts?.active ?? null },
    { id: 'inactive' as const, title: 'Inactive Users', count: counts?.inactive ?? null },
    ...(may('INVITES_READ')
      ? [{ id: 'invites' as const, title: 'Pending Invites', count: counts?.pendingInvites ?? null }]
      : []),
  ];
  const filters = {
    search: search.search ?? '',
    type: search.type ?? [],
    group: search.group ?? [],
    role: search.role ?? [],
    never: search.never ?? false,
    order: search.order ?? 'name',
  };
  return (
    <Page
      title="Users"
      beside={<LivePill />}
      action={
        add && (
          <Button variant="primary" onPress={add}>
            <Icon name="plus" size={15} />
            Add new
          </Button>
        )
      }
    >
      <Tabs label="Users by status" tabs={tabs} selected={tab} onSelect={go}>
        <FailureBoard key={tab}>
          {tab === 'invites' ? (
            <Suspense fallback={null}>
              <InviteList
                filters={{ search: filters.search, status: search.status ?? [] }}
                onFilters={(values) => change(values as UsersSearch)}
                onAdd={add}
              />
            </Suspense>
          ) : (
            <UserList
              key={tab}
              status={tab === 'active' ? 'ACTIVE' : 'INACTIVE'}
              filters={filters}
              onFilters={(values) => change(values as UsersSearch)}
              onOpen={open}
              onAdd={add}
            />
          )}
        </FailureBoard>
      </Tabs>
      {search.user && (
        <FailureBoard>
          <Suspense fallback={null}>
            <UserPanel key={search.user} id={search.user} onClose={close} />
          </Suspense>
        </FailureBoard>
      )}
      {adding && (
        <Suspense fallback={null}>
          <InviteDialog onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </Page>
  );
}
