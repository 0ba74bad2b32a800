import type { ReactNode } from 'react';
import { Button } from './button';
import css from './bulk-bar.module.css';
import { Toolbar } from './page';

/** Stands where the filters stood, so that nothing jumps: what can be done to all chosen rows at once. */
export function BulkBar({ count, onClear, children }: { count: number; onClear: () => void; children: ReactNode }) {
  return (
    <Toolbar>
      <strong className={css.count} role="status">
        {count} selected
      </strong>
      {children}
      <Button variant="ghost" onPress={onClear}>
        Clear
      </Button>
    </Toolbar>
  );
}
