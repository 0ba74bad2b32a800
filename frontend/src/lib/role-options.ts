import { graphql } from 'relay-runtime';
import type { roleOptionsQuery, roleOptionsQuery$data } from '~/gql/__generated__/roleOptionsQuery.graphql';
import { useMay } from './may';
import { useOptions } from './options';

export interface RoleOption {
  readonly id: string;
  readonly name: string;
  readonly elevated: boolean;
}

const query = graphql`
  query roleOptionsQuery($search: String) {
    roles(first: 100, filter: { search: $search }) {
      nodes {
        id
        name
        elevated
      }
    }
  }
`;

const read = (data: roleOptionsQuery$data): RoleOption[] => [...(data.roles?.nodes ?? [])];

/** The roles that can be given here, at most 100 of those that match. */
export function useRoleOptions(search: string): RoleOption[] {
  const may = useMay();
  return useOptions<roleOptionsQuery, RoleOption>(query, { search: search || null }, may('ROLES_READ'), read);
}
