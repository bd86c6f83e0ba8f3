import { system } from './kernel/actor';
import type { Bus } from './kernel/bus';
import type { Registry } from './kernel/module';
import type { Ports } from './kernel/ports';
import type { StoredBlob } from './kernel/ports/blob';
import type { Database } from './kernel/ports/database';
import type { OpStore } from './kernel/ports/op-store';
import type { Application, LiveName } from './application';
import type { LiveOptions } from './live';

/** What live rooms ask of the modules. */
export function liveDoors(
  registry: Registry,
  { query, execute }: Pick<Application, 'execute' | 'query'>,
  { reader, ports, ink }: { reader: Database['reader']; ports: Pick<Ports, 'clock'>; ink: OpStore },
): Omit<LiveOptions, 'fail' | 'log' | 'meter' | 'pubSub' | 'onCommitted'> {
  const view = registry.liveViews.get(SITTING_VIEW);
  if (!view) throw new Error(`live view ${SITTING_VIEW} is not registered`);
  const gateway = system('gateway');
  return {
    view: view as unknown as LiveOptions['view'],
    reader,
    now: () => ports.clock.now(),
    store: ink,
    authorize: (personId, inkId) => query('annotations.ink-access', { personId, inkId }, gateway),
    presentation: (meetingId) => query('sitting.presentation', { meetingId }, gateway),
    turnPage: (turn) => execute('sitting.turn-page', turn, gateway),
  };
}

const SITTING_VIEW = 'sitting.live' satisfies LiveName;

/** A file many ask for is reported once in this time, ms. */
const REPORT_AGAIN_MS = 10 * 60_000;

/** What a reading found out goes into the log and, with what the file belongs to, into the record. */
export function damageReport(bus: Bus, tell: (message: string) => void): (blob: StoredBlob, problem: 'damaged' | 'missing') => void {
  const told = new Map<string, number>();
  return ({ key }, problem) => {
    const last = told.get(key);
    if (last !== undefined && performance.now() - last < REPORT_AGAIN_MS) return;
    told.set(key, performance.now());
    tell(`stored file ${key} is ${problem}: not what was stored; nobody is given it`);
    bus.execute('storage.record-damage', { blobKey: key, problem, foundBy: 'reading' }, system('storage')).catch((error: unknown) => tell(`stored file ${key}: ${String(error)}`));
  };
}
