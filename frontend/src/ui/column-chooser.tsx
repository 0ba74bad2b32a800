import { Button } from './button';
import css from './column-chooser.module.css';
import { Icon } from './icon';
import { MenuItem, PopupMenu } from './menu';

interface ColumnChooserProps {
  readonly columns: readonly { key: string; title: string }[];
  readonly shown: readonly string[];
  readonly onChange: (keys: string[]) => void;
}

export function ColumnChooser({ columns, shown, onChange }: ColumnChooserProps) {
  return (
    <PopupMenu
      label="Columns"
      selectionMode="multiple"
      selectedKeys={shown}
      onSelectionChange={(keys) =>
        onChange(keys === 'all' ? columns.map((column) => column.key) : [...keys].map(String))
      }
      trigger={
        <Button aria-label="Columns">
          <Icon name="columns" size={15} />
          <span className={css.word}>Columns</span>
        </Button>
      }
    >
      {columns.map((column) => (
        <MenuItem key={column.key} id={column.key} text={column.title}>
          {column.title}
        </MenuItem>
      ))}
    </PopupMenu>
  );
}
