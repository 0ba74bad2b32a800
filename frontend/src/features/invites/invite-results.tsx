import { Button } from '~/ui/button';
import { Dialog, DialogActions, DialogBody } from '~/ui/dialog';
import { Icon } from '~/ui/icon';
import css from './invite-results.module.css';

export interface InviteResult {
  readonly email: string;
  readonly userErrors: readonly { readonly message: string }[];
}

interface InviteResultsProps {
  readonly results: readonly InviteResult[];
  /** Back to the form with the addresses that were refused. */
  readonly onBack: (addresses: readonly string[]) => void;
  readonly onClose: () => void;
}

/** Shown when not all went out: each address with what became of it, the refused ones first. */
export function InviteResults({ results, onBack, onClose }: InviteResultsProps) {
  const refused = results.filter((result) => result.userErrors.length > 0);
  const sent = results.filter((result) => result.userErrors.length === 0);
  return (
    <Dialog title={`${sent.length} sent, ${refused.length} not`} wide onClose={onClose}>
      <DialogBody>
        <ul className={css.list} aria-label="Results">
          {refused.map((result) => (
            <li key={result.email} className={css.result} data-tone="bad">
              <Icon name="alert" />
              <span className={css.email}>{result.email}</span>
              <span className={css.why}>{result.userErrors.map((error) => error.message).join(' ')}</span>
            </li>
          ))}
          {sent.map((result) => (
            <li key={result.email} className={css.result} data-tone="ok">
              <Icon name="check" />
              <span className={css.email}>{result.email}</span>
              <span className={css.why}>Invite sent</span>
            </li>
          ))}
        </ul>
      </DialogBody>
      <DialogActions>
        <Button onPress={() => onBack(refused.map((result) => result.email))}>Correct and try again</Button>
        <Button variant="primary" onPress={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}
