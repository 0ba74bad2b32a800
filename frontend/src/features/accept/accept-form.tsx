import { useNavigate } from '@tanstack/react-router';
import { useRef, useState, type FormEvent } from 'react';
import { graphql } from 'relay-runtime';
import type { acceptFormMutation } from '~/gql/__generated__/acceptFormMutation.graphql';
import { ApiError } from '~/gql/api-error';
import { send } from '~/gql/send';
import { passwordAdvice } from '~/lib/password-strength';
import { AuthButton, AuthCard, AuthNotice } from '~/ui/auth-card';
import { AuthField } from '~/ui/auth-field';
import type { Preview } from './accept-page';

const accept = graphql`
  mutation acceptFormMutation($input: InviteAcceptInput!) {
    inviteAccept(input: $input) {
      viewer {
        tenant {
          slug
        }
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`;

interface AcceptFormProps {
  readonly token: string;
  readonly preview: Preview;
  readonly passwordMinLength: number;
  readonly signedInAs: string | null;
  readonly onStale: () => void;
}

/** Somebody new chooses name and password; somebody known gives the password they have; somebody signed in only agrees. */
export function AcceptForm({ token, preview, passwordMinLength, signedInAs, onStale }: AcceptFormProps) {
  const navigate = useNavigate();
  const isNew = preview.needsPassword;
  const asksPassword = isNew || !signedInAs;
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const [mistake, setMistake] = useState<{ field: string | null; message: string } | null>(null);
  const advice = passwordAdvice(password, passwordMinLength);

  const missingField = () => {
    if (isNew && name.trim() === '') return { field: 'name', message: 'Enter your name.' };
    if (!asksPassword) return null;
    if (password === '') return { field: 'password', message: isNew ? 'Choose a password.' : 'Enter your password.' };
    return isNew && !advice.met ? { field: 'password', message: advice.text } : null;
  };

  const join = async () => {
    const input = { token, name: isNew ? name.trim() : null, password: asksPassword ? password : null };
    const { inviteAccept } = await send<acceptFormMutation>(accept, { input });
    const error = inviteAccept.userErrors[0];
    if (!error) {
      const slug = inviteAccept.viewer?.tenant?.slug;
      await (slug
        ? navigate({ to: '/t/$tenant', params: { tenant: slug }, replace: true })
        : navigate({ to: '/', replace: true }));
      return;
    }
    setMistake({ field: error.field?.at(-1) ?? null, message: error.message });
    // Cancelled or expired while the page stood open: say which.
    if (error.code === 'LINK_INVALID' || error.code === 'WRONG_STATE') onStale();
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const missing = missingField();
    if (missing) {
      setMistake(missing);
      form.current?.querySelector<HTMLInputElement>(`[name=${missing.field}]`)?.focus();
      return;
    }
    setBusy(true);
    setMistake(null);
    join()
      .catch((thrown: unknown) => setMistake({ field: null, message: ApiError.from(thrown).userMessage }))
      .finally(() => setBusy(false));
  };

  const forget = (field: string) => setMistake((before) => (before?.field === field ? null : before));
  const errorAt = (field: string) => (mistake?.field === field ? mistake.message : null);
  const elsewhere = mistake && !((isNew && mistake.field === 'name') || (asksPassword && mistake.field === 'password'));
  return (
    <AuthCard title={`Join ${preview.tenantName}`} intro={introFor(preview, signedInAs)}>
      {elsewhere && <AuthNotice tone="bad">{mistake.message}</AuthNotice>}
      <form ref={form} onSubmit={submit} noValidate>
        {isNew && (
          <AuthField
            label="Your name"
            type="text"
            autoComplete="name"
            required
            autoFocus
            name="name"
            value={name}
            onChange={(text) => {
              setName(text);
              forget('name');
            }}
            error={errorAt('name')}
          />
        )}
        {asksPassword && (
          <AuthField
            label={isNew ? 'Choose a password' : 'Your password'}
            type="password"
            autoComplete={isNew ? 'new-password' : 'current-password'}
            required
            autoFocus={!isNew}
            name="password"
            value={password}
            onChange={(text) => {
              setPassword(text);
              forget('password');
            }}
            hint={isNew ? advice.text : undefined}
            error={errorAt('password')}
          />
        )}
        <AuthButton busy={busy}>{busy ? 'Joining…' : `Join ${preview.tenantName}`}</AuthButton>
      </form>
    </AuthCard>
  );
}

function introFor(preview: Preview, signedInAs: string | null): string {
  const who = preview.invitedBy
    ? `${preview.invitedBy} invited ${preview.maskedEmail}.`
    : `The invite is for ${preview.maskedEmail}.`;
  if (preview.needsPassword) return `${who} Choose how you will sign in.`;
  return signedInAs ? `${who} You are signed in with that address.` : `${who} You have an account: use its password.`;
}
