import { graphql } from 'relay-runtime';
import type { signOutMutation } from '~/gql/__generated__/signOutMutation.graphql';
import { ApiError } from '~/gql/api-error';
import { setLeaving } from '~/gql/session';
import { useAct } from '~/gql/use-act';
import { toast } from '~/ui/toast';

const mutation = graphql`
  mutation signOutMutation {
    signOut {
      signedOut
      userErrors {
        code
        message
      }
    }
  }
`;

/** Ends the session. A whole page load afterwards: nothing of one person stays in memory for the next. */
export function useSignOut(): () => void {
  const act = useAct<signOutMutation>(mutation);
  return () => {
    setLeaving(true);
    act({}).then(
      () => location.assign('/sign-in'),
      (thrown: unknown) => {
        setLeaving(false);
        toast(ApiError.from(thrown).userMessage, 'bad');
      },
    );
  };
}
