import { Button } from './button';
import css from './list-footer.module.css';

/** So many rows are kept in memory at most; beyond them a search is faster than scrolling anyway. */
export const rowsKept = 2_000;

interface ListFooterProps {
  readonly count: number;
  readonly more: boolean;
  readonly failed: boolean;
  readonly onRetry: () => void;
  /** What the rows are, for the line that marks the end. */
  readonly noun?: string;
}

/** What stands under the last row. */
export function ListFooter({ count, more, failed, onRetry, noun }: ListFooterProps) {
  if (failed) {
    return (
      <div className={css.footer} role="alert">
        More could not be loaded.{' '}
        <Button size="sm" onPress={onRetry}>
          Try again
        </Button>
      </div>
    );
  }
  if (!more)
    return noun && count > 8 ? (
      <div className={css.footer}>
        That is all: {count.toLocaleString('en')} {noun}.
      </div>
    ) : null;
  return (
    <div className={css.footer} role="status">
      {count >= rowsKept
        ? `The first ${count.toLocaleString('en')} are shown. Search or filter to find others.`
        : 'Loading more…'}
    </div>
  );
}
