import { ToggleButton } from 'react-aria-components';
import css from './toggle-chip.module.css';
import { Icon } from './icon';

/** A filter that is either on or off. */
export function ToggleChip({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <ToggleButton className={css.chip ?? ''} isSelected={on} onChange={onChange}>
      <Icon name={on ? 'check' : 'plus'} size={13} />
      {label}
    </ToggleButton>
  );
}
