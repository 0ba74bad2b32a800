import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from './button';
import { Icon } from './icon';
import css from './side-panel.module.css';

/** A panel beside the list, which stays in use: not modal, Escape closes it. */
export function SidePanel({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    panel.current?.focus();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('[data-modal]')) onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <aside ref={panel} className={css.panel} aria-label={label} tabIndex={-1}>
      <div className={css.close}>
        <Button variant="icon" hint="Close" onPress={onClose}>
          <Icon name="x" />
        </Button>
      </div>
      {children}
    </aside>
  );
}
