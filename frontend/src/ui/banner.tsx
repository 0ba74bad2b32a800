import type { ReactNode } from 'react';
import type { ApiError } from '~/gql/api-error';
import css from './banner.module.css';
import { CopyButton } from './copy-button';
import { Icon } from './icon';

/** What failed, what to do about it, and what to quote when asking for help. */
export function ErrorBanner({ error, action }: { error: ApiError; action?: ReactNode }) {
  const ours = error.category === 'UNAVAILABLE' || error.category === 'INTERNAL';
  return (
    <div className={css.banner} data-tone={ours || error.category === 'REQUEST' ? 'bad' : 'warn'} role="alert">
      <Icon name={error.category === 'AUTHORIZATION' ? 'lock' : 'alert'} size={17} />
      <div className={css.text}>
        <p className={css.sentence}>{error.userMessage}</p>
        {error.next && <p className={css.next}>{error.next}</p>}
        <ErrorReference error={error} />
      </div>
      {action}
    </div>
  );
}

export function ErrorReference({ error }: { error: ApiError }) {
  const reference = error.requestId ? `${error.code} · ${error.requestId}` : error.code;
  return (
    <p className={css.reference}>
      <code>{reference}</code>
      <CopyButton text={reference} label="Copy reference" />
    </p>
  );
}
