import { Icon } from './icon';
import type { Column } from './virtual-table';
import css from './virtual-table.module.css';
import { VisuallyHidden } from './visually-hidden';

export interface Sort {
  readonly key: string;
  readonly descending: boolean;
}

interface SortHeaderProps {
  readonly column: Column;
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
}

export function SortHeader({ column, sort, onSort }: SortHeaderProps) {
  if (!column.sortable || !onSort) {
    return (
      <th scope="col" data-rank={column.rank}>
        {column.head ?? (column.hiddenTitle ? <VisuallyHidden>{column.title}</VisuallyHidden> : column.title)}
        {column.beside && <span className={css.beside}>{column.beside}</span>}
      </th>
    );
  }
  const active = sort?.key === column.key;
  const descending = active && sort.descending;
  return (
    <th scope="col" data-rank={column.rank} aria-sort={active ? (descending ? 'descending' : 'ascending') : undefined}>
      <button
        type="button"
        className={css.sort}
        data-active={active || undefined}
        onClick={() => onSort({ key: column.key, descending: active && !descending })}
      >
        {column.title}
        <Icon name={descending ? 'sortdown' : 'sortup'} size={12} />
      </button>
      {column.beside && <span className={css.beside}>{column.beside}</span>}
    </th>
  );
}
