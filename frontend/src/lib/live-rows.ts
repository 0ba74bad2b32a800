import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { glow } from './glow';

/** What a list's subscription says in one batch; the store has taken it in already. */
export interface ListDelta {
  readonly reset: boolean;
  readonly added: readonly { readonly node: { readonly id: string } }[];
  readonly changed: readonly { readonly id: string }[];
  readonly removed: readonly string[];
}

interface LiveRows {
  readonly ids: readonly string[];
  /** Every row of the list is loaded. */
  readonly complete: boolean;
  /** New rows belong on top, and the store puts them there. */
  readonly newestFirst: boolean;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly refresh: () => void;
  readonly onGone: (ids: readonly string[]) => void;
}

/**
 * Keeps a list calm while it lives: rows come in by themselves only where nobody is reading further
 * down; else a pill counts them. Nothing that is being looked at moves.
 */
export function useLiveRows(rows: LiveRows) {
  const [fresh, setFresh] = useState(0);
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
  });

  const onDelta = useCallback((delta: ListDelta) => {
    const { ids, complete, newestFirst, scroller, refresh, onGone } = latest.current;
    if (delta.reset) return refresh();
    const added = delta.added.map((edge) => edge.node.id).filter((id) => !ids.includes(id));
    glow([...added, ...delta.changed.map((record) => record.id)]);
    if (delta.removed.length > 0) onGone(delta.removed);
    if (added.length === 0) return;
    const rowHeight = scroller.current?.querySelector('tbody > tr:not([aria-hidden])')?.clientHeight ?? 0;
    const atTop = (scroller.current?.scrollTop ?? 0) <= rowHeight / 2;
    if (newestFirst && atTop) return;
    if (!newestFirst && complete && atTop) return refresh();
    setFresh((count) => count + added.length);
    if (newestFirst) requestAnimationFrame(() => scroller.current?.scrollBy(0, added.length * rowHeight));
  }, []);

  const showFresh = useCallback(() => {
    setFresh(0);
    const { newestFirst, scroller, refresh } = latest.current;
    if (newestFirst) scroller.current?.scrollTo({ top: 0 });
    else refresh();
  }, []);

  return { fresh, onDelta, showFresh };
}
