import { useState } from 'react';
import { graphql } from 'relay-runtime';
import type { userSearchQuery, userSearchQuery$data } from '~/gql/__generated__/userSearchQuery.graphql';
import { useDebounced } from '~/lib/debounced';
import { useMay } from '~/lib/may';
import { useOptions } from '~/lib/options';

export interface FoundUser {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly status: string;
  /** What the palette's own filter looks at. */
  readonly text: string;
}

const query = graphql`
  query userSearchQuery($search: String!) {
    users(first: 7, filter: { search: $search }) {
      nodes {
        id
        name
        email
        uniqueId
        status
      }
    }
  }
`;

const read = (data: userSearchQuery$data): FoundUser[] =>
  (data.users?.nodes ?? []).map(({ id, name, email, uniqueId, status }) => {
    const address = email ?? uniqueId ?? '';
    return { id, name, address, status, text: `${name} ${address}` };
  });

const nobody: FoundUser[] = [];

/** Users by part of name or address, once the typing rests; from the second letter on. */
export function useUserSearch(text: string): FoundUser[] {
  const may = useMay();
  const wanted = text.trim();
  const [search, setSearch] = useState('');
  useDebounced(wanted, search, 160, setSearch);
  const found = useOptions<userSearchQuery, FoundUser>(query, { search }, search.length > 1 && may('USERS_READ'), read);
  return wanted.length > 1 ? found : nobody;
}
