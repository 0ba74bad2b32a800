import { useCallback, useState } from 'react';

/** Which rows are chosen, with what is needed to name them; a row that leaves the list is dropped. */
export function useSelection<T extends { readonly id: string }>() {
  const [selected, setSelected] = useState<ReadonlyMap<string, T>>(new Map());
  const choose = useCallback((items: readonly T[], chosen: boolean) => {
    setSelected((before) => {
      const after = new Map(before);
      for (const item of items) {
        if (chosen) after.set(item.id, item);
        else after.delete(item.id);
      }
      return after;
    });
  }, []);
  const drop = useCallback((ids: readonly string[]) => {
    setSelected((before) => new Map([...before].filter(([id]) => !ids.includes(id))));
  }, []);
  const clear = useCallback(() => setSelected(new Map()), []);
  return { selected, choose, drop, clear };
}
