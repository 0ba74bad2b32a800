import { useState, type FormEvent } from 'react';
import { flushSync } from 'react-dom';
import { graphql } from 'relay-runtime';
import type { inviteDialogMutation } from '~/gql/__generated__/inviteDialogMutation.graphql';
import { ApiError } from '~/gql/api-error';
import { useAct } from '~/gql/use-act';
import { isAddress, parseAddresses } from '~/lib/addresses';
import { useMay } from '~/lib/may';
import type { RoleOption } from '~/lib/role-options';
import { useTenant } from '~/lib/tenant-context';
import { ErrorBanner } from '~/ui/banner';
import { Button } from '~/ui/button';
import { Choice } from '~/ui/choice';
import { Dialog, DialogActions, DialogBody } from '~/ui/dialog';
import { DiscardActions } from '~/ui/discard-actions';
import type { Option } from '~/ui/filter-chip';
import { TextField } from '~/ui/text-field';
import { toast } from '~/ui/toast';
import { AddressField, problemOf } from './address-field';
import { GivenFields } from './given-fields';
import { InviteResults, type InviteResult } from './invite-results';

const mutation = graphql`
  mutation inviteDialogMutation($input: InviteSendInput!) {
    inviteSend(input: $input) {
      results {
        email
        invite {
          ...inviteRow_invite
        }
        userErrors {
          code
          message
        }
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

const types = [
  { id: 'MEMBER', name: 'Member', hint: 'Belongs to this tenant' },
  { id: 'GUEST', name: 'Guest', hint: 'From outside' },
] as const;

/** One address or many, with what they will be given; afterwards one result an address. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { name: tenantName } = useTenant();
  const may = useMay();
  const act = useAct<inviteDialogMutation>(mutation);
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [type, setType] = useState<'MEMBER' | 'GUEST'>('MEMBER');
  const [roles, setRoles] = useState<readonly RoleOption[]>([]);
  const [groups, setGroups] = useState<readonly Option[]>([]);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [results, setResults] = useState<readonly InviteResult[] | null>(null);
  const people = parseAddresses(text);
  const elevated = roles.some((role) => role.elevated);
  const good = people.filter(({ email }) => isAddress(email)).length;
  const written = [text, name, reason].some((each) => each.trim() !== '') || roles.length + groups.length > 0;

  const send = async () => {
    const grants = roles.map((role) => ({ roleId: role.id, justification: role.elevated ? reason.trim() : null }));
    const invitees = people.map((person) => ({
      email: person.email,
      name: (people.length === 1 ? name.trim() : '') || person.name,
      type,
      grants,
      groupIds: groups.map((group) => group.id),
    }));
    try {
      const { inviteSend } = await act({ input: { invitees } });
      const refused = inviteSend.results.filter((result) => result.userErrors.length > 0);
      if (refused.length > 0) return setResults(inviteSend.results);
      toast(people.length === 1 ? `Invite sent to ${people[0]?.email}` : `${people.length} invites sent`);
      onClose();
    } catch (thrown) {
      setError(ApiError.from(thrown));
    }
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    if (problemOf(people, true) || (elevated && reason.trim() === '')) {
      const form = event.currentTarget;
      flushSync(() => setTried(true));
      form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
      return;
    }
    setBusy(true);
    setError(null);
    void send().finally(() => setBusy(false));
  };

  if (results) {
    const retry = (addresses: readonly string[]) => {
      setText(addresses.join('\n'));
      setResults(null);
    };
    return <InviteResults results={results} onBack={retry} onClose={onClose} />;
  }
  const close = () => (written ? setLeaving((asked) => !asked) : onClose());
  return (
    <Dialog title={`Invite to ${tenantName}`} wide onClose={close}>
      <form onSubmit={submit}>
        <DialogBody>
          {error && <ErrorBanner error={error} />}
          <AddressField
            text={text}
            people={people}
            tried={tried}
            onChange={(next) => {
              setText(next);
              setTried(false);
            }}
          />
          {people.length === 1 && (
            <TextField
              label="Name"
              hint="May be left empty: the person can write it."
              value={name}
              onChange={setName}
            />
          )}
          <Choice label="Type" value={type} options={types} onChange={setType} />
          {may('ROLES_GRANT') && <GivenFields roles={roles} onRoles={setRoles} groups={groups} onGroups={setGroups} />}
          {elevated && (
            <TextField
              label="Reason"
              hint="A chosen role holds elevated permissions: the journal keeps why it was given."
              error={tried && reason.trim() === '' ? 'Give a reason.' : null}
              rows={2}
              isRequired
              value={reason}
              onChange={setReason}
            />
          )}
        </DialogBody>
        {leaving ? (
          <DiscardActions what="this invite" onKeep={() => setLeaving(false)} onDiscard={onClose} />
        ) : (
          <DialogActions>
            <Button onPress={close}>Cancel</Button>
            <Button type="submit" variant="primary">
              {busy ? 'Sending…' : good > 1 ? `Send ${good} invites` : 'Send invite'}
            </Button>
          </DialogActions>
        )}
      </form>
    </Dialog>
  );
}
