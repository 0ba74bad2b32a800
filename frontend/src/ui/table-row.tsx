import type { MouseEvent, ReactNode } from 'react';
import { useGlow } from '~/lib/glow';
import css from './table-row.module.css';

interface TableRowProps {
  readonly id: string;
  readonly index: number;
  readonly selected?: boolean;
  readonly onOpen?: () => void;
  readonly children: ReactNode;
}

/** One row. A click anywhere opens it; the keyboard has the link in its first cell. */
export function TableRow({ id, index, selected, onOpen, children }: TableRowProps) {
  const glowing = useGlow(id);
  const open = (event: MouseEvent<HTMLTableRowElement>) => {
    if (!(event.target instanceof Element) || event.target.closest('a, button, input, [role=menu]')) return;
    if (!event.currentTarget.contains(event.target) || getSelection()?.toString()) return;
    onOpen?.();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- a shortcut for the mouse: the first cell holds the link
    <tr
      className={css.row}
      aria-rowindex={index + 2}
      data-glow={glowing || undefined}
      data-selected={selected || undefined}
      data-opens={onOpen ? '' : undefined}
      onClick={onOpen ? open : undefined}
    >
      {children}
    </tr>
  );
}
