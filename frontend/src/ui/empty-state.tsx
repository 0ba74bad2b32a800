import type { ReactNode } from 'react';
import css from './empty-state.module.css';
import { Icon, type IconName } from './icon';

interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly footer?: ReactNode;
}

/** Nothing to see: what would be here, and the one thing to do about it. */
export function EmptyState({ icon, title, children, action, footer }: EmptyStateProps) {
  return (
    <div className={css.empty}>
      <span className={css.tile}>
        <Icon name={icon} size={20} />
      </span>
      <h2>{title}</h2>
      <div className={css.text}>{children}</div>
      {action && <div className={css.action}>{action}</div>}
      {footer && <div className={css.footer}>{footer}</div>}
    </div>
  );
}
