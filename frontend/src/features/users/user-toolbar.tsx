import { useState } from 'react';
import type { userCsvQuery$variables } from '~/gql/__generated__/userCsvQuery.graphql';
import { useGroupOptions } from '~/lib/group-options';
import { useMay } from '~/lib/may';
import { useRoleOptions } from '~/lib/role-options';
import { Button } from '~/ui/button';
import { ColumnChooser } from '~/ui/column-chooser';
import { FilterChip } from '~/ui/filter-chip';
import { Icon } from '~/ui/icon';
import { Toolbar } from '~/ui/page';
import { SearchBox } from '~/ui/search-box';
import { ToggleChip } from '~/ui/toggle-chip';
import { typeNames, type UserFilters } from './filters';
import { useUserCsv } from './use-user-csv';

const types = Object.entries(typeNames).map(([id, name]) => ({ id, name }));

interface UserToolbarProps {
  readonly status: 'ACTIVE' | 'INACTIVE';
  readonly filters: UserFilters;
  readonly onFilters: (change: Partial<UserFilters>) => void;
  readonly variables: Omit<userCsvQuery$variables, 'after'>;
  readonly columns: readonly { key: string; title: string }[];
  readonly shown: readonly string[];
  readonly onColumns: (keys: string[]) => void;
  readonly onRefresh: () => void;
}

export function UserToolbar({ filters, onFilters, ...props }: UserToolbarProps) {
  const may = useMay();
  const [groupSearch, setGroupSearch] = useState('');
  const [roleSearch, setRoleSearch] = useState('');
  const groups = useGroupOptions(groupSearch);
  const roles = useRoleOptions(roleSearch);
  const csv = useUserCsv();
  return (
    <Toolbar
      end={
        <>
          <ColumnChooser columns={props.columns} shown={props.shown} onChange={props.onColumns} />
          <Button
            variant="square"
            hint="Download as CSV"
            isDisabled={csv.busy}
            onPress={() => csv.run(props.variables, props.status === 'ACTIVE' ? 'active-users' : 'inactive-users')}
          >
            <Icon name="download" size={15} />
          </Button>
          <Button variant="square" hint="Refresh data" onPress={props.onRefresh}>
            <Icon name="refresh" size={15} />
          </Button>
        </>
      }
    >
      <SearchBox label="Search name or e-mail" value={filters.search} onChange={(search) => onFilters({ search })} />
      <FilterChip
        label="Type"
        options={types}
        chosen={filters.type}
        onChange={(ids) =>
          onFilters({ type: types.map((type) => type.id).filter((id) => ids.includes(id)) as UserFilters['type'] })
        }
      />
      {may('GROUPS_READ') && (
        <FilterChip
          label="Group"
          options={groups}
          chosen={filters.group}
          onSearch={setGroupSearch}
          onChange={(group) => onFilters({ group })}
        />
      )}
      {may('ROLES_READ') && (
        <FilterChip
          label="Role"
          options={roles}
          chosen={filters.role}
          onSearch={setRoleSearch}
          onChange={(role) => onFilters({ role })}
        />
      )}
      <ToggleChip label="Never logged in" on={filters.never} onChange={(never) => onFilters({ never })} />
    </Toolbar>
  );
}
