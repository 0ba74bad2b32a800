import { useEffect, useRef } from 'react';

export type Shortcut = 'mod+k' | '/' | '?';

function shortcutOf(event: KeyboardEvent): Shortcut | null {
  if (event.altKey) return null;
  const key = event.key.toLowerCase();
  if (event.metaKey || event.ctrlKey) return key === 'k' ? 'mod+k' : null;
  return key === '/' || key === '?' ? key : null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** `act` says whether it took the key; else the browser keeps it. Nothing is taken from an open dialog or, for single keys, from a field. */
export function useShortcuts(act: (shortcut: Shortcut) => boolean): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event);
      if (!shortcut || event.defaultPrevented || document.querySelector('[data-modal]')) return;
      if (shortcut.length === 1 && isTyping(event.target)) return;
      if (latest.current(shortcut)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Jumps to the page's own search; false when there is none or it has the focus already. */
export function focusPageSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('[data-page-search]');
  if (!field || field === document.activeElement) return false;
  field.focus();
  field.select();
  return true;
}
