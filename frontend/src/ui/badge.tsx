import type { ReactNode } from 'react';
import css from './badge.module.css';

export type Tone = 'ok' | 'warn' | 'bad' | 'mute' | 'accent';

/** A state in words with a dot: colour alone says nothing. */
export function Badge({ tone, dot = tone, children }: { tone: Tone; dot?: Tone; children: ReactNode }) {
  return (
    <span className={css.badge} data-tone={tone}>
      <span className={css.dot} data-tone={dot} aria-hidden="true" />
      {children}
    </span>
  );
}
