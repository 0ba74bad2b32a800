import { useContext, type ReactNode } from 'react';
import { Avatar } from './avatar';
import css from './cells.module.css';
import { Icon, type IconName } from './icon';
import { NarrowTable } from './narrow-table';

interface NameCellProps {
  readonly name: string;
  readonly below: string | null;
  readonly onOpen?: () => void;
  /** In place of the plain name: the name as a link to somewhere else. */
  readonly link?: ReactNode;
  /** In place of the initials, for what is no person. */
  readonly icon?: IconName;
  readonly tag?: string;
  /** Stands below where the table is too narrow for its own column. */
  readonly narrow?: ReactNode;
  /** The same, as a line of its own: for tables whose rows are tall where narrow. */
  readonly third?: ReactNode;
}

/** Who or what the row is about: in bold, with what tells two of the same name apart below. */
export function NameCell({ name, below, onOpen, link, icon, tag, narrow, third }: NameCellProps) {
  const narrowTable = useContext(NarrowTable);
  return (
    <th scope="row" data-rank={0}>
      <span className={css.name}>
        {icon ? (
          <span className={css.tile}>
            <Icon name={icon} size={15} />
          </span>
        ) : (
          <Avatar name={name} />
        )}
        <span className={css.lines}>
          {onOpen ? (
            <button type="button" className={css.open} onClick={onOpen}>
              {name}
            </button>
          ) : (
            <span className={css.first}>
              {link ?? name}
              {tag && <span className={css.tag}>{tag}</span>}
            </span>
          )}
          {below && (
            <span className={css.below} data-hidden-narrow={narrow ? '' : undefined}>
              {below}
            </span>
          )}
          {narrow && <span className={css.narrow}>{narrow}</span>}
          {third && narrowTable && <span className={css.narrow}>{third}</span>}
        </span>
      </span>
    </th>
  );
}

/** Several names in one line; the whole on hover. */
export function NamesCell({ names, rank }: { names: readonly string[]; rank: 0 | 1 | 2 | 3 }) {
  const text = names.join(', ');
  return (
    <td data-rank={rank} title={names.length > 1 ? text : undefined}>
      {text || <Nothing />}
    </td>
  );
}

/** `--`, as it is read out: nothing. */
export function Nothing({ children = 'none' }: { children?: ReactNode }) {
  return (
    <>
      <span aria-hidden="true">--</span>
      <span className={css.spoken}>{children}</span>
    </>
  );
}
