import { useState } from 'react';
import { graphql } from 'relay-runtime';
import type { switchPersonMutation } from '~/gql/__generated__/switchPersonMutation.graphql';
import { ApiError } from '~/gql/api-error';
import { send } from '~/gql/send';
import { AuthButton, AuthCard, AuthNotice } from '~/ui/auth-card';
import type { Preview } from './accept-page';

const signOut = graphql`
  mutation switchPersonMutation {
    signOut {
      signedOut
    }
  }
`;

interface SwitchPersonProps {
  readonly preview: Preview;
  readonly signedInAs: string | null;
  readonly onSwitched: () => void;
}

/** An invite is bound to its address: whoever else is signed in in this browser cannot take it. */
export function SwitchPerson({ preview, signedInAs, onSwitched }: SwitchPersonProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const leave = async () => {
    setBusy(true);
    try {
      await send<switchPersonMutation>(signOut, {});
      onSwitched();
    } catch (thrown) {
      setFailure(ApiError.from(thrown).userMessage);
    }
    setBusy(false);
  };
  return (
    <AuthCard title={`Join ${preview.tenantName}`} intro={`This invite is for ${preview.maskedEmail}.`}>
      <AuthNotice tone={failure ? 'bad' : 'warn'}>
        {failure ?? `You are signed in as ${signedInAs ?? 'somebody else'}. To accept it, sign out first.`}
      </AuthNotice>
      <form action={() => void leave()}>
        <AuthButton busy={busy}>Sign out and go on</AuthButton>
      </form>
    </AuthCard>
  );
}
