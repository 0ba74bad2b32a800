import { useEffect, useState } from 'react';
import { graphql } from 'relay-runtime';
import type { acceptPageQuery, acceptPageQuery$data } from '~/gql/__generated__/acceptPageQuery.graphql';
import { ApiError } from '~/gql/api-error';
import { send } from '~/gql/send';
import { useReachableAgain } from '~/lib/reachable-again';
import { AuthButton, AuthCard, AuthNotice } from '~/ui/auth-card';
import { AcceptForm } from './accept-form';
import { Settled } from './settled';
import { SwitchPerson } from './switch-person';

const query = graphql`
  query acceptPageQuery($token: String!) {
    invitePreview(token: $token) {
      status
      maskedEmail
      tenantName
      invitedBy
      signedInAsOther
      needsPassword
    }
    viewer {
      person {
        name
        email
      }
    }
    serverInfo {
      passwordMinLength
    }
  }
`;

export type Preview = NonNullable<acceptPageQuery$data['invitePreview']>;

/** What stands behind the # never reaches the server's logs: the page sends it in a request's body. */
const readToken = () => location.hash.slice(1);

export function AcceptPage() {
  const [token, setToken] = useState(readToken);
  const [answer, setAnswer] = useState<acceptPageQuery$data | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [attempt, setAttempt] = useState(0);
  const look = () => setAttempt((count) => count + 1);
  useReachableAgain(failure, look);

  useEffect(() => {
    send<acceptPageQuery>(query, { token }).then(
      (found) => {
        setFailure(null);
        setAnswer(found);
      },
      (thrown: unknown) => setFailure(ApiError.from(thrown)),
    );
  }, [token, attempt]);

  useEffect(() => {
    const onHash = () => setToken(readToken());
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);

  if (failure) {
    return (
      <AuthCard title="The invite could not be read">
        <AuthNotice tone="bad">
          {failure.userMessage} {failure.next}
        </AuthNotice>
        <form action={look}>
          <AuthButton busy={false}>Try again</AuthButton>
        </form>
      </AuthCard>
    );
  }
  if (!answer) return null;
  const preview = answer.invitePreview ?? null;
  if (preview?.status !== 'PENDING') return <Settled preview={preview} />;
  if (preview.signedInAsOther) {
    return <SwitchPerson preview={preview} signedInAs={answer.viewer?.person.email ?? null} onSwitched={look} />;
  }
  return (
    <AcceptForm
      token={token}
      preview={preview}
      passwordMinLength={answer.serverInfo.passwordMinLength}
      signedInAs={answer.viewer?.person.email ?? null}
      onStale={look}
    />
  );
}
