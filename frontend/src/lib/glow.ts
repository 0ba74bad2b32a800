import { useSyncExternalStore } from 'react';

const lasting = 1_600;
const glowing = new Map<string, ReturnType<typeof setTimeout>>();
const listeners = new Set<() => void>();

function notify(): void {
  for (const listener of listeners) listener();
}

/** Lets rows glow for a moment, because somebody changed them just now. */
export function glow(ids: readonly string[]): void {
  if (ids.length === 0) return;
  for (const id of ids) {
    clearTimeout(glowing.get(id));
    glowing.set(
      id,
      setTimeout(() => fade(id), lasting),
    );
  }
  notify();
}

function fade(id: string): void {
  glowing.delete(id);
  notify();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useGlow(id: string): boolean {
  return useSyncExternalStore(subscribe, () => glowing.has(id));
}
