import { useSocketState } from '~/lib/live-socket';
import { Badge } from './badge';

const texts = { live: 'Live', connecting: 'Connecting…', reconnecting: 'Reconnecting…' } as const;
const tones = { live: 'mute', connecting: 'mute', reconnecting: 'warn' } as const;
const dots = { live: 'ok', connecting: 'mute', reconnecting: 'warn' } as const;

export function LivePill() {
  const state = useSocketState();
  return (
    <span role="status">
      <Badge tone={tones[state]} dot={dots[state]}>
        {texts[state]}
      </Badge>
    </span>
  );
}
