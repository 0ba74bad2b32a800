import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

// The address that the browser loaded: elsewhere, somebody came here by a sign-in or a link.
const loaded = performance.getEntriesByType('navigation')[0]?.name ?? location.href;
let hasMoved = new URL(loaded).pathname !== location.pathname;

/**
 * Whoever signs in, or follows a link that goes away with its page, would stand on nothing: they go on at
 * the new page's content. A page that the browser has just loaded begins at its top, as everywhere.
 */
export function useKeptFocus(): void {
  const router = useRouter();
  useEffect(() => {
    if (hasMoved) land();
    hasMoved = true;
    return router.subscribe('onRendered', ({ pathChanged }) => pathChanged && land());
  }, [router]);
}

function land(): void {
  if (document.activeElement === document.body) document.querySelector<HTMLElement>('#main')?.focus();
}
