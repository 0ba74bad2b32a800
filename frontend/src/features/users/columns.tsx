import type { Column } from '~/ui/virtual-table';

export type UserColumnKey = 'type' | 'group' | 'role' | 'login' | 'created' | 'status';

type UserColumn = Column & { key: UserColumnKey; needs?: string };

/** What can be shown beside the name, in the table's order. */
export const userColumns: readonly UserColumn[] = [
  { key: 'type', title: 'Type', width: 84, rank: 3 },
  { key: 'group', title: 'Groups', width: 0, share: true, rank: 2, needs: 'GROUPS_READ' },
  { key: 'role', title: 'Roles', width: 0, share: true, rank: 2, needs: 'ROLES_READ' },
  { key: 'login', title: 'Last login', width: 108, rank: 1, sortable: true },
  { key: 'created', title: 'Added', width: 100, rank: 3, sortable: true },
  { key: 'status', title: 'Status', width: 96, rank: 1 },
];

export const defaultColumns: readonly string[] = ['type', 'group', 'role', 'login', 'status'];

export function readColumns(value: unknown): string[] | null {
  return Array.isArray(value) ? value.filter((key) => userColumns.some((column) => column.key === key)) : null;
}
