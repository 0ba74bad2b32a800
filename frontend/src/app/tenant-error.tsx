import { Link } from '@tanstack/react-router';
import type { ApiError } from '~/gql/api-error';
import { AuthCard, AuthNotice } from '~/ui/auth-card';
import css from '~/ui/auth-link.module.css';
import { ErrorReference } from '~/ui/banner';

/** In place of the whole frame: the tenant is not there, not the viewer's, or the server is away. */
export function TenantError({ error, retry }: { error: ApiError; retry: () => void }) {
  // The sign-in page is on its way.
  if (error.category === 'AUTHENTICATION') return null;
  const absent = error.code === 'NOT_FOUND';
  return (
    <AuthCard title={titleOf(error)}>
      <AuthNotice tone={absent ? 'mute' : 'bad'}>
        {absent ? 'It does not exist, or you are not an active user of it.' : error.userMessage} {error.next}
        <ErrorReference error={error} />
      </AuthNotice>
      {absent ? (
        <Link to="/tenants" className={css.link}>
          Choose another tenant
        </Link>
      ) : (
        <button type="button" className={css.link} onClick={retry}>
          Try again
        </button>
      )}
    </AuthCard>
  );
}

function titleOf({ category, code }: ApiError): string {
  if (code === 'NOT_FOUND') return 'You cannot enter this tenant';
  if (category === 'UNAVAILABLE') return 'Doorward cannot be reached';
  return category === 'INTERNAL' ? 'Something went wrong' : 'The tenant cannot be shown now';
}
