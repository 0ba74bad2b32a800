import { Button } from './button';
import { Icon } from './icon';
import { Toolbar } from './page';
import { SearchBox } from './search-box';

interface ListToolbarProps {
  readonly label: string;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly onRefresh: () => void;
}

/** The toolbar of a list that is only searched. */
export function ListToolbar({ label, search, onSearch, onRefresh }: ListToolbarProps) {
  return (
    <Toolbar
      end={
        <Button variant="square" hint="Refresh data" onPress={onRefresh}>
          <Icon name="refresh" size={15} />
        </Button>
      }
    >
      <SearchBox label={label} value={search} onChange={onSearch} />
    </Toolbar>
  );
}
