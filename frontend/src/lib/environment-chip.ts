export interface EnvironmentChip {
  readonly label: string;
  readonly tone: 'amber' | 'green' | 'grey';
}

/** Which environment a tenant is, told by its slug and name; where they do not tell, the plan is shown. */
export function environmentChip(tenant: { slug: string; name: string; plan: { name: string } }): EnvironmentChip {
  const words = `${tenant.slug} ${tenant.name}`.toLowerCase();
  if (/\bprod(?:uction)?\b/.test(words)) return { label: 'PROD', tone: 'amber' };
  if (/\bsandbox\b/.test(words)) return { label: 'SANDBOX', tone: 'green' };
  return { label: tenant.plan.name.toUpperCase(), tone: 'grey' };
}
