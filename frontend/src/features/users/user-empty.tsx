import { Button } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { isFiltered, noFilters, type UserFilters } from './filters';

interface UserEmptyProps {
  readonly status: 'ACTIVE' | 'INACTIVE';
  readonly filters: UserFilters;
  readonly onFilters: (change: Partial<UserFilters>) => void;
  readonly onAdd: (() => void) | null;
}

export function UserEmpty({ status, filters, onFilters, onAdd }: UserEmptyProps) {
  const kind = status === 'ACTIVE' ? 'active' : 'inactive';
  if (isFiltered(filters)) {
    return (
      <EmptyState
        icon="search"
        title={`No ${kind} user matches`}
        action={<Button onPress={() => onFilters(noFilters)}>Clear search and filters</Button>}
      >
        <p>Somebody who is not here may be on another tab, or was never invited.</p>
      </EmptyState>
    );
  }
  if (status === 'INACTIVE') {
    return (
      <EmptyState icon="users" title="Nobody is inactive">
        <p>Users who were deactivated stand here. They keep their roles and can be reactivated.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="users"
      title="Nobody is here yet"
      action={
        onAdd && (
          <Button variant="primary" onPress={onAdd}>
            Send invite
          </Button>
        )
      }
    >
      <p>Whoever accepts an invite to this tenant becomes an active user.</p>
    </EmptyState>
  );
}
