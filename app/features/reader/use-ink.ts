/** The ink client of an open paper, its live strokes, and what wakes it after the background. */
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { InkClient } from '~/tablet/ink/ink-client';
import type { InkSummary } from '~/tablet/ink/ink-summary';
import type { InkTransport } from '~/tablet/ink/ink-connection';
import type { InkStorage } from '~/tablet/ink/ink-storage';
import { noteClosedInk, noteOpenInk } from '~/tablet/ink/open-ink';
import { LIVE_INTERVAL_MS, LiveSender, LiveStrokes } from '~/tablet/ink/live-ink';
import { pageLife, WAKE } from '~/tablet/page-life';
import { undoMemory } from '~/tablet/ink/undo-memory';
import { useClosing } from './use-closing';

export interface Ink {
  readonly client: InkClient;
  readonly sender: LiveSender;
  readonly strokes: LiveStrokes;
  readonly summary: InkSummary;
}

export function useInk(doc: string, me: string, transport: InkTransport, storage: InkStorage, redraw: () => void): Ink {
  const parts = useMemo(() => {
    const strokes = new LiveStrokes();
    const client = new InkClient({
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
    return { client, sender, strokes };
  }, [doc, me, transport, storage, redraw]);
  const started = useRef<InkClient | null>(null);
  useEffect(() => {
    if (started.current === parts.client) return;
    started.current = parts.client;
    noteOpenInk(doc);
    void parts.client.start();
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
  useClosing(parts.client, () => void parts.client.stop().then(() => storage.close()).finally(() => noteClosedInk(doc)));
  const summary = useSyncExternalStore(parts.client.subscribe, parts.client.summary);
  return useMemo(() => ({ ...parts, summary }), [parts, summary]);
}
