import type { ReactNode } from 'react';
import { usePageTitle } from '~/lib/page-title';
import css from './auth-card.module.css';
import { BrandMark } from './brand-mark';

/** The card of the pages in front of the door. They carry no component library: they are the first thing to load. */
export function AuthCard({ title, intro, children }: { title: string; intro?: ReactNode; children?: ReactNode }) {
  usePageTitle(title);
  return (
    <div className={css.page}>
      <main className={css.card}>
        <div className={css.brand}>
          <BrandMark size={34} />
          <span>Doorward</span>
        </div>
        <h1 className={css.title}>{title}</h1>
        {intro && <div className={css.intro}>{intro}</div>}
        {children}
      </main>
    </div>
  );
}

export function AuthNotice({ tone, children }: { tone: 'bad' | 'warn' | 'mute'; children: ReactNode }) {
  return (
    <div className={css.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

export function AuthButton({ busy, children }: { busy: boolean; children: ReactNode }) {
  return (
    <button type="submit" className={css.submit} aria-disabled={busy || undefined} data-busy={busy || undefined}>
      {children}
    </button>
  );
}
