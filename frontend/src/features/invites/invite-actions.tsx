import { Suspense, useMemo, useState, type ReactNode } from 'react';
import { graphql } from 'relay-runtime';
import type { inviteActionsResendMutation } from '~/gql/__generated__/inviteActionsResendMutation.graphql';
import { ApiError } from '~/gql/api-error';
import { useAct } from '~/gql/use-act';
import { part } from '~/lib/part';
import { settleEach } from '~/lib/settle-each';
import { useFailure } from '~/ui/failure';
import { toast } from '~/ui/toast';
import type { NamedInvite } from './cancel-dialog';

const CancelDialog = part(() => import('./cancel-dialog'), 'CancelDialog');

const resendMutation = graphql`
  mutation inviteActionsResendMutation($id: ID!) {
    inviteResend(id: $id) {
      invite {
        ...inviteRow_invite
      }
      counts {
        id
        active
        inactive
        pendingInvites
      }
      userErrors {
        code
        message
      }
    }
  }
`;

export interface InviteActions {
  readonly resend: (invites: readonly NamedInvite[]) => void;
  readonly askCancel: (invites: readonly NamedInvite[]) => void;
}

/** What can be done to invites, and the dialog that some of it opens. */
export function useInviteActions(onDone: () => void): { actions: InviteActions; dialog: ReactNode } {
  const act = useAct<inviteActionsResendMutation>(resendMutation);
  const fail = useFailure();
  const [leaving, setLeaving] = useState<readonly NamedInvite[] | null>(null);

  const actions = useMemo<InviteActions>(() => {
    const resendOne = (invite: NamedInvite) =>
      act({ id: invite.id }, { optimistic: (store) => void store.get(invite.id)?.setValue('QUEUED', 'delivery') });
    const resend = async (invites: readonly NamedInvite[]) => {
      fail(null);
      const answers = await settleEach(invites, resendOne);
      const refused = answers.find((answer) => answer.status === 'rejected');
      const done = answers.filter((answer) => answer.status === 'fulfilled').length;
      if (refused) fail(ApiError.from(refused.reason));
      if (done > 0)
        toast(
          invites.length === 1
            ? `Sent again to ${invites[0]?.email}: older links are dead`
            : `${done} invites sent again`,
          'ok',
          { about: invites.map((invite) => invite.id) },
        );
      if (!refused) onDone();
    };
    return { resend: (invites) => void resend(invites), askCancel: setLeaving };
  }, [act, fail, onDone]);

  const close = () => setLeaving(null);
  const dialog = leaving && (
    <Suspense fallback={null}>
      <CancelDialog invites={leaving} onClose={close} onDone={onDone} />
    </Suspense>
  );
  return { actions, dialog };
}
