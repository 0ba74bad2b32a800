import { useState } from 'react';
import { useGroupOptions } from '~/lib/group-options';
import { useRoleOptions, type RoleOption } from '~/lib/role-options';
import type { Option } from '~/ui/filter-chip';
import { PickField } from '~/ui/pick-field';

interface GivenFieldsProps {
  readonly roles: readonly RoleOption[];
  readonly onRoles: (roles: readonly RoleOption[]) => void;
  readonly groups: readonly Option[];
  readonly onGroups: (groups: readonly Option[]) => void;
}

/** What acceptance will give. Neither is asked for: roles can be given later. */
export function GivenFields({ roles, onRoles, groups, onGroups }: GivenFieldsProps) {
  const [roleSearch, setRoleSearch] = useState('');
  const [groupSearch, setGroupSearch] = useState('');
  const roleOptions = useRoleOptions(roleSearch);
  const groupOptions = useGroupOptions(groupSearch);
  return (
    <>
      <PickField
        label="Roles"
        noun="role"
        options={roleOptions}
        chosen={roles}
        onChange={onRoles}
        onSearch={setRoleSearch}
      />
      <PickField
        label="Groups"
        noun="group"
        options={groupOptions}
        chosen={groups}
        onChange={onGroups}
        onSearch={setGroupSearch}
      />
    </>
  );
}
