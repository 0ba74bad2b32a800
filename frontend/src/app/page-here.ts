import { useRouterState } from '@tanstack/react-router';
import { pageGroups, type PageLink } from './pages';

/** Which page is open, without its search: whoever goes to another tenant stays on it. */
export function usePageHere(): PageLink['to'] {
  const route = useRouterState({ select: (state) => state.matches.at(-1)?.routeId });
  const pages = pageGroups.flatMap((group) => group.pages);
  return pages.find((page) => page.to === route)?.to ?? '/t/$tenant/users';
}
