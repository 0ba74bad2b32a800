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

const queue = new ToastQueue<string>({ maxVisibleToasts: 3 });

/** Says what was done. Failures are no toasts: they stay on the page until somebody has read them. */
export function toast(text: string): void {
  queue.add(text, { timeout: 5_000 });
}

export function Toasts() {
  return (
    <ToastRegion queue={queue} className={css.region ?? ''} aria-label="Messages">
      {({ toast: message }) => (
        <Toast toast={message} className={css.toast ?? ''}>
          <Icon name="check" />
          <ToastContent className={css.content ?? ''}>
            <Text slot="title">{message.content}</Text>
          </ToastContent>
          <Button slot="close" variant="icon" size="sm" aria-label="Dismiss">
            <Icon name="x" size={13} />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
