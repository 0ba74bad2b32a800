import { useNow } from '~/lib/now';
import { absoluteTime, relativeTime } from '~/lib/relative-time';

/** How long ago, with the exact moment on hover; `--` for what never happened. */
export function RelativeTime({ at, never = '--' }: { at: string | null | undefined; never?: string }) {
  const now = useNow();
  if (!at) return <span>{never}</span>;
  return (
    <time dateTime={at} title={absoluteTime(at)}>
      {relativeTime(at, now)}
    </time>
  );
}
