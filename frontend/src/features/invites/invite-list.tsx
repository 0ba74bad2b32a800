import { useMemo, useState } from 'react';
import type { InviteStatus } from '~/gql/__generated__/inviteRowsQuery.graphql';
import { useListRequest } from '~/lib/list-request';
import { useMay } from '~/lib/may';
import { useSelection } from '~/lib/selection';
import { BulkBar } from '~/ui/bulk-bar';
import { Button } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { FilterChip } from '~/ui/filter-chip';
import { Icon } from '~/ui/icon';
import { ListFrame } from '~/ui/list-frame';
import { Toolbar } from '~/ui/page';
import { SearchBox } from '~/ui/search-box';
import type { NamedInvite } from './cancel-dialog';
import { useInviteActions } from './invite-actions';
import { InviteRows } from './invite-rows';
import { statusNames } from './invite-status';

export interface InviteFilters {
  readonly search: string;
  /** Those in one of these states; without any, the open ones. */
  readonly status: readonly InviteStatus[];
}

interface InviteListProps {
  readonly filters: InviteFilters;
  readonly onFilters: (change: Partial<InviteFilters>) => void;
  readonly onAdd: (() => void) | null;
}

const states = (Object.keys(statusNames) as InviteStatus[]).map((id) => ({ id, name: statusNames[id] ?? id }));

function statesOf(status: readonly InviteStatus[]) {
  return status.length > 0 ? { open: null, status } : { open: true, status: null };
}

/** Everybody who was invited and has not come yet; by their status also those who have, or will not. */
export function InviteList({ filters, onFilters, onAdd }: InviteListProps) {
  const may = useMay();
  const { selected, choose, drop, clear } = useSelection<NamedInvite>();
  const { actions, dialog } = useInviteActions(clear);
  const [total, setTotal] = useState(0);
  const wanted = useMemo(
    () => ({ filter: { search: filters.search || null, ...statesOf(filters.status) } }),
    [filters.search, filters.status],
  );
  const request = useListRequest(wanted);
  const filtered = filters.search !== '' || filters.status.length > 0;
  const chosen = [...selected.values()];
  return (
    <>
      {selected.size > 0 ? (
        <BulkBar count={selected.size} total={total} onClear={clear}>
          {may('INVITES_SEND') && (
            <>
              <Button onPress={() => actions.resend(chosen)}>Resend</Button>
              <Button onPress={() => actions.askCancel(chosen)}>Cancel invites…</Button>
            </>
          )}
        </BulkBar>
      ) : (
        <Toolbar
          end={
            <Button variant="square" hint="Refresh data" onPress={request.refresh}>
              <Icon name="refresh" size={15} />
            </Button>
          }
        >
          <SearchBox
            label="Search name or e-mail"
            value={filters.search}
            onChange={(search) => onFilters({ search })}
          />
          <FilterChip
            label="Status"
            options={states}
            chosen={filters.status}
            onChange={(ids) => onFilters({ status: states.map(({ id }) => id).filter((id) => ids.includes(id)) })}
          />
        </Toolbar>
      )}
      <ListFrame listKey={request.key} onRetry={request.refresh}>
        <InviteRows
          key={request.key}
          variables={request.variables}
          generation={request.generation}
          stale={request.stale}
          selected={selected}
          onSelect={choose}
          filtered={filtered}
          onTotal={setTotal}
          onGone={drop}
          refresh={request.refresh}
          actions={actions}
          empty={
            filtered ? <NoMatch onClear={() => onFilters({ search: '', status: [] })} /> : <NoInvites onAdd={onAdd} />
          }
        />
      </ListFrame>
      {dialog}
    </>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon="search"
      title="No invite matches"
      action={<Button onPress={onClear}>Clear search and filters</Button>}
    >
      <p>Without a status, only open invites are listed: choose Accepted or Cancelled to see what became of others.</p>
    </EmptyState>
  );
}

function NoInvites({ onAdd }: { onAdd: (() => void) | null }) {
  return (
    <EmptyState
      icon="mail"
      title="No invite is open"
      action={
        onAdd && (
          <Button variant="primary" onPress={onAdd}>
            Send invite
          </Button>
        )
      }
    >
      <p>Invites wait here until they are accepted. Each works for seven days and can be sent again.</p>
    </EmptyState>
  );
}
