import { loaded } from '~/lib/part';

interface ToastOptions {
  /** The records that it tells about: what was said of them before is taken away, since it no longer holds. */
  readonly about?: readonly string[];
  /** Takes back what was done. */
  readonly onUndo?: () => void;
}

export interface Message {
  readonly text: string;
  readonly tone: 'ok' | 'bad';
  readonly about: readonly string[];
  readonly onUndo: (() => void) | undefined;
}

/**
 * Says what was done. What needs reading (why an act failed, what to do) stands on the page: see FailureBoard.
 * The frame loads what shows the messages after the page; one that comes first waits for it.
 */
export function toast(text: string, tone: Message['tone'] = 'ok', { about = [], onUndo }: ToastOptions = {}): void {
  void loaded(() => import('./toasts')).then(({ show }) => show({ text, tone, about, onUndo }));
}
