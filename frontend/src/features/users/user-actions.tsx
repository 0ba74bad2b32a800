import { Suspense, useMemo, useState, type ReactNode } from 'react';
import { graphql } from 'relay-runtime';
import type { userActionsReactivateMutation } from '~/gql/__generated__/userActionsReactivateMutation.graphql';
import { ApiError } from '~/gql/api-error';
import { useAct } from '~/gql/use-act';
import { part } from '~/lib/part';
import { useReadable } from '~/lib/readable';
import { settleEach } from '~/lib/settle-each';
import { useFailure } from '~/ui/failure';
import { toast } from '~/ui/toast';
import type { NamedUser } from './deactivate-dialog';

const DeactivateDialog = part(() => import('./deactivate-dialog'), 'DeactivateDialog');

const reactivateMutation = graphql`
  mutation userActionsReactivateMutation($id: ID!, $mayGroups: Boolean!, $mayRoles: Boolean!) {
    userReactivate(id: $id) {
      user {
        ...userRow_user
        ...userPanel_user
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

export interface UserActions {
  readonly askDeactivate: (users: readonly NamedUser[]) => void;
  readonly reactivate: (users: readonly NamedUser[]) => void;
}

/** What can be done to users, and the dialog that some of it opens. */
export function useUserActions(onDone?: () => void): { actions: UserActions; dialog: ReactNode } {
  const act = useAct<userActionsReactivateMutation>(reactivateMutation);
  const readable = useReadable();
  const fail = useFailure();
  const [leaving, setLeaving] = useState<readonly NamedUser[] | null>(null);

  const actions = useMemo<UserActions>(() => {
    const reactivateOne = (user: NamedUser) =>
      act(
        { id: user.id, ...readable },
        { optimistic: (store) => void store.get(user.id)?.setValue('ACTIVE', 'status') },
      );
    const reactivate = async (users: readonly NamedUser[]) => {
      fail(null);
      const answers = await settleEach(users, reactivateOne);
      const refused = answers.find((answer) => answer.status === 'rejected');
      const done = users.filter((_, index) => answers[index]?.status === 'fulfilled');
      if (refused) fail(ApiError.from(refused.reason));
      if (done.length > 0) {
        const who = users.length === 1 ? `${users[0]?.name} is` : `${done.length} users are`;
        toast(`${who} active again and can sign in`, 'ok', { about: done.map((user) => user.id) });
      }
      if (!refused) onDone?.();
    };
    return { askDeactivate: setLeaving, reactivate: (users) => void reactivate(users) };
  }, [act, fail, onDone, readable]);

  const close = () => setLeaving(null);
  const dialog = leaving && (
    <Suspense fallback={null}>
      <DeactivateDialog users={leaving} onClose={close} onDone={onDone} onUndo={actions.reactivate} />
    </Suspense>
  );
  return { actions, dialog };
}
