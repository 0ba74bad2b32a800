import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FlagList } from '~/features/flags/flag-list';
import { GroupList } from '~/features/groups/group-list';
import { JournalList } from '~/features/journal/journal-list';
import { RoleList } from '~/features/roles/role-list';
import { useMay } from '~/lib/may';
import { LivePill } from '~/ui/live-pill';
import { NoPermission } from '~/ui/no-permission';
import { Page } from '~/ui/page';

const groups = getRouteApi('/t/$tenant/groups');
const roles = getRouteApi('/t/$tenant/roles');

export function GroupsRoute() {
  const { search = '' } = groups.useSearch();
  const navigate = groups.useNavigate();
  return (
    <Guarded title="User groups" needs="GROUPS_READ" what="see the user groups">
      <GroupList
        search={search}
        onSearch={(next) => void navigate({ search: { search: next || undefined }, replace: true })}
      />
    </Guarded>
  );
}

export function RolesRoute() {
  const { search = '' } = roles.useSearch();
  const navigate = roles.useNavigate();
  return (
    <Guarded title="Roles" needs="ROLES_READ" what="see the roles">
      <RoleList
        search={search}
        onSearch={(next) => void navigate({ search: { search: next || undefined }, replace: true })}
      />
    </Guarded>
  );
}

export function FlagsRoute() {
  return (
    <Guarded title="Feature flags" needs="FLAGS_READ" what="see the feature flags">
      <FlagList />
    </Guarded>
  );
}

export function JournalRoute() {
  return (
    <Guarded title="Journal" needs="JOURNAL_READ" what="read the journal">
      <JournalList />
    </Guarded>
  );
}

interface GuardedProps {
  readonly title: string;
  readonly needs: string;
  /** Ends the sentence "none of your roles lets you …". */
  readonly what: string;
  readonly children: ReactNode;
}

function Guarded({ title, needs, what, children }: GuardedProps) {
  const may = useMay();
  return (
    <Page title={title} beside={<LivePill />}>
      {may(needs) ? children : <NoPermission what={what} />}
    </Page>
  );
}
