import type { ReactNode } from 'react';
import { Button } from './button';
import css from './bulk-bar.module.css';
import { Toolbar } from './page';

interface BulkBarProps {
  readonly count: number;
  /** How many the list has, loaded or not. */
  readonly total: number;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** Stands where the filters stood, so that nothing jumps: what can be done to all chosen rows at once. */
export function BulkBar({ count, total, onClear, children }: BulkBarProps) {
  return (
    <Toolbar>
      <strong className={css.count} role="status">
        {count} selected{total > count && ` of ${total.toLocaleString('en')}`}
      </strong>
      {children}
      <Button variant="ghost" onPress={onClear}>
        Clear
      </Button>
    </Toolbar>
  );
}
