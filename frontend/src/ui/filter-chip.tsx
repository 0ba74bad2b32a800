import { useState, type KeyboardEvent } from 'react';
import {
  Autocomplete,
  Button as AriaButton,
  DialogTrigger,
  Input,
  Menu,
  Popover,
  SearchField,
  useFilter,
} from 'react-aria-components';
import { Button } from './button';
import css from './filter-chip.module.css';
import { Icon } from './icon';
import { MenuItem } from './menu';

export interface Option {
  readonly id: string;
  readonly name: string;
}

interface FilterChipProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  readonly onChange: (ids: string[]) => void;
  /** Set where the server searches among more options than are loaded. */
  readonly onSearch?: (text: string) => void;
  /** The choice is shown elsewhere: the chip only opens the list. */
  readonly plain?: boolean;
}

/** So many options the server gives at once. */
const optionsLoaded = 100;

/** A dashed chip that becomes a filter: several values, one of which is enough. */
export function FilterChip({ label, options, chosen, onChange, onSearch, plain = false }: FilterChipProps) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const [open, setOpen] = useState(false);
  const active = chosen.length > 0 && !plain;
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    setOpen(false);
  };
  const names = options.filter((option) => chosen.includes(option.id)).map((option) => option.name);
  return (
    <span className={css.chip} data-active={active || undefined}>
      <DialogTrigger isOpen={open} onOpenChange={setOpen}>
        <Button variant="chip">
          {!active && <Icon name="plus" size={13} />}
          {label}
          {active && <strong className={css.values}>{summary(names, chosen.length)}</strong>}
        </Button>
        <Popover
          className={css.popover ?? ''}
          aria-label={plain ? label : `Filter by ${label.toLowerCase()}`}
          placement="bottom start"
          offset={5}
        >
          {/* Escape closes; the menu's own habit is to clear what was chosen. */}
          <div role="presentation" onKeyDownCapture={closeOnEscape}>
            <Autocomplete filter={onSearch ? undefined : contains} onInputChange={onSearch}>
              <SearchField className={css.search ?? ''} aria-label={`Search ${label.toLowerCase()}`} autoFocus>
                <Input placeholder={`${label}…`} />
              </SearchField>
              <Menu
                className={css.menu ?? ''}
                aria-label={label}
                selectionMode="multiple"
                selectedKeys={chosen}
                onSelectionChange={(keys) => onChange(keys === 'all' ? [] : [...keys].map(String))}
                renderEmptyState={() => <p className={css.none}>Nothing found.</p>}
              >
                {options.map((option) => (
                  <MenuItem key={option.id} id={option.id} text={option.name}>
                    {option.name}
                  </MenuItem>
                ))}
              </Menu>
            </Autocomplete>
            {onSearch && options.length >= optionsLoaded && (
              <p className={css.rest}>The first {optionsLoaded} are listed. Type to find others.</p>
            )}
          </div>
        </Popover>
      </DialogTrigger>
      {active && (
        <AriaButton className={css.clear ?? ''} aria-label={`Clear filter ${label}`} onPress={() => onChange([])}>
          <Icon name="x" size={12} />
        </AriaButton>
      )}
    </span>
  );
}

function summary(names: readonly string[], count: number): string {
  if (names.length === 0 || count > 2) return `${count} chosen`;
  return names.join(', ');
}
