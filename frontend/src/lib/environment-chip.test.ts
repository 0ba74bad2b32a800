import { expect, it } from 'vitest';
import { environmentChip } from './environment-chip';

const tenant = (slug: string, name: string) => ({ slug, name });

it('a tenant says which environment it is, or nothing', () => {
  expect(environmentChip(tenant('acme-production', 'Acme'))).toEqual({ label: 'PROD', tone: 'amber' });
  expect(environmentChip(tenant('a2', 'Acme Sandbox'))?.label).toBe('SANDBOX');
  expect(environmentChip(tenant('productive', 'Productive Ltd'))).toBeNull();
});
