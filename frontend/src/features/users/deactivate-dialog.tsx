import { useState, type FormEvent } from 'react';
import { graphql } from 'relay-runtime';
import type { deactivateDialogMutation } from '~/gql/__generated__/deactivateDialogMutation.graphql';
import { ApiError } from '~/gql/api-error';
import { useAct } from '~/gql/use-act';
import { useReadable } from '~/lib/readable';
import { ErrorBanner } from '~/ui/banner';
import { Button } from '~/ui/button';
import { Dialog, DialogActions, DialogBody } from '~/ui/dialog';
import { NameList } from '~/ui/name-list';
import { TextField } from '~/ui/text-field';
import { toast } from '~/ui/toast';

const mutation = graphql`
  mutation deactivateDialogMutation($id: ID!, $reason: String, $mayGroups: Boolean!, $mayRoles: Boolean!) {
    userDeactivate(id: $id, reason: $reason) {
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

export interface NamedUser {
  readonly id: string;
  readonly name: string;
}

interface DeactivateDialogProps {
  readonly users: readonly NamedUser[];
  readonly onClose: () => void;
  readonly onDone?: () => void;
  /** Brings those back who were deactivated. */
  readonly onUndo: (users: readonly NamedUser[]) => void;
}

/** Shuts out one user or several; those that could not be stay named in the dialog, with why. */
export function DeactivateDialog({ users, onClose, onDone, onUndo }: DeactivateDialogProps) {
  const act = useAct<deactivateDialogMutation>(mutation);
  const readable = useReadable();
  const [left, setLeft] = useState(users);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);

  const deactivate = async () => {
    const refused: NamedUser[] = [];
    let why: ApiError | null = null;
    for (const user of left) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- one after the other: the last owner is kept by the server's own order
        await act({ id: user.id, reason: reason.trim() || null, ...readable });
      } catch (thrown) {
        refused.push(user);
        why ??= ApiError.from(thrown);
      }
    }
    const done = left.filter((user) => !refused.includes(user));
    if (done.length > 0) {
      const who = left.length === 1 ? `${left[0]?.name} is` : `${done.length} users are`;
      toast(`${who} deactivated`, 'ok', { about: done.map((user) => user.id), onUndo: () => onUndo(done) });
    }
    setBusy(false);
    if (!why) {
      onDone?.();
      onClose();
      return;
    }
    setLeft(refused);
    setError(why);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    void deactivate();
  };

  const title = left.length === 1 ? `Deactivate ${left[0]?.name}?` : `Deactivate ${left.length} users?`;
  return (
    <Dialog title={title} role="alertdialog" onClose={onClose}>
      <form onSubmit={submit}>
        <DialogBody>
          <p>
            {left.length === 1 ? 'The user is' : 'They are'} signed out of this tenant at once and cannot enter it until
            reactivated. Roles and groups stay for a return.
          </p>
          {left.length > 1 && <NameList label="To be deactivated" names={left.map((user) => user.name)} />}
          {error && <ErrorBanner error={error} />}
          <TextField
            label="Reason"
            hint="Stands in the user's details until reactivated; may be left empty."
            rows={2}
            value={reason}
            onChange={setReason}
            autoFocus
          />
        </DialogBody>
        <DialogActions>
          <Button onPress={onClose}>Keep active</Button>
          <Button type="submit" variant="danger">
            {busy ? 'Deactivating…' : 'Deactivate'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
