import { useMay } from '~/lib/may';
import { usePlayground } from '~/lib/playground';
import { useTenant } from '~/lib/tenant-context';
import { applyTheme, useTheme } from '~/lib/theme';
import type { IconName } from '~/ui/icon';
import { useSignOut } from './sign-out';
import { themes } from './themes';

interface PaletteAct {
  readonly id: string;
  readonly name: string;
  readonly icon: IconName;
  readonly act: () => void;
}

interface Openers {
  readonly onInvite: () => void;
  readonly onHelp: () => void;
}

/** What can be done from anywhere, as far as the viewer may. */
export function usePaletteActs({ onInvite, onHelp }: Openers): PaletteAct[] {
  const may = useMay();
  const { slug, name } = useTenant();
  const theme = useTheme();
  const leave = useSignOut();
  const playground = usePlayground();
  const invite: PaletteAct = { id: 'invite', name: `Invite to ${name}`, icon: 'mail', act: onInvite };
  const tryOut: PaletteAct = {
    id: 'playground',
    name: 'Open the playground',
    icon: 'terminal',
    act: () => void window.open(`/playground/?tenant=${slug}`, '_blank', 'noreferrer'),
  };
  return [
    ...(may('INVITES_SEND') ? [invite] : []),
    ...(playground ? [tryOut] : []),
    ...themes
      .filter((each) => each.id !== theme)
      .map(({ id, name: title, icon }): PaletteAct => ({
        id: `theme-${id}`,
        name: `Theme: ${title.toLowerCase()}`,
        icon,
        act: () => applyTheme(id),
      })),
    { id: 'help', name: 'Keyboard shortcuts', icon: 'keyboard', act: onHelp },
    { id: 'leave', name: 'Sign out', icon: 'signout', act: leave },
  ];
}
