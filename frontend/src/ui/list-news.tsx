import { Button } from './button';
import { Icon } from './icon';
import { VisuallyHidden } from './visually-hidden';

interface ListNewsProps {
  /** How many rows match; null where the tab's badge says it already. */
  readonly count: number | null;
  /** How many came in that are not shown yet. */
  readonly fresh: number;
  /** Rows changed, and no longer stand where the order has them. */
  readonly moved?: boolean;
  readonly onShow: () => void;
}

/** Beside the first column's title, where it covers nothing: how many there are, and what is not shown yet. */
export function ListNews({ count, fresh, moved = false, onShow }: ListNewsProps) {
  return (
    <>
      {count !== null && (
        <>
          {count.toLocaleString('en')}
          <VisuallyHidden> in this list</VisuallyHidden>
        </>
      )}{' '}
      {(fresh > 0 || moved) && (
        <Button variant="primary" size="sm" onPress={onShow}>
          <Icon name={fresh > 0 ? 'sortup' : 'refresh'} size={13} />
          {fresh > 0 ? `${fresh} new` : 'Sort again'}
        </Button>
      )}
    </>
  );
}
