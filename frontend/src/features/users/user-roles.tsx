import { useFragment } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { userRoles_user$data, userRoles_user$key } from '~/gql/__generated__/userRoles_user.graphql';
import { absoluteTime } from '~/lib/relative-time';
import { useTenant } from '~/lib/tenant-context';
import { PanelSection } from '~/ui/facts';
import { UsersLink } from '~/ui/users-link';
import css from './user-roles.module.css';

const fragment = graphql`
  fragment userRoles_user on User {
    roles @include(if: $mayRoles) {
      role {
        id
        name
        elevated
      }
      via {
        id
        name
      }
      from {
        id
        slug
        name
      }
      expiresAt
    }
  }
`;

type Assigned = NonNullable<userRoles_user$data['roles']>[number];

/** Each role with where it comes from: that is where it would have to be taken away. */
export function UserRoles({ user: key }: { user: userRoles_user$key }) {
  const { roles } = useFragment(fragment, key);
  const { slug } = useTenant();
  return (
    <PanelSection title="Roles" count={roles?.length ?? 0} none="No role: the user can sign in, and do nothing.">
      {(roles ?? []).map((assigned) => (
        <li key={`${assigned.role.id} ${assigned.via?.id ?? ''} ${assigned.from.id}`}>
          <span className={css.name}>
            <UsersLink name={assigned.role.name} of={{ role: [assigned.role.id] }} />
          </span>
          {assigned.role.elevated && <span className={css.elevated}>elevated</span>}
          <span className={css.source}>{sourceOf(assigned, slug)}</span>
        </li>
      ))}
    </PanelSection>
  );
}

function sourceOf({ via, from, expiresAt }: Assigned, here: string): string {
  const parts = [via ? `through the group ${via.name}` : 'given directly'];
  if (from.slug !== here) parts.push(`in ${from.name}`);
  if (expiresAt) parts.push(`until ${absoluteTime(expiresAt)}`);
  return parts.join(' ');
}
