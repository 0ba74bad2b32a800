import { useMemo, useRef } from 'react';
import { useLazyLoadQuery, usePaginationFragment } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { roleList_page$key } from '~/gql/__generated__/roleList_page.graphql';
import type { roleListPageQuery } from '~/gql/__generated__/roleListPageQuery.graphql';
import type { roleListQuery, roleListQuery$variables } from '~/gql/__generated__/roleListQuery.graphql';
import { useListRequest } from '~/lib/list-request';
import { useReadable } from '~/lib/readable';
import { useRefreshOn } from '~/lib/refresh-on';
import { NameCell, NamesCell } from '~/ui/cells';
import { EmptyState } from '~/ui/empty-state';
import { ListFooter } from '~/ui/list-footer';
import { ListFrame } from '~/ui/list-frame';
import { ListToolbar } from '~/ui/list-toolbar';
import { RelativeTime } from '~/ui/relative-time';
import { TableRow } from '~/ui/table-row';
import { UsersLink, useGoToUsers } from '~/ui/users-link';
import { VirtualTable, type Column } from '~/ui/virtual-table';
import { useMore } from '~/ui/use-more';

const query = graphql`
  query roleListQuery($search: String, $mayGroups: Boolean!) {
    ...roleList_page
  }
`;

const pageFragment = graphql`
  fragment roleList_page on Query
  @refetchable(queryName: "roleListPageQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 50 }, after: { type: "String" }) {
    roles(first: $first, after: $after, filter: { search: $search }) @connection(key: "roleList_roles") {
      edges {
        node {
          id
          name
          description
          userCount
          elevated
          updatedAt
          groups @include(if: $mayGroups) {
            id
            name
          }
        }
      }
    }
  }
`;

const columns: readonly Column[] = [
  { key: 'name', title: 'Role', width: 0, rank: 0 },
  { key: 'groups', title: 'User groups', width: 260, rank: 1 },
  { key: 'users', title: 'Users', width: 84, rank: 2 },
  { key: 'updated', title: 'Last updated', width: 128, rank: 0 },
];

interface RoleListProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

export function RoleList({ search, onSearch }: RoleListProps) {
  const { mayGroups } = useReadable();
  const request = useListRequest(useMemo(() => ({ search: search || null, mayGroups }), [search, mayGroups]));
  useRefreshOn(/^(?:role|grant|group|catalogue|directory)\./, request.refresh);
  return (
    <>
      <ListToolbar label="Search roles" search={search} onSearch={onSearch} onRefresh={request.refresh} />
      <ListFrame listKey={request.key} onRetry={request.refresh}>
        <Rows key={request.key} variables={request.variables} generation={request.generation} stale={request.stale} />
      </ListFrame>
    </>
  );
}

interface RowsProps {
  readonly variables: roleListQuery$variables;
  readonly generation: number;
  readonly stale: boolean;
}

function Rows({ variables, generation, stale }: RowsProps) {
  const root = useLazyLoadQuery<roleListQuery>(query, variables, { fetchPolicy: 'network-only', fetchKey: generation });
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<roleListPageQuery, roleList_page$key>(
    pageFragment,
    root,
  );
  const go = useGoToUsers();
  const scroller = useRef<HTMLDivElement>(null);
  const roles = (data.roles?.edges ?? []).map((edge) => edge.node);
  const { more, failed } = useMore({ hasNext, isLoadingNext, loadNext }, roles.length);
  if (roles.length === 0) {
    return (
      <EmptyState icon="shield" title={variables.search ? 'No role matches' : 'There is no role yet'}>
        <p>A role is a named set of permissions, given to users or to groups.</p>
      </EmptyState>
    );
  }
  return (
    <VirtualTable
      label="Roles"
      columns={columns}
      count={roles.length}
      complete={!hasNext}
      stale={stale}
      tall
      scroller={scroller}
      onEnd={more}
      footer={<ListFooter count={roles.length} more={hasNext} failed={failed} onRetry={more} />}
      row={(index) => {
        const role = roles[index];
        return (
          role && (
            <TableRow key={role.id} id={role.id} index={index} onOpen={go ? () => go({ role: [role.id] }) : undefined}>
              <NameCell
                icon="shield"
                name={role.name}
                link={<UsersLink name={role.name} of={{ role: [role.id] }} />}
                below={role.description ?? null}
                tag={role.elevated ? 'elevated' : undefined}
              />
              <NamesCell rank={1} names={(role.groups ?? []).map((group) => group.name)} />
              <td data-rank={2}>{role.userCount.toLocaleString('en')}</td>
              <td data-rank={0}>
                <RelativeTime at={role.updatedAt} />
              </td>
            </TableRow>
          )
        );
      }}
    />
  );
}
