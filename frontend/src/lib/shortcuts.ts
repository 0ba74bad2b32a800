import { useEffect, useRef } from 'react';

export type Shortcut = 'mod+k' | '/' | '?';

function shortcutOf(event: KeyboardEvent): Shortcut | null {
  if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === 'k') return 'mod+k';
  if (event.metaKey || event.ctrlKey || event.altKey) return null;
  return event.key === '/' || event.key === '?' ? event.key : null;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Single keys are left alone while somebody types or a dialog is open. */
export function useShortcuts(act: (shortcut: Shortcut) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event);
      if (!shortcut || event.defaultPrevented) return;
      if (shortcut !== 'mod+k' && (isTyping(event.target) || document.querySelector('[role=dialog][data-modal]'))) return;
      event.preventDefault();
      latest.current(shortcut);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
