import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { graphql } from 'relay-runtime';
import type {
  chooseTenantPageQuery,
  chooseTenantPageQuery$data,
} from '~/gql/__generated__/chooseTenantPageQuery.graphql';
import { ApiError } from '~/gql/api-error';
import { send } from '~/gql/send';
import { lastTenant } from '~/lib/last-tenant';
import { AuthCard, AuthNotice } from '~/ui/auth-card';
import { EnvironmentTag } from '~/ui/environment-tag';
import css from './choose-tenant-page.module.css';
import { SignOutLink } from './sign-out-link';

const query = graphql`
  query chooseTenantPageQuery {
    viewer {
      person {
        email
      }
      tenants {
        id
        slug
        name
        suspended
        plan {
          name
        }
      }
    }
  }
`;

type Viewer = NonNullable<chooseTenantPageQuery$data['viewer']>;

/** With `goOn` it leads straight to the tenant used last, or the only one; else it always lets one choose. */
export function ChooseTenantPage({ goOn }: { goOn: boolean }) {
  const navigate = useNavigate();
  const [viewer, setViewer] = useState<Viewer | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);

  useEffect(() => {
    send<chooseTenantPageQuery>(query, {}).then(
      ({ viewer: found }) => {
        if (!found) return void navigate({ to: '/sign-in', replace: true });
        const target = goOn ? landing(found.tenants.map((tenant) => tenant.slug)) : null;
        if (target) return void navigate({ to: '/t/$tenant/users', params: { tenant: target }, replace: true });
        setViewer(found);
      },
      (thrown: unknown) => setFailure(ApiError.from(thrown)),
    );
  }, [goOn, navigate]);

  if (failure) {
    return (
      <AuthCard title="Your tenants">
        <AuthNotice tone="bad">
          {failure.userMessage} {failure.next}
        </AuthNotice>
      </AuthCard>
    );
  }
  if (!viewer) return null;
  if (viewer.tenants.length === 0) {
    return (
      <AuthCard title="No access yet" intro={`${viewer.person.email} is not an active user of any tenant.`}>
        <AuthNotice tone="mute">
          Ask an owner to invite or reactivate you. With an invite in your mailbox, open its link to join.
        </AuthNotice>
        <SignOutLink />
      </AuthCard>
    );
  }
  return (
    <AuthCard title="Choose a tenant" intro={`Signed in as ${viewer.person.email}`}>
      <ul className={css.list}>
        {viewer.tenants.map((tenant) => (
          <li key={tenant.id}>
            <Link to="/t/$tenant/users" params={{ tenant: tenant.slug }} className={css.tenant}>
              <span className={css.name}>{tenant.name}</span>
              {tenant.suspended && <span className={css.note}>suspended</span>}
              <EnvironmentTag tenant={tenant} />
            </Link>
          </li>
        ))}
      </ul>
      <SignOutLink />
    </AuthCard>
  );
}

function landing(slugs: readonly string[]): string | null {
  const last = lastTenant();
  if (last && slugs.includes(last)) return last;
  return slugs.length === 1 ? (slugs[0] ?? null) : null;
}
