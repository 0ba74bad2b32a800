import { useMemo, useState } from 'react';
import { useListRequest } from '~/lib/list-request';
import { useMay } from '~/lib/may';
import { useReadable } from '~/lib/readable';
import { useSelection } from '~/lib/selection';
import { useStored } from '~/lib/stored';
import { BulkBar } from '~/ui/bulk-bar';
import { Button } from '~/ui/button';
import { ListFrame } from '~/ui/list-frame';
import type { Sort } from '~/ui/sort-header';
import { defaultColumns, readColumns, userColumns } from './columns';
import type { NamedUser } from './deactivate-dialog';
import { filterOf, isFiltered, orderOf, type UserFilters } from './filters';
import { useUserActions } from './user-actions';
import { UserEmpty } from './user-empty';
import { UserRows } from './user-rows';
import { UserToolbar } from './user-toolbar';

interface UserListProps {
  readonly status: 'ACTIVE' | 'INACTIVE';
  readonly filters: UserFilters;
  readonly onFilters: (change: Partial<UserFilters>) => void;
  readonly onOpen: (id: string) => void;
  /** The one thing to do where there is nobody yet. */
  readonly onAdd: (() => void) | null;
}

/** The list of one tab: toolbar, rows, and what can be done to several at once. */
export function UserList({ status, filters, onFilters, onOpen, onAdd }: UserListProps) {
  const readable = useReadable();
  const may = useMay();
  const [shown, setShown] = useStored('columns.users', readColumns, [...defaultColumns]);
  const { selected, choose, drop, clear } = useSelection<NamedUser>();
  const { actions, dialog } = useUserActions(clear);
  const wanted = useMemo(
    () => ({ filter: filterOf(status, filters), orderBy: orderOf(filters.order), ...readable }),
    [status, filters, readable],
  );
  const maySelect = may('USERS_MANAGE');
  const [total, setTotal] = useState(0);
  const request = useListRequest(wanted);
  const offered = userColumns.filter((column) => !column.needs || may(column.needs));
  const columns = offered.filter((column) => shown.includes(column.key));
  const sort: Sort = { key: filters.order.replace(/^-/, ''), descending: filters.order.startsWith('-') };

  return (
    <>
      {selected.size > 0 ? (
        <BulkBar count={selected.size} total={total} onClear={clear}>
          {status === 'ACTIVE' ? (
            <Button onPress={() => actions.askDeactivate([...selected.values()])}>Deactivate…</Button>
          ) : (
            <Button onPress={() => actions.reactivate([...selected.values()])}>Reactivate</Button>
          )}
        </BulkBar>
      ) : (
        <UserToolbar
          status={status}
          filters={filters}
          onFilters={onFilters}
          variables={wanted}
          columns={offered}
          shown={shown}
          onColumns={setShown}
          onRefresh={request.refresh}
        />
      )}
      <ListFrame listKey={request.key} onRetry={request.refresh}>
        <UserRows
          key={request.key}
          variables={request.variables}
          generation={request.generation}
          stale={request.stale}
          columns={columns}
          filtered={isFiltered(filters)}
          sort={sort}
          // A first click on a time shows the newest first: that is what is looked for.
          onSort={({ key, descending }) => {
            const down = key !== sort.key && key !== 'name' ? true : descending;
            onFilters({ order: down ? `-${key}` : key });
          }}
          selected={selected}
          onSelect={maySelect ? choose : null}
          onTotal={setTotal}
          onGone={drop}
          onOpen={onOpen}
          refresh={request.refresh}
          actions={actions}
          empty={<UserEmpty status={status} filters={filters} onFilters={onFilters} onAdd={onAdd} />}
        />
      </ListFrame>
      {dialog}
    </>
  );
}
