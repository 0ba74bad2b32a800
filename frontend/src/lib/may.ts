import { createContext, useContext } from 'react';

/** What the viewer may do in this tenant; the shell fills it from the store, so that it follows every change. */
export const MayContext = createContext<ReadonlySet<string>>(new Set());

export function useMay(): (permission: string) => boolean {
  const held = useContext(MayContext);
  return (permission) => held.has(permission);
}
