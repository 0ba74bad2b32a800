import type { IconName } from '~/ui/icon';

export interface PageLink {
  readonly to:
    | '/t/$tenant/users'
    | '/t/$tenant/groups'
    | '/t/$tenant/roles'
    | '/t/$tenant/flags'
    | '/t/$tenant/journal';
  readonly title: string;
  readonly icon: IconName;
  /** Without this permission the page is not offered. */
  readonly needs: string | null;
  /** With this permission there is something better at the same address. */
  readonly unless?: string;
}

export interface PageGroup {
  readonly title: string | null;
  readonly pages: readonly PageLink[];
}

export const pageGroups: readonly PageGroup[] = [
  {
    title: null,
    pages: [
      { to: '/t/$tenant/users', title: 'Users', icon: 'users', needs: 'USERS_READ' },
      { to: '/t/$tenant/users', title: 'Your access', icon: 'user', needs: null, unless: 'USERS_READ' },
      { to: '/t/$tenant/groups', title: 'User groups', icon: 'groups', needs: 'GROUPS_READ' },
    ],
  },
  {
    title: 'Access',
    pages: [
      { to: '/t/$tenant/roles', title: 'Roles', icon: 'shield', needs: 'ROLES_READ' },
      { to: '/t/$tenant/flags', title: 'Feature flags', icon: 'flag', needs: 'FLAGS_READ' },
      { to: '/t/$tenant/journal', title: 'Journal', icon: 'journal', needs: 'JOURNAL_READ' },
    ],
  },
  {
    title: 'Developers',
    pages: [],
  },
];

/** Everybody's way in is at one address: the users, or for who may not see them what they may do themselves. */
export function isOffered(page: PageLink, may: (permission: string) => boolean): boolean {
  return (!page.needs || may(page.needs)) && !(page.unless && may(page.unless));
}
