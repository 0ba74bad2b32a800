import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useLazyLoadQuery, usePaginationFragment, useSubscription } from 'react-relay/hooks';
import { graphql, type GraphQLSubscriptionConfig } from 'relay-runtime';
import type { userRows_page$key } from '~/gql/__generated__/userRows_page.graphql';
import type { userRowsPageQuery } from '~/gql/__generated__/userRowsPageQuery.graphql';
import type { userRowsQuery, userRowsQuery$variables } from '~/gql/__generated__/userRowsQuery.graphql';
import type { userRowsSubscription } from '~/gql/__generated__/userRowsSubscription.graphql';
import { useHeld } from '~/lib/held';
import { useLiveRows } from '~/lib/live-rows';
import { Checkbox } from '~/ui/checkbox';
import { ListFooter } from '~/ui/list-footer';
import type { Sort } from '~/ui/sort-header';
import { ListNews } from '~/ui/list-news';
import { VirtualTable, type Column } from '~/ui/virtual-table';
import { useMore } from '~/ui/use-more';
import type { NamedUser } from './deactivate-dialog';
import { outOfOrder } from './filters';
import type { UserActions } from './user-actions';
import { UserRow } from './user-row';

const query = graphql`
  query userRowsQuery($filter: UserFilter, $orderBy: UserOrder, $mayGroups: Boolean!, $mayRoles: Boolean!) {
    liveCursor
    ...userRows_page
  }
`;

const pageFragment = graphql`
  fragment userRows_page on Query
  @refetchable(queryName: "userRowsPageQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 50 }, after: { type: "String" }) {
    users(first: $first, after: $after, filter: $filter, orderBy: $orderBy) @connection(key: "userRows_users") {
      __id
      totalCount
      edges {
        node {
          id
          name
          lastLoginAt
          ...userRow_user
        }
      }
    }
  }
`;

const subscription = graphql`
  subscription userRowsSubscription(
    $filter: UserFilter
    $orderBy: UserOrder
    $after: String
    $lists: [ID!]!
    $tops: [ID!]!
    $mayGroups: Boolean!
    $mayRoles: Boolean!
  ) {
    usersLive(filter: $filter, orderBy: $orderBy, after: $after) {
      cursor
      reset
      added @prependEdge(connections: $tops) {
        cursor
        node {
          id
          name
          lastLoginAt
          ...userRow_user
        }
      }
      changed {
        id
        ...userRow_user
      }
      removed @deleteEdge(connections: $lists)
      counts {
        id
        active
        inactive
        pendingInvites
      }
    }
  }
`;

interface UserRowsProps {
  readonly variables: userRowsQuery$variables;
  readonly generation: number;
  readonly stale: boolean;
  readonly columns: readonly Column[];
  /** The list is narrowed: the tab's badge counts others too. */
  readonly filtered: boolean;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly selected: ReadonlyMap<string, NamedUser>;
  /** Null where nothing can be done to several at once. */
  readonly onSelect: ((users: readonly NamedUser[], chosen: boolean) => void) | null;
  /** Tells how many the list has, loaded or not. */
  readonly onTotal: (total: number) => void;
  readonly onGone: (ids: readonly string[]) => void;
  readonly onOpen: (id: string) => void;
  readonly refresh: () => void;
  readonly actions: UserActions;
  readonly empty: ReactNode;
}

/** One list of users, from its first page on. Another filter or order is another list: the parent gives it another key. */
export function UserRows(props: UserRowsProps) {
  const { variables, generation, selected, onSelect, columns } = props;
  const root = useLazyLoadQuery<userRowsQuery>(query, variables, { fetchPolicy: 'network-only', fetchKey: generation });
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<userRowsPageQuery, userRows_page$key>(
    pageFragment,
    root,
  );
  const scroller = useRef<HTMLDivElement>(null);
  const [menuOpen, setMenuOpen] = useState(false);
  const users = (useHeld(data.users?.edges, menuOpen) ?? []).map((edge) => edge.node);
  const list = data.users?.__id ?? '';
  const total = hasNext ? Math.max(users.length, data.users?.totalCount ?? 0) : users.length;
  const { onTotal } = props;
  useEffect(() => onTotal(total), [onTotal, total]);
  const newestFirst = variables.orderBy?.field === 'CREATED' && variables.orderBy.direction === 'DESC';
  const { fresh, onDelta, showFresh } = useLiveRows({
    ids: users.map((user) => user.id),
    complete: !hasNext,
    newestFirst,
    scroller,
    refresh: props.refresh,
    onGone: props.onGone,
  });

  // Of this list's own first request: another query may move the cursor in the store.
  const [after] = useState(root.liveCursor);
  const config = useMemo<GraphQLSubscriptionConfig<userRowsSubscription>>(
    () => ({
      subscription,
      variables: { ...variables, after, lists: [list], tops: newestFirst ? [list] : [] },
      onNext: (batch) => batch?.usersLive && onDelta(batch.usersLive),
    }),
    [variables, after, list, newestFirst, onDelta],
  );
  useSubscription(config);

  const { more, failed } = useMore({ hasNext, isLoadingNext, loadNext }, users.length);
  if (users.length === 0) return props.empty;
  const chosen = users.filter((user) => selected.has(user.id)).length;
  const moved = outOfOrder(users, variables.orderBy ?? { field: 'NAME', direction: 'ASC' });
  const beside = (
    <ListNews
      count={props.filtered ? total : null}
      fresh={fresh}
      onShow={fresh > 0 ? showFresh : props.refresh}
      moved={moved}
    />
  );
  const box: Column[] = onSelect
    ? [
        {
          key: 'select',
          title: 'Selection',
          width: 52,
          rank: 0,
          head: (
            <Checkbox
              label="Select all loaded users"
              checked={chosen === total}
              mixed={chosen > 0 && chosen < total}
              onChange={() => onSelect(users, chosen < users.length)}
            />
          ),
        },
      ]
    : [];
  const all: Column[] = [
    ...box,
    { key: 'name', title: 'User', width: 0, rank: 0, sortable: true, beside },
    ...columns,
    { key: 'menu', title: 'Actions', width: 58, rank: 0, hiddenTitle: true },
  ];
  return (
    <VirtualTable
      label="Users"
      tall
      columns={all}
      count={users.length}
      complete={!hasNext}
      sort={props.sort}
      onSort={props.onSort}
      stale={props.stale}
      scroller={scroller}
      onEnd={more}
      footer={<ListFooter count={users.length} more={hasNext} failed={failed} onRetry={more} noun="users" />}
      row={(index) => {
        const user = users[index];
        return (
          user && (
            <UserRow
              key={user.id}
              index={index}
              user={user}
              columns={columns}
              selected={selected.has(user.id)}
              onSelect={onSelect && ((chosenNow) => onSelect([user], chosenNow))}
              onOpen={props.onOpen}
              actions={props.actions}
              onMenu={setMenuOpen}
            />
          )
        );
      }}
    />
  );
}
