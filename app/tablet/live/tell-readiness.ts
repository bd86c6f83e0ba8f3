import { READY_NUDGED, READY_TELL, TELL_MS, type ReadyTellAnswer, type TabletReadiness } from '@shared/protocol/readiness';
import type { Socket } from 'socket.io-client';
import { v4 as uuidv4 } from 'uuid';

interface BatteryStatus {
  level: number;
  charging: boolean;
}
type WithBattery = Navigator & { getBattery?: () => Promise<BatteryStatus> };

/** How often the first words follow each other: the clock is known with the second one, ms. */
const FIRST_MS = 1_500;
const ANSWER_MS = 10_000;

/** Some browsers promise an answer and give none. */
const BATTERY_MS = 1_000;

/** Of this load of the page. */
let tablet: string | null = null;

/** Build of the program this page runs; pages of one build name the same. */
export const programHere = (): string => ((globalThis as unknown as { __remixManifest?: { version?: string } }).__remixManifest?.version ?? '').slice(0, 64);

/** Null: the browser does not say (Safari and Firefox never do). */
async function battery(): Promise<TabletReadiness['battery']> {
  const asked = (navigator as WithBattery).getBattery?.().catch(() => null);
  const found = asked && (await Promise.race([asked, new Promise<null>((resolve) => setTimeout(() => resolve(null), BATTERY_MS))]));
  return found ? { percent: Math.round(found.level * 100), charging: found.charging } : null;
}

/**
 * Tells the server how this tablet is, as long as it watches the meeting. Nothing is asked of the person, and nothing is kept there.
 * @param onNudged whoever runs the session asks to look at the tablet. @returns ends it.
 */
export function tellReadiness(socket: Socket, meetingId: string, onNudged: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  let measured: Pick<TabletReadiness, 'offsetMs' | 'tripMs'> = { offsetMs: null, tripMs: null };
  const tell = async (): Promise<void> => {
    if (!socket.connected) return;
    tablet ??= uuidv4();
    const readiness: TabletReadiness = { tablet, program: programHere(), ...measured, battery: await battery(), isReading: /\/read\//u.test(location.pathname) };
    const [sent, began] = [Date.now(), performance.now()];
    const answer = (await socket.timeout(ANSWER_MS).emitWithAck(READY_TELL, { meetingId, readiness })) as ReadyTellAnswer;
    if (!answer.ok) return;
    const tripMs = Math.min(600_000, Math.round(performance.now() - began));
    measured = { tripMs, offsetMs: Math.round(sent + tripMs / 2 - answer.now) };
  };
  const again = (): void => {
    clearTimeout(timer);
    if (ended) return;
    // The meeting may not be joined yet, or the network gone: it tells the next time.
    void tell().catch(() => undefined).finally(() => {
      if (!ended) timer = setTimeout(again, measured.offsetMs === null ? FIRST_MS : TELL_MS * (0.8 + Math.random() * 0.4));
    });
  };
  let told = measured.offsetMs;
  const first = setInterval(() => {
    // Once the clock is known it is told at once.
    if (told === null && measured.offsetMs !== null) again();
    told = measured.offsetMs;
    if (told !== null) clearInterval(first);
  }, FIRST_MS);
  const nudged = (message: { meetingId: string }): void => {
    if (message.meetingId === meetingId) onNudged();
  };
  timer = setTimeout(again, FIRST_MS * Math.random());
  socket.on(READY_NUDGED, nudged);
  return () => {
    ended = true;
    clearTimeout(timer);
    clearInterval(first);
    socket.off(READY_NUDGED, nudged);
  };
}
