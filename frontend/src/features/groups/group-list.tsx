import { useMemo, useRef } from 'react';
import { useLazyLoadQuery, usePaginationFragment } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { groupList_page$key } from '~/gql/__generated__/groupList_page.graphql';
import type { groupListPageQuery } from '~/gql/__generated__/groupListPageQuery.graphql';
import type { groupListQuery, groupListQuery$variables } from '~/gql/__generated__/groupListQuery.graphql';
import { useListRequest } from '~/lib/list-request';
import { useReadable } from '~/lib/readable';
import { useRefreshOn } from '~/lib/refresh-on';
import { NameCell, NamesCell } from '~/ui/cells';
import { EmptyState } from '~/ui/empty-state';
import { ListFooter } from '~/ui/list-footer';
import { ListFrame } from '~/ui/list-frame';
import { ListToolbar } from '~/ui/list-toolbar';
import { TableRow } from '~/ui/table-row';
import { UsersLink, useGoToUsers } from '~/ui/users-link';
import { VirtualTable, type Column } from '~/ui/virtual-table';
import { useMore } from '~/ui/use-more';

const query = graphql`
  query groupListQuery($search: String, $mayRoles: Boolean!) {
    ...groupList_page
  }
`;

const pageFragment = graphql`
  fragment groupList_page on Query
  @refetchable(queryName: "groupListPageQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 50 }, after: { type: "String" }) {
    groups(first: $first, after: $after, filter: { search: $search }) @connection(key: "groupList_groups") {
      edges {
        node {
          id
          name
          description
          userCount
          roles @include(if: $mayRoles) {
            id
            name
          }
        }
      }
    }
  }
`;

const columns: readonly Column[] = [
  { key: 'name', title: 'Group', width: 0, rank: 0 },
  { key: 'roles', title: 'Roles', width: 280, rank: 1 },
  { key: 'users', title: 'Users', width: 92, rank: 0 },
];

interface GroupListProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

export function GroupList({ search, onSearch }: GroupListProps) {
  const { mayRoles } = useReadable();
  const request = useListRequest(useMemo(() => ({ search: search || null, mayRoles }), [search, mayRoles]));
  useRefreshOn(/^(?:group|directory)\./, request.refresh);
  return (
    <>
      <ListToolbar label="Search groups" search={search} onSearch={onSearch} onRefresh={request.refresh} />
      <ListFrame listKey={request.key} onRetry={request.refresh}>
        <Rows key={request.key} variables={request.variables} generation={request.generation} stale={request.stale} />
      </ListFrame>
    </>
  );
}

interface RowsProps {
  readonly variables: groupListQuery$variables;
  readonly generation: number;
  readonly stale: boolean;
}

function Rows({ variables, generation, stale }: RowsProps) {
  const root = useLazyLoadQuery<groupListQuery>(query, variables, {
    fetchPolicy: 'network-only',
    fetchKey: generation,
  });
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<groupListPageQuery, groupList_page$key>(
    pageFragment,
    root,
  );
  const go = useGoToUsers();
  const scroller = useRef<HTMLDivElement>(null);
  const groups = (data.groups?.edges ?? []).map((edge) => edge.node);
  const { more, failed } = useMore({ hasNext, isLoadingNext, loadNext }, groups.length);
  if (groups.length === 0) {
    return (
      <EmptyState icon="groups" title={variables.search ? 'No group matches' : 'There is no group yet'}>
        <p>A group gives the same roles to all its users: give a role once, to the group.</p>
      </EmptyState>
    );
  }
  return (
    <VirtualTable
      label="User groups"
      columns={columns}
      count={groups.length}
      complete={!hasNext}
      stale={stale}
      tall
      scroller={scroller}
      onEnd={more}
      footer={<ListFooter count={groups.length} more={hasNext} failed={failed} onRetry={more} />}
      row={(index) => {
        const group = groups[index];
        return (
          group && (
            <TableRow
              key={group.id}
              id={group.id}
              index={index}
              onOpen={go ? () => go({ group: [group.id] }) : undefined}
            >
              <NameCell
                icon="groups"
                name={group.name}
                link={<UsersLink name={group.name} of={{ group: [group.id] }} />}
                below={group.description ?? null}
              />
              <NamesCell rank={1} names={(group.roles ?? []).map((role) => role.name)} />
              <td data-rank={0}>{group.userCount.toLocaleString('en')}</td>
            </TableRow>
          )
        );
      }}
    />
  );
}
