import { Label, Radio, RadioGroup } from 'react-aria-components';
import css from './choice.module.css';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { id: T; name: string; hint?: string }[];
  readonly onChange: (value: T) => void;
}

/** One of a few, all in sight. */
export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  const choose = (id: string) => {
    const option = options.find((each) => each.id === id);
    if (option) onChange(option.id);
  };
  return (
    <RadioGroup className={css.group ?? ''} value={value} onChange={choose} orientation="horizontal">
      <Label className={css.label ?? ''}>{label}</Label>
      <div className={css.options}>
        {options.map((option) => (
          <Radio key={option.id} value={option.id} className={css.option ?? ''}>
            <span className={css.name}>{option.name}</span>
            {option.hint && <span className={css.hint}>{option.hint}</span>}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
