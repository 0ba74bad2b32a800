import type { ReactNode } from 'react';
import css from './facts.module.css';
import { Nothing } from './cells';

export function Facts({ children }: { children: ReactNode }) {
  return <dl className={css.facts}>{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>{children ?? <Nothing />}</dd>
    </div>
  );
}

interface PanelSectionProps {
  readonly title: string;
  readonly count: number;
  readonly none: string;
  readonly children: ReactNode;
}

/** A list inside a side panel; says in words when there is nothing in it. */
export function PanelSection({ title, count, none, children }: PanelSectionProps) {
  return (
    <section className={css.section}>
      <h3>{title}</h3>
      {count > 0 ? <ul className={css.list}>{children}</ul> : <p className={css.none}>{none}</p>}
    </section>
  );
}
