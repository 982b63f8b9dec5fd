import { type ReactNode, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useOverlay } from '../overlays.ts';

type OverlayProps = {
  readonly id: string;
  readonly title?: string;
  readonly 'aria-label'?: string;
  readonly width?: string;
  readonly onOpen?: () => void;
  readonly onClose?: () => void;
  readonly children?: ReactNode;
};

/**
 * The browser's own dialog: it keeps the focus inside, closes on Escape and gives the focus back.
 */
function Dialog({
  id,
  title,
  width = 'md',
  onOpen,
  onClose,
  children,
  kind,
  ...rest
}: OverlayProps & { readonly kind: string }) {
  const { isOpen, close } = useOverlay(id);
  const dialog = useRef<HTMLDialogElement>(null);
  const told = useRef({ onOpen, onClose });
  told.current = { onOpen, onClose };
  useEffect(() => {
    if (!isOpen) return;
    dialog.current?.showModal();
    told.current.onOpen?.();
    return () => told.current.onClose?.();
  }, [isOpen]);
  if (!isOpen) return null;
  return createPortal(
    <dialog
      ref={dialog}
      className={`rp-dialog rp-${kind} rp-width-${width}`}
      aria-label={rest['aria-label'] ?? title}
      onClose={close}
    >
      <header>
        <h2>{title}</h2>
        <button type="button" className="rp-close" aria-label="Close" onClick={close}>
          <span aria-hidden="true">×</span>
        </button>
      </header>
      {children}
    </dialog>,
    document.body,
  );
}

export const Modal = (props: OverlayProps) => <Dialog {...props} kind="modal" />;
export const Panel = (props: OverlayProps) => <Dialog {...props} kind="panel" />;

const Body = ({ children }: { readonly children?: ReactNode }) => <div className="rp-dialog-body">{children}</div>;
const Footer = ({ children }: { readonly children?: ReactNode }) => (
  <footer className="rp-dialog-footer">{children}</footer>
);
const Section = ({ children }: { readonly children?: ReactNode }) => <section>{children}</section>;

export { Body as ModalBody, Body as PanelBody, Footer as ModalFooter, Footer as PanelFooter, Section as PanelSection };
