import { Fragment, type ReactNode } from 'react';
import { useFragment } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { userRow_user$key } from '~/gql/__generated__/userRow_user.graphql';
import { Badge } from '~/ui/badge';
import { NameCell, NamesCell } from '~/ui/cells';
import { Checkbox } from '~/ui/checkbox';
import { RelativeTime } from '~/ui/relative-time';
import { TableRow } from '~/ui/table-row';
import type { UserColumnKey } from './columns';
import { typeNames } from './filters';
import type { UserActions } from './user-actions';
import { UserMenu } from './user-menu';

const fragment = graphql`
  fragment userRow_user on User {
    id
    name
    type
    status
    email
    uniqueId
    lastLoginAt
    createdAt
    groups @include(if: $mayGroups) {
      id
      name
    }
    roles @include(if: $mayRoles) {
      role {
        id
        name
      }
    }
    ...userMenu_user
  }
`;

interface UserRowProps {
  readonly index: number;
  readonly user: userRow_user$key;
  readonly columns: readonly { key: string }[];
  readonly selected: boolean;
  /** Null where nothing can be done to several at once. */
  readonly onSelect: ((chosen: boolean) => void) | null;
  readonly onOpen: (id: string) => void;
  readonly actions: UserActions;
  /** Tells whether the row's menu is open. */
  readonly onMenu: (open: boolean) => void;
}

export function UserRow({ index, user: key, columns, selected, onSelect, onOpen, actions, onMenu }: UserRowProps) {
  const user = useFragment(fragment, key);
  const roles = [...new Set((user.roles ?? []).map(({ role }) => role.name))];
  const open = () => onOpen(user.id);
  const cells: Record<UserColumnKey, ReactNode> = {
    type: <td data-rank={3}>{typeNames[user.type]}</td>,
    group: <NamesCell rank={2} names={(user.groups ?? []).map((group) => group.name)} />,
    role: <NamesCell rank={2} names={roles} />,
    login: (
      <td data-rank={1}>
        <RelativeTime at={user.lastLoginAt} />
      </td>
    ),
    created: (
      <td data-rank={3}>
        <RelativeTime at={user.createdAt} />
      </td>
    ),
    status: (
      <td data-rank={1}>
        <Badge tone={user.status === 'ACTIVE' ? 'ok' : 'mute'}>
          {user.status === 'ACTIVE' ? 'Active' : 'Inactive'}
        </Badge>
      </td>
    ),
  };
  const third = (
    <>
      {roles.length > 0 ? roles.join(', ') : typeNames[user.type]}
      {' · '}
      {user.lastLoginAt ? <RelativeTime at={user.lastLoginAt} /> : 'never logged in'}
    </>
  );
  return (
    <TableRow id={user.id} index={index} selected={selected} onOpen={open}>
      {onSelect && (
        <td data-rank={0}>
          <Checkbox label={`Select ${user.name}`} checked={selected} onChange={onSelect} />
        </td>
      )}
      <NameCell name={user.name} below={user.email ?? user.uniqueId ?? null} onOpen={open} third={third} />
      {columns.map((column) => (
        <Fragment key={column.key}>{cells[column.key as UserColumnKey]}</Fragment>
      ))}
      <td data-rank={0}>
        <UserMenu user={user} onOpen={open} actions={actions} onMenu={onMenu} />
      </td>
    </TableRow>
  );
}
