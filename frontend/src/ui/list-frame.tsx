import { Suspense, type ReactNode } from 'react';
import { ErrorBoundary } from './error-boundary';
import { ErrorState } from './error-state';
import css from './list-frame.module.css';
import { TableSkeleton } from './table-skeleton';

interface ListFrameProps {
  /** Identifies the list on screen; a new one forgets the last one's failure. */
  readonly listKey: string;
  readonly onRetry: () => void;
  readonly children: ReactNode;
}

/** The place of a list: bones while it loads, the reason when it cannot. */
export function ListFrame({ listKey, onRetry, children }: ListFrameProps) {
  return (
    <div className={css.frame}>
      <ErrorBoundary
        resetKey={listKey}
        onRetry={onRetry}
        fallback={(error, retry) => <ErrorState error={error} retry={retry} />}
      >
        <Suspense fallback={<TableSkeleton />}>{children}</Suspense>
      </ErrorBoundary>
    </div>
  );
}
