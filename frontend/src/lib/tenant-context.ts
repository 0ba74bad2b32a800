import { createContext, useContext } from 'react';

export interface CurrentTenant {
  readonly slug: string;
  readonly name: string;
}

export const TenantContext = createContext<CurrentTenant | null>(null);

export function useTenant(): CurrentTenant {
  const tenant = useContext(TenantContext);
  if (!tenant) throw new Error('This component lives inside a tenant.');
  return tenant;
}
