import { ChooseTenantPage } from '~/features/tenants/choose-tenant-page';

export function HomeRoute() {
  return <ChooseTenantPage goOn />;
}

export function TenantsRoute() {
  return <ChooseTenantPage goOn={false} />;
}
