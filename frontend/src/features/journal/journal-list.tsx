import { useRef, useState, type RefObject } from 'react';
import { useLazyLoadQuery, usePaginationFragment } from 'react-relay/hooks';
import { graphql } from 'relay-runtime';
import type { journalList_page$key } from '~/gql/__generated__/journalList_page.graphql';
import type { journalListPageQuery } from '~/gql/__generated__/journalListPageQuery.graphql';
import type { journalListQuery } from '~/gql/__generated__/journalListQuery.graphql';
import { useListRequest } from '~/lib/list-request';
import { useRefreshOn } from '~/lib/refresh-on';
import { verbText } from '~/lib/verb-text';
import { Button } from '~/ui/button';
import { NameCell, Nothing } from '~/ui/cells';
import { EmptyState } from '~/ui/empty-state';
import { Icon, type IconName } from '~/ui/icon';
import { ListFooter } from '~/ui/list-footer';
import { ListFrame } from '~/ui/list-frame';
import { Pill } from '~/ui/page';
import { RelativeTime } from '~/ui/relative-time';
import { TableRow } from '~/ui/table-row';
import { rowHeight, VirtualTable, type Column } from '~/ui/virtual-table';
import { useMore } from '~/ui/use-more';

const query = graphql`
  query journalListQuery {
    ...journalList_page
  }
`;

const pageFragment = graphql`
  fragment journalList_page on Query
  @refetchable(queryName: "journalListPageQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 50 }, after: { type: "String" }) {
    journal(first: $first, after: $after) @connection(key: "journalList_journal") {
      edges {
        node {
          id
          verb
          at
          actor {
            label
            user {
              id
            }
          }
          subjectLabel
          requestId
        }
      }
    }
  }
`;

const columns: readonly Column[] = [
  { key: 'who', title: 'Who', width: 0, rank: 0 },
  { key: 'what', title: 'What', width: 180, rank: 1 },
  { key: 'about', title: 'About', width: 230, rank: 1 },
  { key: 'request', title: 'Request', width: 190, rank: 3 },
  { key: 'at', title: 'When', width: 104, rank: 0 },
];

const everything = {};

/** What happened, newest first. It follows along while it is scrolled to the top, and only counts while somebody reads. */
export function JournalList() {
  const request = useListRequest(everything);
  const scroller = useRef<HTMLDivElement>(null);
  const [fresh, setFresh] = useState(0);
  useRefreshOn(/./, (count) => {
    if ((scroller.current?.scrollTop ?? 0) < rowHeight / 2) request.refresh();
    else setFresh((before) => before + count);
  });
  const show = () => {
    setFresh(0);
    request.refresh();
  };
  return (
    <ListFrame listKey={request.key} onRetry={request.refresh}>
      {fresh > 0 && (
        <Pill>
          <Button variant="primary" size="sm" onPress={show}>
            <Icon name="sortup" size={13} />
            {fresh} new
          </Button>
        </Pill>
      )}
      <Rows generation={request.generation} scroller={scroller} />
    </ListFrame>
  );
}

function Rows({ generation, scroller }: { generation: number; scroller: RefObject<HTMLDivElement | null> }) {
  const root = useLazyLoadQuery<journalListQuery>(query, {}, { fetchPolicy: 'network-only', fetchKey: generation });
  const { data, loadNext, hasNext, isLoadingNext } = usePaginationFragment<journalListPageQuery, journalList_page$key>(
    pageFragment,
    root,
  );
  const entries = (data.journal?.edges ?? []).map((edge) => edge.node);
  const { more, failed } = useMore({ hasNext, isLoadingNext, loadNext }, entries.length);
  if (entries.length === 0) {
    return (
      <EmptyState icon="journal" title="Nothing has happened yet">
        <p>Every change in this tenant is written here at once, by whom and when, and never altered.</p>
      </EmptyState>
    );
  }
  return (
    <VirtualTable
      label="Journal"
      columns={columns}
      count={entries.length}
      complete={!hasNext}
      scroller={scroller}
      onEnd={more}
      footer={<ListFooter count={entries.length} more={hasNext} failed={failed} onRetry={more} />}
      row={(index) => {
        const entry = entries[index];
        return (
          entry && (
            <TableRow key={entry.id} id={entry.id} index={index}>
              <NameCell
                name={entry.actor.label}
                icon={entry.actor.user ? undefined : iconOf(entry.actor.label)}
                below={null}
                narrow={briefOf(entry.verb, entry.subjectLabel)}
              />
              <td data-rank={1}>{verbText(entry.verb)}</td>
              <td data-rank={1} title={entry.subjectLabel || undefined}>
                {entry.subjectLabel || <Nothing />}
              </td>
              <td data-rank={3}>{entry.requestId ? <code>{entry.requestId}</code> : <Nothing />}</td>
              <td data-rank={0}>
                <RelativeTime at={entry.at} />
              </td>
            </TableRow>
          )
        );
      }}
    />
  );
}

/** What and about whom in one line, for a table too narrow for two columns. */
function briefOf(verb: string, about: string): string {
  return about ? `${verbText(verb)} · ${about}` : verbText(verb);
}

/** Who is no user here has no initials: the program itself, its command line, somebody from outside. */
function iconOf(label: string): IconName {
  if (label === 'Doorward') return 'door';
  return label === 'Command line' ? 'terminal' : 'user';
}
