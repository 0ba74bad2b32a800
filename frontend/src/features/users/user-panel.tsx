import { Suspense } from 'react';
import { useFragment, useLazyLoadQuery } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { userPanel_user$key } from '~/gql/__generated__/userPanel_user.graphql';
import type { userPanelQuery } from '~/gql/__generated__/userPanelQuery.graphql';
import { useReadable } from '~/lib/readable';
import { Avatar } from '~/ui/avatar';
import { Badge } from '~/ui/badge';
import { Button } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { ErrorBoundary } from '~/ui/error-boundary';
import { ErrorState } from '~/ui/error-state';
import { Fact, Facts, PanelSection } from '~/ui/facts';
import { LockedFact } from '~/ui/locked-fact';
import { RelativeTime } from '~/ui/relative-time';
import { SidePanel } from '~/ui/side-panel';
import { UsersLink } from '~/ui/users-link';
import { typeNames } from './filters';
import { useUserActions } from './user-actions';
import css from './user-panel.module.css';
import { UserRoles } from './user-roles';

const query = graphql`
  query userPanelQuery($id: ID!, $mayGroups: Boolean!, $mayRoles: Boolean!) {
    user(id: $id) {
      ...userPanel_user
    }
  }
`;

const fragment = graphql`
  fragment userPanel_user on User {
    id
    name
    type
    status
    email
    uniqueId
    company
    lastLoginAt
    createdAt
    twoFactorEnabled
    deactivatedAt
    deactivatedBy {
      id
      name
    }
    deactivatedReason
    groups @include(if: $mayGroups) {
      id
      name
    }
    scope {
      id
      name
    }
    availableActions
    ...userRoles_user
  }
`;

interface UserPanelProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** Everything about one user, beside the list. */
export function UserPanel({ id, onClose }: UserPanelProps) {
  return (
    <SidePanel label="User details" onClose={onClose}>
      <ErrorBoundary resetKey={id} fallback={(error, retry) => <ErrorState error={error} retry={retry} />}>
        <Suspense fallback={<div className={css.wait} />}>
          <Loaded id={id} />
        </Suspense>
      </ErrorBoundary>
    </SidePanel>
  );
}

function Loaded({ id }: { id: string }) {
  const { user } = useLazyLoadQuery<userPanelQuery>(
    query,
    { id, ...useReadable() },
    { fetchPolicy: 'store-and-network' },
  );
  if (user) return <Details user={user} />;
  return (
    <EmptyState icon="user" title="There is no such user here">
      <p>The user may belong to another tenant.</p>
    </EmptyState>
  );
}

function Details({ user: key }: { user: userPanel_user$key }) {
  const user = useFragment(fragment, key);
  const { mayRoles, mayGroups } = useReadable();
  const { actions, dialog } = useUserActions();
  const active = user.status === 'ACTIVE';
  return (
    <>
      <header className={css.head}>
        <Avatar name={user.name} size={44} />
        <div className={css.who}>
          <h2>{user.name}</h2>
          <span className={css.badges}>
            <Badge tone={active ? 'ok' : 'mute'}>{active ? 'Active' : 'Inactive'}</Badge>
            <span>{typeNames[user.type]}</span>
          </span>
        </div>
      </header>
      <Facts>
        {user.type === 'SERVICE' ? (
          <LockedFact
            name="Unique ID"
            value={user.uniqueId}
            why="A unique ID never changes: programs rely on it."
            copy
          />
        ) : (
          <LockedFact
            name="E-mail"
            value={user.email}
            why="An address never changes: it is what the person signs in with. To use another one, invite it."
            copy
          />
        )}
        {user.type !== 'SERVICE' && (
          <LockedFact name="Company" value={user.company} why="The company belongs to the person and never changes." />
        )}
        <Fact name="Last login">
          <RelativeTime at={user.lastLoginAt} />
        </Fact>
        <Fact name="Added">
          <RelativeTime at={user.createdAt} />
        </Fact>
        {user.type !== 'SERVICE' && <Fact name="Two-factor">{user.twoFactorEnabled ? 'On' : 'Off'}</Fact>}
        {user.deactivatedAt && (
          <Fact name="Deactivated">
            <RelativeTime at={user.deactivatedAt} />
            {user.deactivatedBy && ` by ${user.deactivatedBy.name}`}
          </Fact>
        )}
        {user.deactivatedReason && <Fact name="Reason">{user.deactivatedReason}</Fact>}
      </Facts>
      {mayRoles && <UserRoles user={user} />}
      {mayGroups && (
        <PanelSection title="Groups" count={user.groups?.length ?? 0} none="In no group.">
          {(user.groups ?? []).map((group) => (
            <li key={group.id}>
              <UsersLink name={group.name} of={{ group: [group.id] }} />
            </li>
          ))}
        </PanelSection>
      )}
      <PanelSection title="Can act in" count={user.scope.length} none="In no tenant now.">
        {user.scope.map((tenant) => (
          <li key={tenant.id}>{tenant.name}</li>
        ))}
      </PanelSection>
      {user.availableActions.length > 0 && (
        <footer className={css.actions}>
          {user.availableActions.includes('userReactivate') && (
            <Button variant="primary" onPress={() => actions.reactivate([user])}>
              Reactivate
            </Button>
          )}
          {user.availableActions.includes('userDeactivate') && (
            <Button onPress={() => actions.askDeactivate([user])}>Deactivate…</Button>
          )}
        </footer>
      )}
      {dialog}
    </>
  );
}
