import { useCallback, useEffect, useRef, useState, type FormEvent } from 'react';
import { useRouter } from '@tanstack/react-router';
import { graphql } from 'relay-runtime';
import type { signInPageMutation } from '~/gql/__generated__/signInPageMutation.graphql';
import type { signInPageQuery } from '~/gql/__generated__/signInPageQuery.graphql';
import { ApiError } from '~/gql/api-error';
import { send } from '~/gql/send';
import { isOfConsole } from '~/lib/return-to';
import { AuthButton, AuthCard, AuthNotice } from '~/ui/auth-card';
import { AuthField } from '~/ui/auth-field';

const known = graphql`
  query signInPageQuery {
    viewer {
      person {
        id
      }
    }
  }
`;

const signIn = graphql`
  mutation signInPageMutation($input: SignInInput!) {
    signIn(input: $input) {
      next
      userErrors {
        code
        message
      }
    }
  }
`;

export const signInReasons = ['ended', 'needed'] as const;

/** Why a page sent somebody here: what they had has ended, or they came without anything. */
export type SignInReason = (typeof signInReasons)[number];

/** The page does not tell whether an address is known: every failed attempt reads the same. */
export function SignInPage({ returnTo, why }: { returnTo: string; why: SignInReason | null }) {
  const { history } = useRouter();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const goBack = useCallback(
    () => (isOfConsole(returnTo) ? history.replace(returnTo) : location.replace(returnTo)),
    [history, returnTo],
  );

  useEffect(() => {
    // Whoever is signed in already has nothing to do here, unless a page sent them: it would send them again.
    if (why) return;
    // An unreachable server shows with the first attempt.
    send<signInPageQuery>(known, {}).then(
      ({ viewer }) => viewer && goBack(),
      () => {},
    );
  }, [goBack, why]);

  const focusOn = (kind: 'username' | 'current-password') =>
    form.current?.querySelector<HTMLInputElement>(`[autocomplete=${kind}]`)?.focus();
  const wrongEmail = mistakeIn(email);
  const wrongPassword = password === '' ? 'Enter your password.' : null;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    if (wrongEmail) return focusOn('username');
    if (wrongPassword) return focusOn('current-password');
    setBusy(true);
    setFailure(null);
    try {
      const answer = await send<signInPageMutation>(signIn, { input: { email: email.trim(), password } });
      const mistake = answer.signIn.userErrors[0];
      if (!mistake) {
        goBack();
        return;
      }
      setFailure(mistake.message);
    } catch (thrown) {
      const error = ApiError.from(thrown);
      setFailure([error.userMessage, error.next].filter(Boolean).join(' '));
    }
    setBusy(false);
    setTried(false);
    setPassword('');
    focusOn('current-password');
  };

  return (
    <AuthCard title="Sign in" intro="Use the address that you were invited with.">
      {failure && <AuthNotice tone="bad">{failure}</AuthNotice>}
      {why === 'ended' && !failure && (
        <AuthNotice tone="warn">Your session has ended. Sign in to go on where you were.</AuthNotice>
      )}
      <form ref={form} noValidate onSubmit={(event) => void submit(event)}>
        <AuthField
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onChange={setEmail}
          error={tried ? wrongEmail : null}
        />
        <AuthField
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={setPassword}
          error={tried ? wrongPassword : null}
        />
        <AuthButton busy={busy}>{busy ? 'Signing in…' : 'Continue'}</AuthButton>
      </form>
    </AuthCard>
  );
}

function mistakeIn(email: string): string | null {
  if (email.trim() === '') return 'Enter your e-mail.';
  return email.includes('@') ? null : 'Enter a whole address, as in ada@example.com.';
}
