import { BrandMark } from '~/ui/brand-mark';
import { TableSkeleton } from '~/ui/table-skeleton';
import frame from './shell.module.css';
import bar from './top-bar.module.css';

/** The frame while it is not known yet who asks: the same grid, so that nothing jumps. */
export function FrameSkeleton() {
  return (
    <div className={frame.frame} aria-busy="true">
      <div className={bar.bar}>
        <span className={bar.brand}>
          <BrandMark />
          <span className={bar.word}>Doorward</span>
        </span>
      </div>
      <div className={frame.side} />
      <div className={frame.sheet}>
        <TableSkeleton />
      </div>
    </div>
  );
}
