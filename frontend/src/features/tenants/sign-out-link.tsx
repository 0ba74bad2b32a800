import { useState } from 'react';
import { graphql } from 'relay-runtime';
import type { signOutLinkMutation } from '~/gql/__generated__/signOutLinkMutation.graphql';
import { ApiError } from '~/gql/api-error';
import { send } from '~/gql/send';
import { AuthNotice } from '~/ui/auth-card';
import css from '~/ui/auth-link.module.css';

const signOut = graphql`
  mutation signOutLinkMutation {
    signOut {
      signedOut
    }
  }
`;

/** A whole page load afterwards: nothing of one person stays in memory for the next. */
export function SignOutLink() {
  const [failure, setFailure] = useState<ApiError | null>(null);
  const leave = () =>
    void send<signOutLinkMutation>(signOut, {}).then(
      () => location.assign('/sign-in'),
      (thrown: unknown) => setFailure(ApiError.from(thrown)),
    );
  return (
    <>
      {failure && (
        <AuthNotice tone="bad">
          {failure.userMessage} {failure.next}
        </AuthNotice>
      )}
      <button type="button" className={css.link} onClick={leave}>
        Sign out
      </button>
    </>
  );
}
