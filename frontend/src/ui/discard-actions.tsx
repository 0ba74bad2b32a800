import { Button } from './button';
import { DialogActions } from './dialog';
import css from './discard-actions.module.css';

interface DiscardActionsProps {
  /** What would be lost, as the question has it: "this invite". */
  readonly what: string;
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}

/** The foot of a dialog that was about to close over something written. */
export function DiscardActions({ what, onKeep, onDiscard }: DiscardActionsProps) {
  return (
    <DialogActions>
      <p className={css.question} role="alert">
        Discard {what}?
      </p>
      <Button onPress={onDiscard}>Discard</Button>
      <Button variant="primary" onPress={onKeep} autoFocus>
        Keep writing
      </Button>
    </DialogActions>
  );
}
