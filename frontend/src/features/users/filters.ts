import type { UserFilter, UserOrder, UserType } from '~/gql/__generated__/userRowsQuery.graphql';

/** What the toolbar narrows the list by; the address holds it. */
export interface UserFilters {
  readonly search: string;
  readonly type: readonly UserType[];
  readonly group: readonly string[];
  readonly role: readonly string[];
  readonly never: boolean;
  /** A column's key, "-" before it for descending. */
  readonly order: string;
}

export const typeNames: Readonly<Record<string, string>> = { MEMBER: 'Member', GUEST: 'Guest', SERVICE: 'Service' };

const orderFields = { name: 'NAME', email: 'EMAIL', login: 'LAST_LOGIN', created: 'CREATED' } as const;

export function filterOf(status: 'ACTIVE' | 'INACTIVE', filters: UserFilters): UserFilter {
  return {
    status: [status],
    search: filters.search || null,
    type: filters.type.length > 0 ? [...filters.type] : null,
    groupIds: filters.group.length > 0 ? [...filters.group] : null,
    roleIds: filters.role.length > 0 ? [...filters.role] : null,
    neverLoggedIn: filters.never ? true : null,
  };
}

export function orderOf(order: string): UserOrder {
  const descending = order.startsWith('-');
  const key = descending ? order.slice(1) : order;
  const field = key in orderFields ? orderFields[key as keyof typeof orderFields] : 'NAME';
  return { field, direction: descending ? 'DESC' : 'ASC' };
}

/** Whether a list by last login lost its order, because somebody came in since it was read. */
export function outOfOrder(
  users: readonly { readonly lastLoginAt?: string | null }[],
  { field, direction }: UserOrder,
) {
  if (field !== 'LAST_LOGIN') return false;
  const moments = users.map((user) => Date.parse(user.lastLoginAt ?? '')).filter((moment) => !Number.isNaN(moment));
  const sign = direction === 'DESC' ? -1 : 1;
  return moments.some((moment, index) => index > 0 && (moment - (moments[index - 1] ?? moment)) * sign < 0);
}

export function isFiltered(filters: UserFilters): boolean {
  const { search, type, group, role, never } = filters;
  return search !== '' || never || type.length + group.length + role.length > 0;
}

export const noFilters = { search: '', type: [], group: [], role: [], never: false } as const;
