export interface EnvironmentChip {
  readonly label: string;
  readonly tone: 'amber' | 'green' | 'grey';
}

export interface ChipTenant {
  readonly slug: string;
  readonly name: string;
  /** Missing where the viewer cannot act. */
  readonly plan?: { readonly name: string } | null | undefined;
}

/** Which environment a tenant is, told by its slug and name; where they do not tell, the plan is shown. */
export function environmentChip(tenant: ChipTenant): EnvironmentChip {
  const words = `${tenant.slug} ${tenant.name}`.toLowerCase();
  if (/\bprod(?:uction)?\b/.test(words)) return { label: 'PROD', tone: 'amber' };
  if (/\bsandbox\b/.test(words)) return { label: 'SANDBOX', tone: 'green' };
  return { label: (tenant.plan ?? tenant).name.toUpperCase(), tone: 'grey' };
}
