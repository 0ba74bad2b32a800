import { useEffect, useState } from 'react';
import css from './table-skeleton.module.css';
import { VisuallyHidden } from './visually-hidden';

/** Rows to come, in the table's own grid; nothing at all while the wait is too short to notice. */
export function TableSkeleton() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <div className={css.wait} />;
  return (
    <div className={css.wait} role="status">
      <VisuallyHidden>Loading…</VisuallyHidden>
      <div aria-hidden="true">
        <div className={css.head} />
        {Array.from({ length: 12 }, (_, index) => (
          <div key={index} className={css.row}>
            <span className={css.circle} />
            <span className={css.lines}>
              <i style={{ width: 90 + ((index * 37) % 60) }} />
              <i style={{ width: 130 + ((index * 53) % 70) }} />
            </span>
            <i className={css.cell} />
            <i className={css.cell} />
            <i className={css.cell} />
          </div>
        ))}
      </div>
    </div>
  );
}
