import { Dialog, DialogDismiss, DialogHeading } from '@ariakit/react';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';

/** A dialog over the page; closed by Escape, the cross, or a click beside it, and focus goes back. */
export function Overlay({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Dialog
      open
      onClose={onClose}
      className="overlay"
      backdrop={<div className="overlay-backdrop" />}
    >
      <div className="overlay-head">
        <DialogHeading>{title}</DialogHeading>
        <DialogDismiss className="icon-button" aria-label="Close">
          <X />
        </DialogDismiss>
      </div>
      {children}
    </Dialog>
  );
}
