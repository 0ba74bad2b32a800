import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { NarrowTable } from './narrow-table';
import { SortHeader, type Sort } from './sort-header';
import css from './virtual-table.module.css';

export interface Column {
  readonly key: string;
  readonly title: string;
  /** In px; 0 takes what is left. */
  readonly width: number;
  /** In place of a width: a share of the table, smaller where there is less room. */
  readonly share?: boolean;
  /** Columns with a higher number leave first when the table gets narrow. */
  readonly rank: 0 | 1 | 2 | 3;
  readonly sortable?: boolean;
  readonly hiddenTitle?: boolean;
  /** Stands in the head in place of the title: a box that chooses all rows. */
  readonly head?: ReactNode;
  /** Stands behind the title. */
  readonly beside?: ReactNode;
}

interface VirtualTableProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly count: number;
  readonly complete: boolean;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  readonly row: (index: number) => ReactNode;
  readonly onEnd: () => void;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly footer?: ReactNode;
  readonly stale?: boolean;
  /** Rows have room for a third line where the table is narrow. */
  readonly tall?: boolean;
}

export const rowHeight = 48;
const tallHeight = 66;
const narrowWidth = 520;

/** A plain table of which only the rows in sight exist: 100,000 rows cost as much as fifty. */
export function VirtualTable(props: VirtualTableProps) {
  const { label, columns, count, complete, row, onEnd, scroller } = props;
  const tall = useNarrow(scroller) && props.tall === true;
  const height = tall ? tallHeight : rowHeight;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
    initialRect: { width: 1, height: 900 },
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEnd(last >= count - 15 && !complete, count, onEnd);
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div
      ref={scroller}
      className={css.scroller}
      role="region"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls it
      tabIndex={0}
      data-stale={props.stale || undefined}
    >
      <table
        className={css.table}
        aria-label={label}
        aria-rowcount={complete ? count + 1 : -1}
        data-tall={tall || undefined}
      >
        <colgroup>
          {columns.map((column) => (
            <col
              key={column.key}
              data-rank={column.rank}
              data-share={column.share || undefined}
              style={column.width > 0 ? { width: column.width } : undefined}
            />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <SortHeader key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={before} />
          <NarrowTable value={tall}>{items.map((item) => row(item.index))}</NarrowTable>
          <Spacer height={after} />
        </tbody>
      </table>
      {props.footer}
    </div>
  );
}

// One cell: a span over all columns would bring back the ones that a narrow table hides.
function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className={css.spacer} style={{ height }}>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- hidden room for rows out of sight */}
      <td />
    </tr>
  );
}

function useNarrow(scroller: RefObject<HTMLDivElement | null>): boolean {
  const [narrow, setNarrow] = useState(false);
  useEffect(() => {
    if (!scroller.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setNarrow(entry.contentRect.width <= narrowWidth));
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [scroller]);
  return narrow;
}

function useEnd(near: boolean, count: number, onEnd: () => void): void {
  const latest = useRef(onEnd);
  useEffect(() => {
    latest.current = onEnd;
  });
  useEffect(() => {
    if (near) latest.current();
  }, [near, count]);
}
