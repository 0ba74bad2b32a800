import { describe, expect, it } from 'vitest';
import { tenantTree } from './tenant-tree';

const tenant = (id: string, parent?: string) => ({ id, parent: parent ? { id: parent } : null });
const drawn = (tenants: ReturnType<typeof tenant>[]) =>
  tenantTree(tenants).map((placed) => '  '.repeat(placed.depth) + placed.tenant.id);

describe('tenantTree', () => {
  it('each tenant is followed by those below it, in the order given', () => {
    const tenants = [tenant('a'), tenant('b'), tenant('b2', 'b'), tenant('a1', 'a'), tenant('a2', 'a')];
    expect(drawn(tenants)).toEqual(['a', '  a1', '  a2', 'b', '  b2']);
  });

  it('a tenant whose parent is out of sight stands at the top', () => {
    expect(drawn([tenant('a1', 'a'), tenant('b')])).toEqual(['a1', 'b']);
  });
});
