import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { SignInPage, signInReasons, type SignInReason } from '~/features/sign-in/sign-in-page';
import { loaded } from '~/lib/part';
import { safeReturnTo } from '~/lib/return-to';
import { listOf, parseSearch, stringifySearch } from '~/lib/search-params';
import { NotFound } from './not-found';
import { OldPage } from './old-page';
import { RouteError } from './route-error';
import { readListSearch, readUsersSearch } from './search';

const root = createRootRoute({ component: Root, notFoundComponent: NotFound, errorComponent: RouteError });

function Root() {
  return (
    <>
      <OldPage />
      <Outlet />
    </>
  );
}

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => loaded(() => import('./tenants-route')), 'HomeRoute'),
});

const tenants = createRoute({
  getParentRoute: () => root,
  path: '/tenants',
  component: lazyRouteComponent(() => loaded(() => import('./tenants-route')), 'TenantsRoute'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInRoute,
  validateSearch: (search): { returnTo?: string; why?: SignInReason } => ({
    returnTo: safeReturnTo(search.returnTo) ?? undefined,
    why: listOf(search.why, signInReasons)[0],
  }),
});

function SignInRoute() {
  const { returnTo, why } = signIn.useSearch();
  return <SignInPage returnTo={returnTo ?? '/'} why={why ?? null} />;
}

const accept = createRoute({
  getParentRoute: () => root,
  path: '/accept',
  component: lazyRouteComponent(() => loaded(() => import('~/features/accept/accept-page')), 'AcceptPage'),
});

const tenant = createRoute({
  getParentRoute: () => root,
  path: '/t/$tenant',
  component: lazyRouteComponent(() => loaded(() => import('./tenant-root')), 'TenantRoot'),
});

const tenantHome = createRoute({
  getParentRoute: () => tenant,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/t/$tenant/users', params, replace: true });
  },
});

const users = createRoute({
  getParentRoute: () => tenant,
  path: '/users',
  component: lazyRouteComponent(() => loaded(() => import('./users-route')), 'UsersRoute'),
  validateSearch: readUsersSearch,
});

const groups = createRoute({
  getParentRoute: () => tenant,
  path: '/groups',
  component: lazyRouteComponent(() => loaded(() => import('./list-routes')), 'GroupsRoute'),
  validateSearch: readListSearch,
});

const roles = createRoute({
  getParentRoute: () => tenant,
  path: '/roles',
  component: lazyRouteComponent(() => loaded(() => import('./list-routes')), 'RolesRoute'),
  validateSearch: readListSearch,
});

const flags = createRoute({
  getParentRoute: () => tenant,
  path: '/flags',
  component: lazyRouteComponent(() => loaded(() => import('./list-routes')), 'FlagsRoute'),
});

const journal = createRoute({
  getParentRoute: () => tenant,
  path: '/journal',
  component: lazyRouteComponent(() => loaded(() => import('./list-routes')), 'JournalRoute'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    tenants,
    signIn,
    accept,
    tenant.addChildren([tenantHome, users, groups, roles, flags, journal]),
  ]),
  parseSearch,
  stringifySearch,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
