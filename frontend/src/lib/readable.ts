import { useMemo } from 'react';
import { useMay } from './may';

/** Which guarded columns may be asked for: asking for more would be refused, and noted as a denial. */
export function useReadable(): { mayGroups: boolean; mayRoles: boolean } {
  const may = useMay();
  const mayGroups = may('GROUPS_READ');
  const mayRoles = may('ROLES_READ');
  return useMemo(() => ({ mayGroups, mayRoles }), [mayGroups, mayRoles]);
}
