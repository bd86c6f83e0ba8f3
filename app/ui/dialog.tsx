import { useRef, useState } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button, IconButton } from './button';
import type { ButtonLook } from './button';
import { InlineError } from './states';
import { uiTexts } from './texts';
import { useTexts } from './i18n';
import { useStanding, type StandingProps } from './use-standing';

export interface DialogProps extends StandingProps {
  title: ReactNode;
  /** Second line under the title. */
  note?: ReactNode;
  /** `center` a dialog, `drawer` from the right (left in left-hand mode), `bottom` a sheet from below, `full` the whole screen (ballot on a phone). */
  place?: 'center' | 'drawer' | 'bottom' | 'full';
  size?: 's' | 'm' | 'l';
  /** Buttons at the foot. */
  actions?: ReactNode;
  /** False while something must be answered: no close button, no Escape. A tap outside never closes: a stray touch must not lose what was typed. */
  isDismissable?: boolean;
  role?: 'dialog' | 'alertdialog';
  /** Height of a sheet from below; see {@link BottomSheet}. */
  sheet?: { isFull: boolean; onFull: (full: boolean) => void };
  children?: ReactNode;
}

/** How often it was opened. One that is opened again while it still goes is a new one: it takes the keyboard as the first did. */
function useOpenings(isOpen: boolean): number {
  const [seen, setSeen] = useState({ isOpen, count: 0 });
  if (seen.isOpen !== isOpen) setSeen({ isOpen, count: seen.count + (isOpen ? 1 : 0) });
  return seen.count;
}

/** A dialog, drawer or sheet: keeps the keyboard inside, gives it back where it was, closes with Escape, or when what it is about has changed. */
export function Dialog({ isOpen, onClose, about, gone, busy, error, title, note, place = 'center', size = 'm', actions, isDismissable = true, role = 'dialog', sheet, children }: DialogProps) {
  const t = useTexts(uiTexts);
  const { stands, acted } = useStanding({ isOpen, onClose, about, gone, busy: busy ?? false, error: error ?? null });
  if (busy) acted();
  const openings = useOpenings(isOpen);
  return (
    <ModalOverlay
      key={openings}
      className="ph-overlay"
      isOpen={isOpen && stands}
      onOpenChange={(open) => { if (!open) onClose(); }}
      isKeyboardDismissDisabled={!isDismissable}
      {...{ 'data-place': place }}
    >
      <Modal className="ph-modal" {...{ 'data-place': place, 'data-size': size, 'data-full': sheet?.isFull || undefined }}>
        <AriaDialog className="ph-dialog" role={role}>
          {sheet ? <SheetHandle {...sheet} onClose={onClose} /> : null}
          <header className="ph-dialog-head">
            <div className="ph-dialog-title">
              <Heading slot="title" className="ph-h3">{title}</Heading>
              {note ? <p className="ph-sm ph-3">{note}</p> : null}
            </div>
            {isDismissable ? <IconButton icon="close" label={t('close')} onPress={onClose} /> : null}
          </header>
          {children ? <div className="ph-dialog-body">{children}</div> : null}
          {actions ? <footer className="ph-dialog-foot">{actions}</footer> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** A drawer from the side. */
export function Drawer(props: Omit<DialogProps, 'place'>) {
  return <Dialog {...props} place="drawer" />;
}

/** A pull on the handle shorter than this is a tap, CSS pixels. */
const PULL = 24;

/**
 * A sheet from below, for portrait tablets and phones: half the window at first, what it covers stays in view; all of it by
 * a tap on the handle or a pull. Pulled down it gets smaller, then goes.
 */
export function BottomSheet({ onClose, ...props }: Omit<DialogProps, 'place'>) {
  const [isFull, setFull] = useState(false);
  const close = (): void => {
    setFull(false);
    onClose();
  };
  return <Dialog {...props} onClose={close} place="bottom" sheet={{ isFull, onFull: setFull }} />;
}

function SheetHandle({ isFull, onFull, onClose }: { isFull: boolean; onFull: (full: boolean) => void; onClose: () => void }) {
  const t = useTexts(uiTexts);
  const from = useRef<number | null>(null);
  const pulled = useRef(false);
  const begin = (event: PointerEvent<HTMLElement>): void => {
    from.current = event.clientY;
    pulled.current = false;
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const end = (event: PointerEvent<HTMLElement>): void => {
    const way = event.clientY - (from.current ?? event.clientY);
    from.current = null;
    if (Math.abs(way) < PULL) return;
    pulled.current = true;
    if (way < 0) onFull(true);
    else if (isFull) onFull(false);
    else onClose();
  };
  return (
    <button
      type="button" className="ph-sheet-handle" aria-label={t(isFull ? 'sheetLess' : 'sheetMore')} aria-expanded={isFull}
      onPointerDown={begin} onPointerUp={end} onPointerCancel={() => { from.current = null; }}
      onClick={() => { if (!pulled.current) onFull(!isFull); pulled.current = false; }}
    >
      <span aria-hidden="true" />
    </button>
  );
}

export interface ConfirmDialogProps extends StandingProps {
  /** Every confirmation says what it is about; see {@link StandingProps}. */
  about: string | null;
  onConfirm: () => void | Promise<void>;
  /** The question with its object: "Mở biểu quyết 1 cho 19 thành viên?" */
  title: ReactNode;
  /** What happens, who sees it, whether it can be taken back. */
  children?: ReactNode;
  /** Verb and object again: "Mở biểu quyết". */
  confirmLabel: string;
  cancelLabel?: string;
  look?: Extract<ButtonLook, 'pri' | 'danger'>;
  disabledReason?: string | null;
}

/**
 * The second question before something that cannot be taken back for all. Its confirming button stands at the top of
 * the screen under the question and wakes after 500 ms, so it never appears live under the finger that pressed the first.
 * It is bound to what it was opened for ({@link useStanding}).
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onClose, about, gone, busy, error } = props;
  const t = useTexts(uiTexts);
  const [isWorking, setWorking] = useState(false);
  const working = busy || isWorking;
  const { stands, acted } = useStanding({ isOpen, onClose, about, gone, busy: working, error });
  const openings = useOpenings(isOpen);
  // While it goes it keeps the words it came with.
  const asked = useRef(props);
  if (isOpen && stands) asked.current = props;
  const { title, children, confirmLabel, cancelLabel, look = 'pri', disabledReason, onConfirm } = asked.current;
  const confirm = (): void => {
    if (!isOpen || !stands) return;
    acted();
    const outcome = onConfirm();
    if (!outcome) return;
    setWorking(true);
    void outcome.finally(() => setWorking(false));
  };
  return (
    <ModalOverlay key={openings} className="ph-overlay" isOpen={isOpen && stands} onOpenChange={(open) => { if (!open && !working) onClose(); }} {...{ 'data-place': 'confirm' }}>
      <Modal className="ph-modal" {...{ 'data-place': 'confirm', 'data-size': 'm' }}>
        <AriaDialog className="ph-dialog" role="alertdialog">
          <header className="ph-dialog-head"><Heading slot="title" className="ph-h2">{title}</Heading></header>
          {children ? <div className="ph-dialog-body">{children}</div> : null}
          {error ? <div className="ph-dialog-body"><InlineError error={error} /></div> : null}
          <footer className="ph-confirm-foot">
            <Button look={look} confirming={look === 'danger'} size={72} wide busy={working} disabledReason={disabledReason} onPress={confirm} className="ph-wakes">{confirmLabel}</Button>
            <Button look="quiet" size={56} wide isDisabled={working} onPress={onClose} autoFocus>{cancelLabel ?? t('keep')}</Button>
          </footer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
