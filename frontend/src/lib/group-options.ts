import { graphql } from 'relay-runtime';
import type { groupOptionsQuery, groupOptionsQuery$data } from '~/gql/__generated__/groupOptionsQuery.graphql';
import { useMay } from './may';
import { useOptions } from './options';

export interface GroupOption {
  readonly id: string;
  readonly name: string;
}

const query = graphql`
  query groupOptionsQuery($search: String) {
    groups(first: 100, filter: { search: $search }) {
      nodes {
        id
        name
      }
    }
  }
`;

const read = (data: groupOptionsQuery$data): GroupOption[] => [...(data.groups?.nodes ?? [])];

/** The groups here, at most 100 of those that match. */
export function useGroupOptions(search: string): GroupOption[] {
  const may = useMay();
  return useOptions<groupOptionsQuery, GroupOption>(query, { search: search || null }, may('GROUPS_READ'), read);
}
