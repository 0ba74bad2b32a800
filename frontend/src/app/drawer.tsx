import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import css from './drawer.module.css';
import { SideBar } from './side-bar';

/** The side bar of a narrow screen: comes in from the left, leaves with the choice. */
export function Drawer({ onClose }: { onClose: () => void }) {
  return (
    <ModalOverlay className={css.overlay ?? ''} isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className={css.drawer ?? ''}>
        <Dialog className={css.dialog ?? ''} aria-label="Pages" data-modal>
          <SideBar onGo={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
