import {
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
  Text,
} from 'react-aria-components';
import { Button } from './button';
import { Icon } from './icon';
import css from './toast.module.css';

interface ToastOptions {
  /** The records that it tells about: what was said of them before is taken away, since it no longer holds. */
  readonly about?: readonly string[];
  /** Takes back what was done. */
  readonly onUndo?: () => void;
}

interface Message extends ToastOptions {
  readonly text: string;
  readonly tone: 'ok' | 'bad';
}

const queue = new ToastQueue<Message>({ maxVisibleToasts: 3 });

/** Says what was done. What needs reading (why an act failed, what to do) stands on the page: see FailureBoard. */
export function toast(text: string, tone: Message['tone'] = 'ok', { about = [], onUndo }: ToastOptions = {}): void {
  for (const { key, content } of queue.visibleToasts) {
    if (content.about?.some((id) => about.includes(id))) queue.close(key);
  }
  queue.add({ text, tone, about, onUndo }, { timeout: tone === 'ok' && !onUndo ? 5_000 : 8_000 });
}

export function Toasts() {
  return (
    <ToastRegion queue={queue} className={css.region ?? ''} aria-label="Messages">
      {({ toast: shown }) => (
        <Toast toast={shown} className={css.toast ?? ''} data-tone={shown.content.tone}>
          <Icon name={shown.content.tone === 'ok' ? 'check' : 'alert'} />
          <ToastContent className={css.content ?? ''}>
            <Text slot="title">{shown.content.text}</Text>
          </ToastContent>
          {shown.content.onUndo && (
            <Button
              size="sm"
              onPress={() => {
                queue.close(shown.key);
                shown.content.onUndo?.();
              }}
            >
              Undo
            </Button>
          )}
          <Button slot="close" variant="icon" size="sm" aria-label="Dismiss">
            <Icon name="x" size={13} />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
