import { useMemo } from 'react';
import { useListRequest } from '~/lib/list-request';
import { useMay } from '~/lib/may';
import { useSelection } from '~/lib/selection';
import { BulkBar } from '~/ui/bulk-bar';
import { Button } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { Icon } from '~/ui/icon';
import { ListFrame } from '~/ui/list-frame';
import { Toolbar } from '~/ui/page';
import { SearchBox } from '~/ui/search-box';
import { ToggleChip } from '~/ui/toggle-chip';
import type { NamedInvite } from './cancel-dialog';
import { useInviteActions } from './invite-actions';
import { InviteRows } from './invite-rows';

export interface InviteFilters {
  readonly search: string;
  /** Only those whose time is over. */
  readonly expired: boolean;
}

interface InviteListProps {
  readonly filters: InviteFilters;
  readonly onFilters: (change: Partial<InviteFilters>) => void;
  readonly onAdd: (() => void) | null;
}

/** Everybody who was invited and has not come yet. */
export function InviteList({ filters, onFilters, onAdd }: InviteListProps) {
  const may = useMay();
  const { selected, choose, drop, clear } = useSelection<NamedInvite>();
  const { actions, dialog } = useInviteActions(clear);
  const wanted = useMemo(
    () => ({
      filter: { open: true, search: filters.search || null, status: filters.expired ? (['EXPIRED'] as const) : null },
    }),
    [filters.search, filters.expired],
  );
  const request = useListRequest(wanted);
  const filtered = filters.search !== '' || filters.expired;
  const chosen = [...selected.values()];
  return (
    <>
      {selected.size > 0 ? (
        <BulkBar count={selected.size} onClear={clear}>
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
          <ToggleChip label="Expired" on={filters.expired} onChange={(expired) => onFilters({ expired })} />
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
          onGone={drop}
          refresh={request.refresh}
          actions={actions}
          empty={
            filtered ? (
              <NoMatch onClear={() => onFilters({ search: '', expired: false })} />
            ) : (
              <NoInvites onAdd={onAdd} />
            )
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
      title="No open invite matches"
      action={<Button onPress={onClear}>Clear search and filters</Button>}
    >
      <p>Accepted and cancelled invites are not listed here. Somebody who was never invited can be added.</p>
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
