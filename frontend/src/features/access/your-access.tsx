import { useMemo } from 'react';
import { useLazyLoadQuery } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { yourAccessQuery } from '~/gql/__generated__/yourAccessQuery.graphql';
import { adminActs, areasOf } from '~/lib/access-words';
import { useListRequest } from '~/lib/list-request';
import { useReadable } from '~/lib/readable';
import { useRefreshOn } from '~/lib/refresh-on';
import { useTenant } from '~/lib/tenant-context';
import { Fact, Facts } from '~/ui/facts';
import { ListFrame } from '~/ui/list-frame';
import css from './your-access.module.css';

const query = graphql`
  query yourAccessQuery($mayRoles: Boolean!) {
    viewer {
      adminPermissions
      permissionKeys
      user {
        type
        roles @include(if: $mayRoles) {
          role {
            id
            name
          }
        }
      }
    }
  }
`;

const kinds: Readonly<Record<string, string>> = { MEMBER: 'a member', GUEST: 'a guest', SERVICE: 'a service' };

/** For who may not see the users: no locked door, but what they have here and who can give them more. */
export function YourAccess() {
  const { mayRoles } = useReadable();
  const request = useListRequest(useMemo(() => ({ mayRoles }), [mayRoles]));
  useRefreshOn(/^(?:grant|role|group|flag|catalogue|directory|tenant)\./, request.refresh);
  return (
    <ListFrame listKey={request.key} onRetry={request.refresh}>
      <Access mayRoles={request.variables.mayRoles} generation={request.generation} />
    </ListFrame>
  );
}

function Access({ mayRoles, generation }: { mayRoles: boolean; generation: number }) {
  const { name } = useTenant();
  const { viewer } = useLazyLoadQuery<yourAccessQuery>(
    query,
    { mayRoles },
    { fetchPolicy: 'network-only', fetchKey: generation },
  );
  if (!viewer) return null;
  const administration = new Set<string>(viewer.adminPermissions);
  const areas = areasOf(viewer.permissionKeys.filter((key) => !administration.has(key)));
  const acts = adminActs(viewer.adminPermissions);
  const roles = viewer.user?.roles?.map((assigned) => assigned.role.name) ?? [];
  return (
    <div className={css.access}>
      <p className={css.intro}>
        You are {kinds[viewer.user?.type ?? ''] ?? 'a user'} of {name}.{' '}
        {areas.length > 0
          ? 'This is what your roles let you do in the product.'
          : 'None of your roles counts here now.'}
      </p>
      {areas.length > 0 && (
        <section className={css.card} aria-label="What you may do">
          <Facts>
            {areas.map((area) => (
              <Fact key={area.name} name={area.name}>
                {area.acts.join(', ')}
              </Fact>
            ))}
          </Facts>
        </section>
      )}
      {acts.length > 0 && <p>In this console you may {list(acts)}.</p>}
      {roles.length > 0 && <p>Your roles: {list(roles)}.</p>}
      <p className={css.more}>If you need more, ask an owner of {name} for a role that includes it.</p>
    </div>
  );
}

function list(words: readonly string[]): string {
  return new Intl.ListFormat('en').format(words);
}
