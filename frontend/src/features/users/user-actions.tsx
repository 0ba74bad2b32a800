import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { graphql } from 'relay-runtime';
import type { userActionsReactivateMutation } from '~/gql/__generated__/userActionsReactivateMutation.graphql';
import { ApiError } from '~/gql/api-error';
import { useAct } from '~/gql/use-act';
import { useReadable } from '~/lib/readable';
import { useFailure } from '~/ui/failure';
import { toast } from '~/ui/toast';
import type { NamedUser } from './deactivate-dialog';

const DeactivateDialog = lazy(() =>
  import('./deactivate-dialog').then((module) => ({ default: module.DeactivateDialog })),
);

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
  readonly reactivate: (user: NamedUser) => void;
}

/** What can be done to users, and the dialog that some of it opens. */
export function useUserActions(onDone?: () => void): { actions: UserActions; dialog: ReactNode } {
  const act = useAct<userActionsReactivateMutation>(reactivateMutation);
  const readable = useReadable();
  const fail = useFailure();
  const [leaving, setLeaving] = useState<readonly NamedUser[] | null>(null);

  const actions = useMemo<UserActions>(
    () => ({
      askDeactivate: setLeaving,
      reactivate: (user) => {
        fail(null);
        act(
          { id: user.id, ...readable },
          { optimistic: (store) => void store.get(user.id)?.setValue('ACTIVE', 'status') },
        ).then(
          () => toast(`${user.name} is active again and can sign in anew`),
          (thrown: unknown) => fail(ApiError.from(thrown)),
        );
      },
    }),
    [act, fail, readable],
  );

  const close = () => setLeaving(null);
  const dialog = leaving && (
    <Suspense fallback={null}>
      <DeactivateDialog users={leaving} onClose={close} onDone={onDone} />
    </Suspense>
  );
  return { actions, dialog };
}
