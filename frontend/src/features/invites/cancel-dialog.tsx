import { useState } from 'react';
import { graphql } from 'relay-runtime';
import type { cancelDialogMutation } from '~/gql/__generated__/cancelDialogMutation.graphql';
import { ApiError } from '~/gql/api-error';
import { useAct } from '~/gql/use-act';
import { settleEach } from '~/lib/settle-each';
import { ErrorBanner } from '~/ui/banner';
import { Button } from '~/ui/button';
import { Dialog, DialogActions, DialogBody } from '~/ui/dialog';
import { NameList } from '~/ui/name-list';
import { toast } from '~/ui/toast';

const mutation = graphql`
  mutation cancelDialogMutation($id: ID!) {
    inviteCancel(id: $id) {
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

export interface NamedInvite {
  readonly id: string;
  readonly email: string;
  readonly status: string;
}

interface CancelDialogProps {
  readonly invites: readonly NamedInvite[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Takes one invite or several back; those that could not be stay in the dialog, with why. */
export function CancelDialog({ invites, onClose, onDone }: CancelDialogProps) {
  const act = useAct<cancelDialogMutation>(mutation);
  const [left, setLeft] = useState(invites);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const one = left.length === 1 ? left[0] : null;

  const cancel = async () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    const answers = await settleEach(left, ({ id }) => act({ id }));
    const refused = answers.find((answer) => answer.status === 'rejected');
    const done = answers.filter((answer) => answer.status === 'fulfilled').length;
    if (done > 0)
      toast(one ? `The invite to ${one.email} is cancelled` : `${done} invites are cancelled`, 'ok', {
        about: left.map((invite) => invite.id),
      });
    setBusy(false);
    if (!refused) {
      onDone();
      onClose();
      return;
    }
    setLeft(left.filter((_, index) => answers[index]?.status === 'rejected'));
    setError(ApiError.from(refused.reason));
  };

  return (
    <Dialog title={one ? 'Cancel this invite?' : `Cancel ${left.length} invites?`} role="alertdialog" onClose={onClose}>
      <DialogBody>
        <p>
          {one ? (
            <>
              The link that was sent to <strong>{one.email}</strong>{' '}
              {one.status === 'EXPIRED' ? 'has expired already.' : 'stops working at once.'} The address
            </>
          ) : (
            <>Links that still work stop working at once. The addresses</>
          )}{' '}
          can be invited anew at any time.
        </p>
        {!one && <NameList label="To be cancelled" names={left.map((invite) => invite.email)} />}
        {error && <ErrorBanner error={error} />}
      </DialogBody>
      <DialogActions>
        <Button onPress={onClose} autoFocus>
          Keep {one ? 'it' : 'them'}
        </Button>
        <Button variant="danger" onPress={() => void cancel()}>
          {busy ? 'Cancelling…' : one ? 'Cancel invite' : 'Cancel invites'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
