import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useLazyLoadQuery, usePaginationFragment, useSubscription } from 'react-relay/hooks';
import { graphql, type GraphQLSubscriptionConfig } from 'relay-runtime';
import type { inviteRows_page$key } from '~/gql/__generated__/inviteRows_page.graphql';
import type { inviteRowsPageQuery } from '~/gql/__generated__/inviteRowsPageQuery.graphql';
import type { inviteRowsQuery, inviteRowsQuery$variables } from '~/gql/__generated__/inviteRowsQuery.graphql';
import type { inviteRowsSubscription } from '~/gql/__generated__/inviteRowsSubscription.graphql';
import { useHeld } from '~/lib/held';
import { useLiveRows } from '~/lib/live-rows';
import { Checkbox } from '~/ui/checkbox';
import { ListFooter } from '~/ui/list-footer';
import { ListNews } from '~/ui/list-news';
import { VirtualTable, type Column } from '~/ui/virtual-table';
import { useMore } from '~/ui/use-more';
import type { NamedInvite } from './cancel-dialog';
import type { InviteActions } from './invite-actions';
import { InviteRow } from './invite-row';

const query = graphql`
  query inviteRowsQuery($filter: InviteFilter) {
    liveCursor
    ...inviteRows_page
  }
`;

const pageFragment = graphql`
  fragment inviteRows_page on Query
  @refetchable(queryName: "inviteRowsPageQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 50 }, after: { type: "String" }) {
    invites(first: $first, after: $after, filter: $filter) @connection(key: "inviteRows_invites") {
      __id
      totalCount
      edges {
        node {
          id
          email
          status
          ...inviteRow_invite
        }
      }
    }
  }
`;

const subscription = graphql`
  subscription inviteRowsSubscription($filter: InviteFilter, $after: String, $lists: [ID!]!) {
    invitesLive(filter: $filter, after: $after) {
      cursor
      reset
      added @prependEdge(connections: $lists) {
        cursor
        node {
          id
          email
          status
          ...inviteRow_invite
        }
      }
      changed {
        id
        ...inviteRow_invite
      }
      removed @deleteEdge(connections: $lists)
      counts {
        id
        active
        inactive
        pendingInvites
      }
    }
  }
`;

const columns: readonly Column[] = [
  { key: 'status', title: 'Status', width: 132, rank: 1 },
  { key: 'delivery', title: 'Delivery', width: 100, rank: 2 },
  { key: 'gives', title: 'Roles and groups', width: 0, share: true, rank: 2 },
  { key: 'by', title: 'Invited by', width: 150, rank: 3 },
  { key: 'sent', title: 'Sent', width: 104, rank: 1 },
  { key: 'menu', title: 'Actions', width: 58, rank: 0, hiddenTitle: true },
];

// What is settled can neither be sent again nor cancelled.
const isOpen = (invite: NamedInvite) => invite.status === 'PENDING' || invite.status === 'EXPIRED';

interface InviteRowsProps {
  readonly variables: inviteRowsQuery$variables;
  readonly generation: number;
  readonly stale: boolean;
  readonly selected: ReadonlyMap<string, NamedInvite>;
  readonly onSelect: (invites: readonly NamedInvite[], chosen: boolean) => void;
  /** The list is narrowed: the tab's badge counts others too. */
  readonly filtered: boolean;
  /** Tells how many the list has, loaded or not. */
  readonly onTotal: (total: number) => void;
  readonly onGone: (ids: readonly string[]) => void;
  readonly refresh: () => void;
  readonly actions: InviteActions;
  readonly empty: ReactNode;
}

/** One list of invites, newest first: a new one comes in on top. */
export function InviteRows(props: InviteRowsProps) {
  const { variables, generation, selected, onSelect } = props;
  const root = useLazyLoadQuery<inviteRowsQuery>(query, variables, {
    fetchPolicy: 'network-only',
    fetchKey: generation,
  });
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<inviteRowsPageQuery, inviteRows_page$key>(
    pageFragment,
    root,
  );
  const scroller = useRef<HTMLDivElement>(null);
  const [menuOpen, setMenuOpen] = useState(false);
  const invites = (useHeld(data.invites?.edges, menuOpen) ?? []).map((edge) => edge.node);
  const list = data.invites?.__id ?? '';
  const total = hasNext ? Math.max(invites.length, data.invites?.totalCount ?? 0) : invites.length;
  const { onTotal } = props;
  useEffect(() => onTotal(total), [onTotal, total]);
  const { fresh, onDelta, showFresh } = useLiveRows({
    ids: invites.map((invite) => invite.id),
    complete: !hasNext,
    newestFirst: true,
    scroller,
    refresh: props.refresh,
    onGone: props.onGone,
  });

  // Of this list's own first request: another query may move the cursor in the store.
  const [after] = useState(root.liveCursor);
  const config = useMemo<GraphQLSubscriptionConfig<inviteRowsSubscription>>(
    () => ({
      subscription,
      variables: { ...variables, after, lists: [list] },
      onNext: (batch) => batch?.invitesLive && onDelta(batch.invitesLive),
    }),
    [variables, after, list, onDelta],
  );
  useSubscription(config);

  const { more, failed } = useMore({ hasNext, isLoadingNext, loadNext }, invites.length);
  if (invites.length === 0) return props.empty;
  const open = invites.filter(isOpen);
  const chosen = open.filter((invite) => selected.has(invite.id)).length;
  const everyone = !hasNext && chosen === open.length;
  const box: Column = {
    key: 'select',
    title: 'Selection',
    width: 52,
    rank: 0,
    head: open.length > 0 && (
      <Checkbox
        label="Select all loaded invites"
        checked={everyone}
        mixed={chosen > 0 && !everyone}
        onChange={() => onSelect(open, chosen < open.length)}
      />
    ),
  };
  const beside = <ListNews count={props.filtered ? total : null} fresh={fresh} onShow={showFresh} />;
  const name: Column = { key: 'name', title: 'Invited', width: 0, rank: 0, beside };
  return (
    <VirtualTable
      label="Invites"
      tall
      columns={[box, name, ...columns]}
      count={invites.length}
      complete={!hasNext}
      stale={props.stale}
      scroller={scroller}
      onEnd={more}
      footer={
        <ListFooter
          count={invites.length}
          more={hasNext}
          failed={failed}
          onRetry={more}
          noun="invites, the newest first"
        />
      }
      row={(index) => {
        const invite = invites[index];
        return (
          invite && (
            <InviteRow
              key={invite.id}
              index={index}
              invite={invite}
              selected={selected.has(invite.id)}
              onSelect={isOpen(invite) ? (chosenNow) => onSelect([invite], chosenNow) : null}
              actions={props.actions}
              onMenu={setMenuOpen}
            />
          )
        );
      }}
    />
  );
}
