import {
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
  Text,
} from 'react-aria-components';
import { Button } from './button';
import { Icon } from './icon';
import type { Message } from './toast';
import css from './toasts.module.css';

const queue = new ToastQueue<Message>({ maxVisibleToasts: 3 });

/** Puts a message up; what was said of the same records before is taken away. */
export function show(message: Message): void {
  for (const { key, content } of queue.visibleToasts) {
    if (content.about.some((id) => message.about.includes(id))) queue.close(key);
  }
  queue.add(message, { timeout: message.tone === 'ok' && !message.onUndo ? 5_000 : 8_000 });
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
