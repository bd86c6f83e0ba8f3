import { useEffect, useRef, useState } from 'react';
import { describeError, useLanguage, useTexts, type PresentableError } from './i18n';
import { uiTexts } from './texts';
import { useToast } from './toast';

export interface StandingProps {
  isOpen: boolean;
  onClose: () => void;
  /**
   * What the question is about, so that it names nothing else: ids with the version or the state they were seen in. Null:
   * that is there no more. Left out: a dialog that asks about nothing others could change.
   */
  about?: string | null;
  /** Said once when what it is about is so no longer; else a general sentence. */
  gone?: string | null;
  busy?: boolean;
  error?: PresentableError | null;
}

/**
 * Binds an open dialog to what it was opened for. As soon as that changes it stands no more: it is not shown with the new
 * thing, not for one frame, and the person is told once why it went: the refusal if there was one, else `gone`. A change
 * that follows from the person's own confirmation (`acted`) is told by nobody: it is what was asked for.
 */
export function useStanding({ isOpen, onClose, about, gone, busy = false, error = null }: StandingProps): { stands: boolean; acted: () => void } {
  const t = useTexts(uiTexts);
  const language = useLanguage();
  const toast = useToast();
  const [bound, setBound] = useState<string | null>(null);
  const isOwn = useRef(false);
  if (isOpen && bound === null && typeof about === 'string') setBound(about);
  if (!isOpen && bound !== null) setBound(null);
  const stands = !isOpen || bound === null || about === undefined || about === bound;
  const latest = useRef({ onClose, gone });
  latest.current = { onClose, gone };
  useEffect(() => {
    if (!isOpen) isOwn.current = false;
  }, [isOpen]);
  useEffect(() => {
    if (stands || busy) return undefined;
    if (isOwn.current && !error) {
      // Done as asked; a refusal that is still on its way to this dialog comes first.
      const timer = setTimeout(() => latest.current.onClose());
      return () => clearTimeout(timer);
    }
    toast({ text: error ? describeError(error, language) : (latest.current.gone ?? t('goneMeanwhile')), icon: 'info' });
    latest.current.onClose();
    return undefined;
  }, [stands, busy, error, language, t, toast]);
  return { stands, acted: () => { isOwn.current = true; } };
}
