import { fetchQuery, graphql, type IEnvironment } from 'relay-runtime';
import type { userCsvQuery, userCsvQuery$data, userCsvQuery$variables } from '~/gql/__generated__/userCsvQuery.graphql';
import { patiently } from '~/gql/patiently';
import { csvText } from '~/lib/csv';
import { download } from '~/lib/download';
import { toast } from '~/ui/toast';
import { typeNames } from './filters';

const query = graphql`
  query userCsvQuery(
    $filter: UserFilter
    $orderBy: UserOrder
    $after: String
    $mayGroups: Boolean!
    $mayRoles: Boolean!
  ) {
    users(first: 100, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        name
        email
        uniqueId
        type
        company
        status
        lastLoginAt
        createdAt
        groups @include(if: $mayGroups) {
          name
        }
        roles @include(if: $mayRoles) {
          role {
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

type Row = NonNullable<userCsvQuery$data['users']>['nodes'][number];

const most = 10_000;
// What a long list costs is more than the server gives in one minute; whoever waits for the file sees that it is made.
const unhurried = { again: 5, pause: 60 };
const head = ['Name', 'E-mail', 'Unique ID', 'Type', 'Company', 'Status', 'Last login', 'Added', 'Groups', 'Roles'];

/** Saves the whole list as it is filtered and ordered, read page by page; says so when it stops at the limit. */
export async function saveUserCsv(
  environment: IEnvironment,
  variables: Omit<userCsvQuery$variables, 'after'>,
  name: string,
): Promise<void> {
  const rows: Row[] = [];
  let after: string | null = null;
  do {
    // oxlint-disable-next-line no-await-in-loop -- each page begins where the last one ended
    const data: userCsvQuery$data | undefined = await patiently(
      () => fetchQuery<userCsvQuery>(environment, query, { ...variables, after }).toPromise(),
      unhurried,
    );
    rows.push(...(data?.users?.nodes ?? []));
    after = data?.users?.pageInfo.hasNextPage ? (data.users.pageInfo.endCursor ?? null) : null;
  } while (after && rows.length < most);
  download(`${name}-${new Date().toISOString().slice(0, 10)}.csv`, 'text/csv', csvText([head, ...rows.map(cells)]));
  const count = rows.length.toLocaleString('en');
  toast(
    after ? `The file holds the first ${count} users: filter the list for the others` : `The file holds ${count} users`,
  );
}

function cells(user: Row): string[] {
  return [
    user.name,
    user.email ?? '',
    user.uniqueId ?? '',
    typeNames[user.type] ?? '',
    user.company ?? '',
    user.status === 'ACTIVE' ? 'Active' : 'Inactive',
    user.lastLoginAt ?? '',
    user.createdAt,
    (user.groups ?? []).map((group) => group.name).join('; '),
    [...new Set((user.roles ?? []).map(({ role }) => role.name))].join('; '),
  ];
}
