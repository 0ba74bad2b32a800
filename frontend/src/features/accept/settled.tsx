import { AuthCard, AuthNotice } from '~/ui/auth-card';
import css from '~/ui/auth-link.module.css';
import type { Preview } from './accept-page';

interface Words {
  readonly title: string;
  readonly text: string;
  readonly signIn?: boolean;
}

/** An invite that cannot be accepted: why, and what to do next. */
export function Settled({ preview }: { preview: Preview | null }) {
  const { title, text, signIn } = wordsFor(preview);
  return (
    <AuthCard title={title}>
      <AuthNotice tone="mute">{text}</AuthNotice>
      {signIn && (
        <a href="/sign-in" className={css.link}>
          Go to sign in
        </a>
      )}
    </AuthCard>
  );
}

function wordsFor(preview: Preview | null): Words {
  const inviter = preview?.invitedBy ?? 'the person who invited you';
  const tenant = preview?.tenantName ?? '';
  switch (preview?.status) {
    case 'EXPIRED':
      return { title: 'This invite has expired', text: `Ask ${inviter} to send the invite to ${tenant} again.` };
    case 'CANCELLED':
      return {
        title: 'This invite was taken back',
        text: `If you think that is a mistake, ask ${inviter} for a new one.`,
      };
    case 'ACCEPTED':
      return { title: 'This invite was accepted already', text: `You are a user of ${tenant}: sign in.`, signIn: true };
    case 'SUPERSEDED':
      return { title: 'There is a newer invite', text: 'Open the link in the newest mail: only that one works.' };
    default:
      return {
        title: 'This link does not work',
        text: 'It may be cut off, or replaced by a newer mail. Copy the whole link from the newest invite, or ask for another one.',
      };
  }
}
