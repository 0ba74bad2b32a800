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

interface Message {
  readonly text: string;
  readonly tone: 'ok' | 'bad';
}

const queue = new ToastQueue<Message>({ maxVisibleToasts: 3 });

/** Says what was done. What needs reading (why an act failed, what to do) stands on the page: see FailureBoard. */
export function toast(text: string, tone: Message['tone'] = 'ok'): void {
  queue.add({ text, tone }, { timeout: tone === 'ok' ? 5_000 : 8_000 });
}

export function Toasts() {
  return (
    <ToastRegion queue={queue} className={css.region ?? ''} aria-label="Messages">
      {({ toast: message }) => (
        <Toast toast={message} className={css.toast ?? ''} data-tone={message.content.tone}>
          <Icon name={message.content.tone === 'ok' ? 'check' : 'alert'} />
          <ToastContent className={css.content ?? ''}>
            <Text slot="title">{message.content.text}</Text>
          </ToastContent>
          <Button slot="close" variant="icon" size="sm" aria-label="Dismiss">
            <Icon name="x" size={13} />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
