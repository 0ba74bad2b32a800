interface TreeTenant {
  readonly id: string;
  readonly parent?: { readonly id: string } | null | undefined;
}

export interface Placed<T> {
  readonly tenant: T;
  /** How many of its ancestors are in the list: so deep it is set in. */
  readonly depth: number;
}

/** Tenants in the order given, each followed by those below it. One whose parent is out of sight stands at the top. */
export function tenantTree<T extends TreeTenant>(tenants: readonly T[]): Placed<T>[] {
  const known = new Set(tenants.map((tenant) => tenant.id));
  const below = new Map<string | null, T[]>();
  for (const tenant of tenants) {
    const parent = tenant.parent && known.has(tenant.parent.id) ? tenant.parent.id : null;
    below.set(parent, [...(below.get(parent) ?? []), tenant]);
  }
  const walk = (parent: string | null, depth: number): Placed<T>[] =>
    (below.get(parent) ?? []).flatMap((tenant) => [{ tenant, depth }, ...walk(tenant.id, depth + 1)]);
  return walk(null, 0);
}
