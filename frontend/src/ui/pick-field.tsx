import { useId } from 'react';
import { FilterChip, type Option } from './filter-chip';
import { Icon } from './icon';
import css from './pick-field.module.css';

interface PickFieldProps<T extends Option> {
  readonly label: string;
  readonly noun: string;
  readonly options: readonly T[];
  readonly chosen: readonly T[];
  readonly onChange: (chosen: readonly T[]) => void;
  readonly onSearch: (text: string) => void;
}

/** Several out of many: what is chosen stands as tags, the rest is searched on the server. */
export function PickField<T extends Option>({ label, noun, options, chosen, onChange, onSearch }: PickFieldProps<T>) {
  const id = useId();
  const known = [...chosen, ...options.filter((option) => !chosen.some((each) => each.id === option.id))];
  return (
    <div role="group" aria-labelledby={id} className={css.field}>
      <span id={id} className={css.label}>
        {label}
      </span>
      <div className={css.line}>
        {chosen.map((option) => (
          <span key={option.id} className={css.tag}>
            <span className={css.name}>{option.name}</span>
            <button
              type="button"
              className={css.remove}
              aria-label={`Remove ${option.name}`}
              onClick={() => onChange(chosen.filter((each) => each.id !== option.id))}
            >
              <Icon name="x" size={12} />
            </button>
          </span>
        ))}
        <FilterChip
          label={`Add ${noun}`}
          plain
          options={options}
          chosen={chosen.map((option) => option.id)}
          onSearch={onSearch}
          onChange={(ids) => onChange(known.filter((option) => ids.includes(option.id)))}
        />
      </div>
    </div>
  );
}
