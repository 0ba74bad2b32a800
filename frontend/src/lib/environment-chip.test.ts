import { expect, it } from 'vitest';
import { environmentChip } from './environment-chip';

const tenant = (slug: string, name: string) => ({ slug, name, plan: { name: 'Business' } });

it('a tenant says which environment it is, or else its plan', () => {
  expect(environmentChip(tenant('acme-production', 'Acme'))).toEqual({ label: 'PROD', tone: 'amber' });
  expect(environmentChip(tenant('a2', 'Acme Sandbox')).label).toBe('SANDBOX');
  expect(environmentChip(tenant('productive', 'Productive Ltd')).label).toBe('BUSINESS');
  expect(environmentChip({ slug: 'acme', name: 'Acme', plan: null }).label).toBe('ACME');
});
