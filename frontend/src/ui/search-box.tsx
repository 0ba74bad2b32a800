import { useState } from 'react';
import { Button as AriaButton, Input, SearchField } from 'react-aria-components';
import { useDebounced } from '~/lib/debounced';
import { Icon } from './icon';
import css from './search-box.module.css';

interface SearchBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The page's search: `/` jumps here. What is typed counts once it rests, or at once with Enter. */
export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    // Somebody else moved the address: back button, "clear filters".
    setKnown(value);
    setText(value);
  }
  useDebounced(text, value, 250, onChange);
  return (
    <SearchField
      className={css.field ?? ''}
      aria-label={label}
      value={text}
      onChange={setText}
      onSubmit={onChange}
      onClear={() => onChange('')}
    >
      <Icon name="search" size={15} />
      <Input className={css.input ?? ''} placeholder={label} data-page-search="" />
      <AriaButton className={css.clear ?? ''} aria-label="Clear search">
        <Icon name="x" size={13} />
      </AriaButton>
    </SearchField>
  );
}
