import css from './name-list.module.css';

/** Everybody whom an act over several touches, by name; it scrolls when they are many. */
export function NameList({ label, names }: { label: string; names: readonly string[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls it
    <ul className={css.list} aria-label={label} tabIndex={0}>
      {names.map((name, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two may have the same name, and nothing moves
        <li key={index}>{name}</li>
      ))}
    </ul>
  );
}
