import { listOf, stringsOf } from '~/lib/search-params';

export const userTabs = ['active', 'inactive', 'invites'] as const;
export type UserTab = (typeof userTabs)[number];

const types = ['MEMBER', 'GUEST', 'SERVICE'] as const;
const inviteStates = ['PENDING', 'EXPIRED', 'ACCEPTED', 'CANCELLED', 'SUPERSEDED'] as const;
const orders = ['name', '-name', 'email', '-email', 'login', '-login', 'created', '-created'] as const;
export type UserOrderKey = (typeof orders)[number];

/** What the address says of the Users page: a link shows somebody else the same list. Defaults are left out of it. */
export interface UsersSearch {
  tab?: UserTab;
  search?: string;
  type?: (typeof types)[number][];
  group?: string[];
  role?: string[];
  never?: boolean;
  status?: (typeof inviteStates)[number][];
  order?: UserOrderKey;
  user?: string;
}

export interface ListSearch {
  search?: string;
}

export function readUsersSearch(search: Record<string, unknown>): UsersSearch {
  return {
    tab: listOf(search.tab, userTabs).find((tab) => tab !== 'active'),
    search: textOf(search.search),
    type: filled(listOf(search.type, types)),
    group: filled(stringsOf(search.group)),
    role: filled(stringsOf(search.role)),
    never: flagOf(search.never),
    status: filled(listOf(search.status, inviteStates)),
    order: listOf(search.order, orders).find((order) => order !== 'name'),
    user: textOf(search.user),
  };
}

export function readListSearch(search: Record<string, unknown>): ListSearch {
  return { search: textOf(search.search) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function flagOf(value: unknown): true | undefined {
  return value === true || value === 'true' ? true : undefined;
}

function filled<T>(values: T[]): T[] | undefined {
  return values.length > 0 ? values : undefined;
}
