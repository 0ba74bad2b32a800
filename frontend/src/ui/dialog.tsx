import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button';
import css from './dialog.module.css';
import { Icon } from './icon';

interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly role?: 'dialog' | 'alertdialog';
}

export function Dialog({ title, children, onClose, wide = false, role = 'dialog' }: DialogProps) {
  return (
    <ModalOverlay
      className={css.overlay ?? ''}
      isOpen
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={wide ? `${css.modal} ${css.wide}` : `${css.modal}`}>
        <AriaDialog className={css.dialog ?? ''} role={role} data-modal>
          <header className={css.header}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button variant="icon" hint="Close" onPress={onClose}>
              <Icon name="x" />
            </Button>
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export function DialogBody({ children }: { children: ReactNode }) {
  return <div className={css.body}>{children}</div>;
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <footer className={css.actions}>{children}</footer>;
}
