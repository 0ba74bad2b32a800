import { CopyButton } from './copy-button';
import css from './facts.module.css';
import { Fact } from './facts';
import { Icon } from './icon';
import { VisuallyHidden } from './visually-hidden';

interface LockedFactProps {
  readonly name: string;
  readonly value: string | null | undefined;
  readonly why: string;
  /** It is worth taking along: an address, an id. */
  readonly copy?: boolean;
}

/** A fact that cannot be edited, with a lock that tells why: nobody has to look for a missing button. */
export function LockedFact({ name, value, why, copy = false }: LockedFactProps) {
  return (
    <Fact name={name}>
      {value ? (
        <span className={css.locked}>
          <span>{value}</span>
          <span className={css.lock} title={why}>
            <Icon name="lock" size={12} />
            <VisuallyHidden>{why}</VisuallyHidden>
          </span>
          {copy && <CopyButton text={value} label={`Copy ${name.toLowerCase()}`} />}
        </span>
      ) : undefined}
    </Fact>
  );
}
