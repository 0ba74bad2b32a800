import type { ErrorComponentProps } from '@tanstack/react-router';
import { AuthCard, AuthNotice } from '~/ui/auth-card';
import css from '~/ui/auth-link.module.css';

/** The last net: a page's code could not be loaded (a new version was installed meanwhile) or has a defect. */
export function RouteError({ error }: ErrorComponentProps) {
  const stale = error instanceof Error && /dynamically imported module/.test(error.message);
  return (
    <AuthCard title={stale ? 'Doorward was updated' : 'Something went wrong'}>
      <AuthNotice tone={stale ? 'mute' : 'bad'}>
        {stale
          ? 'This page is from an older version.'
          : 'This page ran into a defect of ours. Load it again; if it stays, report it.'}
      </AuthNotice>
      <button type="button" className={css.link} onClick={() => location.reload()}>
        Load the page again
      </button>
    </AuthCard>
  );
}
