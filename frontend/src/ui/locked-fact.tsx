import { CopyButton } from './copy-button';
import css from './facts.module.css';
import { Fact } from './facts';

/** A fact that cannot be edited, with the reason: nobody has to look for a missing button. */
export function LockedFact({ name, value, why }: { name: string; value: string | null | undefined; why: string }) {
  return (
    <Fact name={name}>
      {value ? (
        <>
          <span className={css.locked}>
            <span>{value}</span>
            <CopyButton text={value} label={`Copy ${name.toLowerCase()}`} />
          </span>
          <span className={css.why}>{why}</span>
        </>
      ) : undefined}
    </Fact>
  );
}
