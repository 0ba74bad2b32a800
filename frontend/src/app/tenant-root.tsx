import { getRouteApi } from '@tanstack/react-router';
import { Suspense, useCallback, useEffect, useReducer } from 'react';
import { RelayEnvironmentProvider } from 'react-relay/hooks';
import { connectTenant, type TenantConnection } from '~/gql/environment';
import { onSessionEnded } from '~/gql/session';
import { rememberTenant } from '~/lib/last-tenant';
import { SocketContext } from '~/lib/live-socket';
import { ErrorBoundary } from '~/ui/error-boundary';
import { FrameSkeleton } from './frame-skeleton';
import { Shell } from './shell';
import { TenantError } from './tenant-error';

const route = getRouteApi('/t/$tenant');
const connections = new Map<string, TenantConnection>();

/** Kept while the page lives: coming back to a tenant shows at once what was there. Its socket closes with its last subscription. */
function connectionOf(slug: string): TenantConnection {
  const connection = connections.get(slug) ?? connectTenant(slug);
  connections.set(slug, connection);
  return connection;
}

export function TenantRoot() {
  const { tenant } = route.useParams();
  // Relay keeps what failed: a retry of the whole frame begins with an empty store.
  const [attempt, countAttempt] = useReducer((count: number) => count + 1, 0);
  const { environment, socket } = connectionOf(tenant);
  const reconnect = useCallback(() => {
    connections.delete(tenant);
    countAttempt();
  }, [tenant]);
  useEffect(() => rememberTenant(tenant), [tenant]);
  useEffect(() => onSessionEnded(goToSignIn), []);
  return (
    <RelayEnvironmentProvider key={`${tenant} ${attempt}`} environment={environment}>
      <SocketContext value={socket}>
        <ErrorBoundary
          resetKey={tenant}
          onRetry={reconnect}
          fallback={(error, retry) => <TenantError error={error} retry={retry} />}
        >
          <Suspense fallback={<FrameSkeleton />}>
            <Shell slug={tenant} />
          </Suspense>
        </ErrorBoundary>
      </SocketContext>
    </RelayEnvironmentProvider>
  );
}

/** A whole page load: nothing of one person stays in memory for the next. Only a session that was seen can have ended. */
function goToSignIn() {
  const why = document.querySelector('main') ? 'ended' : 'needed';
  const here = `${location.pathname}${location.search}`;
  location.replace(`/sign-in?returnTo=${encodeURIComponent(here)}&why=${why}`);
}
