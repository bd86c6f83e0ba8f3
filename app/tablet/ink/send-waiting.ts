/**
 * Sends what was drawn without a network on papers that are not open any more: one paper after the other, by the same
 * client an open paper uses, over a connection of its own.
 */
import { errandConnection } from '~/tablet/live/socket';
import { Seal } from '~/tablet/seal';
import { IndexedInkStorage } from './indexed-storage';
import type { InkTransport } from './ink-connection';
import { InkClient } from './ink-client';
import { isInkOpen } from './open-ink';
import type { InkStorage } from './ink-storage';
import { SocketInkTransport } from './socket-transport';

/** What a paper may take before the next one has its turn. */
const PAPER_MS = 20_000;

/** Resolves when nothing of the paper waits any more, or it cannot be sent now. */
export async function sendPaper(doc: string, me: string, transport: InkTransport, storage: InkStorage, signal: AbortSignal): Promise<void> {
  const client = new InkClient({ doc, me, transport, storage, onLive: () => undefined, onSettled: () => undefined });
  await client.start();
  await new Promise<void>((resolve) => {
    const look = (): void => {
      const { waiting, closed } = client.summary();
      if (waiting === 0 || closed || signal.aborted) resolve();
    };
    client.subscribe(look);
    signal.addEventListener('abort', look);
    setTimeout(resolve, PAPER_MS);
    look();
  });
  await client.stop();
}

/**
 * Of what is in front of the person the client there sends.
 * @returns Whether something still waits. @throws when the storage of the device does not say.
 */
export async function sendWaiting(me: string, deviceKey: string, signal: AbortSignal): Promise<boolean> {
  const storage = IndexedInkStorage.of(new Seal(me, deviceKey));
  try {
    return await sendAll(storage, me, signal);
  } finally {
    storage.close();
  }
}

async function sendAll(storage: InkStorage, me: string, signal: AbortSignal): Promise<boolean> {
  const waiting = async (): Promise<readonly string[]> => (await storage.waitingDocs()).filter((doc) => !isInkOpen(doc));
  const docs = await waiting();
  if (docs.length === 0 || signal.aborted) return false;
  const socket = errandConnection();
  const transport = new SocketInkTransport(socket);
  try {
    for (const doc of docs) if (!signal.aborted) await sendPaper(doc, me, transport, storage, signal);
  } finally {
    transport.close();
    socket.disconnect();
  }
  return (await waiting()).length > 0;
}
