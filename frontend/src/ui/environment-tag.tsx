import { type ChipTenant, environmentChip } from '~/lib/environment-chip';
import css from './environment-tag.module.css';

/** Which environment one is in, by word and colour: nobody should deactivate in production what was meant for the sandbox. */
export function EnvironmentTag({ tenant }: { tenant: ChipTenant }) {
  const chip = environmentChip(tenant);
  if (!chip) return null;
  return (
    <span className={css.tag} data-tone={chip.tone}>
      {chip.label}
    </span>
  );
}
