import { Link } from '@tanstack/react-router';
import type { ApiError } from '~/gql/api-error';
import { AuthCard, AuthNotice } from '~/ui/auth-card';
import css from '~/ui/auth-link.module.css';
import { ErrorReference } from '~/ui/banner';

/** In place of the whole frame: the tenant is not there, not the viewer's, or the server is away. */
export function TenantError({ error, retry }: { error: ApiError; retry: () => void }) {
  // The sign-in page is on its way.
  if (error.category === 'AUTHENTICATION') return null;
  const passing = error.category === 'UNAVAILABLE' || error.category === 'INTERNAL';
  return (
    <AuthCard title={titleOf(error)}>
      <AuthNotice tone={passing ? 'bad' : 'mute'}>
        {passing ? error.userMessage : 'It does not exist, or you are not an active user of it.'} {error.next}
        <ErrorReference error={error} />
      </AuthNotice>
      {passing ? (
        <button type="button" className={css.link} onClick={retry}>
          Try again
        </button>
      ) : (
        <Link to="/tenants" className={css.link}>
          Choose another tenant
        </Link>
      )}
    </AuthCard>
  );
}

function titleOf({ category }: ApiError): string {
  if (category === 'UNAVAILABLE') return 'Doorward cannot be reached';
  return category === 'INTERNAL' ? 'Something went wrong' : 'You cannot enter this tenant';
}
