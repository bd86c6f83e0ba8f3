/** The ink session of an open paper, its live strokes, and what wakes it after the background. */
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { InkSession } from '~/tablet/ink/ink-session';
import type { InkSummary } from '~/tablet/ink/ink-summary';
import type { InkTransport } from '~/tablet/ink/ink-connection';
import type { InkStorage } from '~/tablet/ink/ink-storage';
import { noteClosedInk, noteOpenInk } from '~/tablet/ink/open-ink';
import { LIVE_INTERVAL_MS, LiveSender, LiveStrokes } from '~/tablet/ink/live-ink';
import { pageLife, WAKE } from '~/tablet/page-life';
import { undoMemory } from '~/tablet/ink/undo-memory';
import { useClosing } from './use-closing';

export interface Ink {
  readonly session: InkSession;
  readonly sender: LiveSender;
  readonly strokes: LiveStrokes;
  readonly summary: InkSummary;
}

export function useInk(doc: string, me: string, transport: InkTransport, storage: InkStorage, redraw: () => void): Ink {
  const parts = useMemo(() => {
    const strokes = new LiveStrokes();
    const session = new InkSession({
      doc, me, transport, storage, undo: undoMemory(me, doc),
      onLive: (received) => {
        strokes.receive(received, performance.now());
        redraw();
      },
      onSettled: (record) => {
        if (strokes.settle(record)) redraw();
      },
    });
    const sender = new LiveSender((batch) => transport.sendLive(doc, batch), (send) => void setTimeout(send, LIVE_INTERVAL_MS));
    return { session, sender, strokes };
  }, [doc, me, transport, storage, redraw]);
  const started = useRef<InkSession | null>(null);
  useEffect(() => {
    if (started.current === parts.session) return;
    started.current = parts.session;
    noteOpenInk(doc);
    void parts.session.start();
  }, [parts, doc]);
  useEffect(() => {
    const wake = (): void => transport.probe();
    pageLife.addEventListener(WAKE, wake);
    window.addEventListener('online', wake);
    return () => {
      pageLife.removeEventListener(WAKE, wake);
      window.removeEventListener('online', wake);
    };
  }, [parts, transport]);
  useClosing(parts.session, () => void parts.session.stop().then(() => storage.close()).finally(() => noteClosedInk(doc)));
  const summary = useSyncExternalStore(parts.session.subscribe, parts.session.summary);
  return useMemo(() => ({ ...parts, summary }), [parts, summary]);
}
