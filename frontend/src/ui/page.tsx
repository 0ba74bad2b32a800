import type { ReactNode } from 'react';
import { usePageTitle } from '~/lib/page-title';
import { useTenant } from '~/lib/tenant-context';
import css from './page.module.css';

interface PageProps {
  readonly title: string;
  readonly beside?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, beside, action, children }: PageProps) {
  const { name } = useTenant();
  usePageTitle(title, name);
  return (
    <div className={css.page}>
      <div className={css.header}>
        <h1>{title}</h1>
        {beside}
        <span className={css.gap} />
        {action}
      </div>
      {children}
    </div>
  );
}

export function Toolbar({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <div className={css.toolbar}>
      {children}
      <span className={css.gap} />
      {end && <span className={css.end}>{end}</span>}
    </div>
  );
}

export function Pill({ children }: { children: ReactNode }) {
  return <div className={css.pill}>{children}</div>;
}
