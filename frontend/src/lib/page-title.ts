import { useEffect } from 'react';

/** Names the browser's tab, the narrowest part first: of several tabs only the beginnings are in sight. */
export function usePageTitle(...parts: readonly string[]): void {
  const title = [...parts, 'Doorward'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
