import { graphql } from 'relay-runtime';
import type { signOutLinkMutation } from '~/gql/__generated__/signOutLinkMutation.graphql';
import { send } from '~/gql/send';
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
  const leave = () => void send<signOutLinkMutation>(signOut, {}).finally(() => location.assign('/sign-in'));
  return (
    <button type="button" className={css.link} onClick={leave}>
      Sign out
    </button>
  );
}
