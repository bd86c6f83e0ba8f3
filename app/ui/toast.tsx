import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, IconButton } from './button';
import { Icon } from './icon';
import type { IconName } from './icon';
import { uiTexts } from './texts';
import { useTexts } from './i18n';

export interface ToastMessage {
  text: string;
  icon?: IconName;
  /** Takes the action back; shown as "Hoàn tác". */
  onUndo?: () => void;
}

interface Shown extends ToastMessage {
  id: number;
}

/** How long a toast stays, in milliseconds; the clock stops while the pointer or the keyboard is on it. */
export const TOAST_MS = 6_000;

const ToastContext = createContext<(message: ToastMessage) => void>(() => undefined);
const AnnounceContext = createContext<(text: string, urgent?: boolean) => void>(() => undefined);

/** `toast({ text, onUndo })` for what was done; never for errors, which stay in place. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext);
}

/** Says a sentence to screen readers without showing it. */
export function useAnnounce(): (text: string, urgent?: boolean) => void {
  return useContext(AnnounceContext);
}

function ToastCard({ toast, onGone }: { toast: Shown; onGone: (id: number) => void }) {
  const t = useTexts(uiTexts);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(() => onGone(toast.id), TOAST_MS);
    return () => clearTimeout(timer);
  }, [isHeld, onGone, toast.id]);
  return (
    <li className="ph-toast" onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <Icon name={toast.icon ?? 'check'} />
      <span className="ph-toast-text">{toast.text}</span>
      {toast.onUndo ? <Button size={48} look="quiet" onPress={() => { toast.onUndo?.(); onGone(toast.id); }}>{t('undo')}</Button> : null}
      <IconButton icon="close" label={t('dismiss')} onPress={() => onGone(toast.id)} />
    </li>
  );
}

/** Holds the toasts and the live regions of the page; `UiProvider` includes it. */
export function MessagesProvider({ children }: { children: ReactNode }) {
  const t = useTexts(uiTexts);
  const next = useRef(1);
  const [toasts, setToasts] = useState<readonly Shown[]>([]);
  const [polite, setPolite] = useState('');
  const [urgent, setUrgent] = useState('');
  const announce = useCallback((text: string, isUrgent = false) => {
    // The same sentence twice is told twice: a live region only speaks when its text changes.
    const set = isUrgent ? setUrgent : setPolite;
    set((before) => (before === text ? `${text}\u00a0` : text));
  }, []);
  const show = useCallback((message: ToastMessage) => {
    const id = next.current++;
    setToasts((list) => [...list.slice(-2), { ...message, id }]);
    announce(message.onUndo ? `${message.text} ${t('undo')}` : message.text);
  }, [announce, t]);
  const remove = useCallback((id: number) => setToasts((list) => list.filter((toast) => toast.id !== id)), []);
  const shown = useMemo(() => toasts.map((toast) => <ToastCard key={toast.id} toast={toast} onGone={remove} />), [toasts, remove]);
  return (
    <AnnounceContext.Provider value={announce}>
      <ToastContext.Provider value={show}>
        {children}
        <ul className="ph-toasts" hidden={toasts.length === 0}>{shown}</ul>
        <div className="ph-hidden" role="status" aria-live="polite">{polite}</div>
        <div className="ph-hidden" role="alert" aria-live="assertive">{urgent}</div>
      </ToastContext.Provider>
    </AnnounceContext.Provider>
  );
}
