import { Dialog, DialogBody } from '~/ui/dialog';
import css from './shortcuts-dialog.module.css';

const shortcuts = [
  { keys: ['⌘ K', 'Ctrl K'], what: 'Search, jump to a page, a tenant or a user, or act' },
  { keys: ['/'], what: 'Search in this list' },
  { keys: ['Esc'], what: 'Close what is open' },
  { keys: ['?'], what: 'Show this list' },
] as const;

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <DialogBody>
        <dl className={css.list}>
          {shortcuts.map(({ keys, what }) => (
            <div key={what} className={css.row}>
              <dt>{what}</dt>
              <dd>
                {keys.map((key) => (
                  <kbd key={key} className={css.key}>
                    {key}
                  </kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </DialogBody>
    </Dialog>
  );
}
