import { Icon } from '~/ui/icon';
import css from './palette.module.css';

/** The palette's field while its code is still on the way: what is typed already is handed over. */
export function PaletteOpening({ onType }: { onType: (text: string) => void }) {
  return (
    <div className={css.overlay}>
      <div className={css.modal}>
        <div className={css.search}>
          <Icon name="search" size={17} />
          <input autoFocus aria-label="Search or jump to" onChange={(event) => onType(event.target.value)} />
        </div>
      </div>
    </div>
  );
}
