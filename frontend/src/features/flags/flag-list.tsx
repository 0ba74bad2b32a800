import { useRef } from 'react';
import { useLazyLoadQuery } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { flagListQuery, flagListQuery$data } from '~/gql/__generated__/flagListQuery.graphql';
import { useListRequest } from '~/lib/list-request';
import { useRefreshOn } from '~/lib/refresh-on';
import { Badge } from '~/ui/badge';
import { NameCell, NamesCell } from '~/ui/cells';
import { EmptyState } from '~/ui/empty-state';
import { ListFrame } from '~/ui/list-frame';
import { RelativeTime } from '~/ui/relative-time';
import { TableRow } from '~/ui/table-row';
import { VirtualTable, type Column } from '~/ui/virtual-table';

const query = graphql`
  query flagListQuery {
    flags {
      id
      feature
      description
      enabled
      beta
      minimumPlan {
        name
      }
      accountRequired
      updatedAt
      updatedBy {
        id
        name
      }
    }
  }
`;

type Flag = NonNullable<flagListQuery$data['flags']>[number];

const columns: readonly Column[] = [
  { key: 'feature', title: 'Feature', width: 0, rank: 0 },
  { key: 'gate', title: 'Also needs', width: 240, rank: 1 },
  { key: 'by', title: 'Changed by', width: 150, rank: 3 },
  { key: 'updated', title: 'Last changed', width: 128, rank: 1 },
  { key: 'enabled', title: 'Switch', width: 100, rank: 0 },
];

const everything = {};

/** The gates in front of features, as they stand in this tenant. */
export function FlagList() {
  const request = useListRequest(everything);
  useRefreshOn(/^(?:flag|catalogue|tenant)\./, request.refresh);
  return (
    <ListFrame listKey={request.key} onRetry={request.refresh}>
      <Rows generation={request.generation} stale={request.stale} />
    </ListFrame>
  );
}

function Rows({ generation, stale }: { generation: number; stale: boolean }) {
  const data = useLazyLoadQuery<flagListQuery>(query, {}, { fetchPolicy: 'network-only', fetchKey: generation });
  const scroller = useRef<HTMLDivElement>(null);
  const flags = data.flags ?? [];
  if (flags.length === 0) {
    return (
      <EmptyState icon="flag" title="There are no feature flags">
        <p>The catalogue of this installation has none: every feature is open to whoever holds its permission.</p>
      </EmptyState>
    );
  }
  return (
    <VirtualTable
      label="Feature flags"
      columns={columns}
      count={flags.length}
      complete
      stale={stale}
      tall
      scroller={scroller}
      onEnd={() => {}}
      row={(index) => {
        const flag = flags[index];
        return flag && <Row key={flag.id} flag={flag} index={index} />;
      }}
    />
  );
}

function Row({ flag, index }: { flag: Flag; index: number }) {
  return (
    <TableRow id={flag.id} index={index}>
      <NameCell icon="flag" name={flag.feature} below={flag.description ?? null} />
      <NamesCell rank={1} names={gatesOf(flag)} />
      <NamesCell rank={3} names={flag.updatedBy ? [flag.updatedBy.name] : []} />
      <td data-rank={1}>
        <RelativeTime at={flag.updatedAt} />
      </td>
      <td data-rank={0}>
        <Badge tone={flag.enabled ? 'ok' : 'mute'}>{flag.enabled ? 'On' : 'Off'}</Badge>
      </td>
    </TableRow>
  );
}

function gatesOf(flag: Flag): string[] {
  return [
    ...(flag.minimumPlan ? [`the ${flag.minimumPlan.name} plan or higher`] : []),
    ...(flag.beta ? ['beta access'] : []),
    ...(flag.accountRequired ? ['an account'] : []),
  ];
}
