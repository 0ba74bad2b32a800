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
import { useReachableAgain } from '~/lib/reachable-again';
import { tenantTree } from '~/lib/tenant-tree';
import { AuthButton, AuthCard, AuthNotice } from '~/ui/auth-card';
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
        parent {
          id
        }
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

  const [attempt, setAttempt] = useState(0);
  const look = () => setAttempt((count) => count + 1);
  useReachableAgain(failure, look);

  useEffect(() => {
    send<chooseTenantPageQuery>(query, {}).then(
      ({ viewer: found }) => {
        if (!found) return void navigate({ to: '/sign-in', replace: true });
        const target = goOn ? landing(found.tenants.map((tenant) => tenant.slug)) : null;
        if (target) return void navigate({ to: '/t/$tenant/users', params: { tenant: target }, replace: true });
        setFailure(null);
        setViewer(found);
      },
      (thrown: unknown) => setFailure(ApiError.from(thrown)),
    );
  }, [goOn, navigate, attempt]);

  if (failure) {
    return (
      <AuthCard title="Your tenants">
        <AuthNotice tone="bad">
          {failure.userMessage} {failure.next}
        </AuthNotice>
        <form action={look}>
          <AuthButton busy={false}>Try again</AuthButton>
        </form>
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
        {tenantTree(viewer.tenants).map(({ tenant, depth }) => (
          <li key={tenant.id} data-depth={Math.min(depth, 2)}>
            <Link to="/t/$tenant/users" params={{ tenant: tenant.slug }} className={css.tenant}>
              <span className={css.words}>
                <span className={css.name}>{tenant.name}</span>
                {tenant.plan && <span className={css.plan}>{tenant.plan.name}</span>}
              </span>
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
