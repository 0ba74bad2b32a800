import { useNavigate } from '@tanstack/react-router';
import { fetchQuery, useFragment, useRelayEnvironment } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { shellQuery } from '~/gql/__generated__/shellQuery.graphql';
import type { tenantSwitcher_viewer$key } from '~/gql/__generated__/tenantSwitcher_viewer.graphql';
import { useTenant } from '~/lib/tenant-context';
import { tenantTree } from '~/lib/tenant-tree';
import { Button } from '~/ui/button';
import { EnvironmentTag } from '~/ui/environment-tag';
import { Icon } from '~/ui/icon';
import { MenuItem, PopupMenu } from '~/ui/menu';
import { usePageHere } from './page-here';
import { shellDocument } from './shell-query';
import css from './tenant-switcher.module.css';

const fragment = graphql`
  fragment tenantSwitcher_viewer on Viewer {
    tenants {
      id
      slug
      name
      parent {
        id
      }
      plan {
        name
      }
    }
  }
`;

/** Where one acts, always in sight, and the way to elsewhere. */
export function TenantSwitcher({ viewer: key }: { viewer: tenantSwitcher_viewer$key }) {
  const { tenants } = useFragment(fragment, key);
  const environment = useRelayEnvironment();
  const navigate = useNavigate();
  const here = useTenant();
  const current = tenants.find((tenant) => tenant.slug === here.slug);
  const page = usePageHere();
  const go = (slug: unknown) => void navigate({ to: page, params: { tenant: String(slug) } });
  // Nobody tells an open window of a tenant made since: whoever looks is shown it.
  const look = (open: boolean) => {
    if (open) fetchQuery<shellQuery>(environment, shellDocument, {}).subscribe({ error: () => {} });
  };
  return (
    <PopupMenu
      label="Tenants"
      onOpenChange={look}
      onAction={go}
      trigger={
        <Button aria-label={`Tenant ${here.name}: switch`}>
          {current && <EnvironmentTag tenant={current} />}
          <span className={css.name}>{here.name}</span>
          <Icon name="chevron" size={14} />
        </Button>
      }
    >
      {tenantTree(tenants).map(({ tenant, depth }) => (
        <MenuItem key={tenant.id} id={tenant.slug} text={tenant.name}>
          <span className={css.option} data-depth={Math.min(depth, 2)}>
            <span className={css.optionName}>{tenant.name}</span>
            <EnvironmentTag tenant={tenant} />
            <span className={css.plan}>{tenant.plan?.name}</span>
            <span className={css.tick}>{tenant.slug === here.slug && <Icon name="check" size={14} />}</span>
          </span>
        </MenuItem>
      ))}
    </PopupMenu>
  );
}
