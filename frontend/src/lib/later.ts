import { useEffect, useState } from 'react';

const patience = 4_000;
const signs = ['pointermove', 'pointerdown', 'keydown', 'touchstart'] as const;

/** True once somebody begins to use the page, or has read for a while: time for what the first sight does not need. */
export function useLater(): boolean {
  const [later, setLater] = useState(false);
  useEffect(() => {
    const begin = () => setLater(true);
    const timer = setTimeout(begin, patience);
    for (const sign of signs) window.addEventListener(sign, begin, { once: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signs) window.removeEventListener(sign, begin);
    };
  }, []);
  return later;
}
