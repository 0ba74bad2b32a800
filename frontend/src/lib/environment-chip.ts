export interface EnvironmentChip {
  readonly label: string;
  readonly tone: 'amber' | 'blue';
}

export interface ChipTenant {
  readonly slug: string;
  readonly name: string;
}

/** Which environment a tenant is, told by its slug and name; null where they do not tell. */
export function environmentChip(tenant: ChipTenant): EnvironmentChip | null {
  const words = `${tenant.slug} ${tenant.name}`.toLowerCase();
  if (/\bprod(?:uction)?\b/.test(words)) return { label: 'PROD', tone: 'amber' };
  if (/\bsandbox\b/.test(words)) return { label: 'SANDBOX', tone: 'blue' };
  return null;
}
