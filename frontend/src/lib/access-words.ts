export interface Area {
  readonly name: string;
  /** What may be done there, in words. */
  readonly acts: readonly string[];
}

/** Permission keys as words, by area: `conversations.read` and `conversations.reply` read "Conversations: read, reply". */
export function areasOf(keys: readonly string[]): Area[] {
  const areas = new Map<string, string[]>();
  for (const key of keys) {
    const [area = key, ...rest] = key.split(/[.:/]+/).map((part) => part.replaceAll(/[_-]+/g, ' '));
    const name = area.charAt(0).toUpperCase() + area.slice(1);
    areas.set(name, [...(areas.get(name) ?? []), rest.join(' ') || 'use']);
  }
  return [...areas].map(([name, acts]) => ({ name, acts }));
}

const adminWords: Readonly<Record<string, string>> = {
  USERS_READ: 'see the users',
  USERS_MANAGE: 'deactivate and reactivate users',
  INVITES_READ: 'see invites',
  INVITES_SEND: 'invite people',
  GROUPS_READ: 'see the user groups',
  GROUPS_MANAGE: 'change user groups',
  ROLES_READ: 'see the roles',
  ROLES_MANAGE: 'change roles',
  ROLES_GRANT: 'give and take roles',
  FLAGS_READ: 'see the feature flags',
  FLAGS_MANAGE: 'switch feature flags',
  TENANT_MANAGE: 'change the tenant',
  JOURNAL_READ: 'read the journal',
};

/** What somebody may do in this console, in words; what it does not offer yet is left out. */
export function adminActs(permissions: readonly string[]): string[] {
  return permissions.flatMap((permission) => adminWords[permission] ?? []);
}
