import type { Theme } from '~/lib/theme';
import type { IconName } from '~/ui/icon';

export const themes: readonly { id: Theme; name: string; icon: IconName }[] = [
  { id: 'system', name: 'As the system', icon: 'monitor' },
  { id: 'light', name: 'Light', icon: 'sun' },
  { id: 'dark', name: 'Dark', icon: 'moon' },
];
