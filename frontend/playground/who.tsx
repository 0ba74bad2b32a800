import type { Session } from './session';

interface Props {
  readonly session: Session | null;
  readonly tenant: string;
}

/** Whose session the requests of this page carry, and where they act. */
export function Who({ session, tenant }: Props) {
  if (!session) {
    return (
      <span>
        Nobody is signed in. <a href={`/sign-in?returnTo=${encodeURIComponent(here())}`}>Sign in</a>
      </span>
    );
  }
  return (
    <span>
      Signed in as {session.email}
      {session.tenants.length > 0 && (
        <>
          <span className="playground-dot">·</span>
          <select
            className="playground-tenant"
            aria-label="Tenant"
            title="Moves every tab to this tenant"
            value={tenant}
            onChange={(event) => location.assign(`/playground/?tenant=${encodeURIComponent(event.target.value)}`)}
          >
            {session.tenants.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </select>
        </>
      )}
    </span>
  );
}

const here = () => `${location.pathname}${location.search}`;
