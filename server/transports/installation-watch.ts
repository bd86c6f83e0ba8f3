import type { Logger } from 'pino';
import type { Application } from '../application';
import { system } from '../kernel/actor';

const LOOK_MS = 5_000;
const NOTE_RUN_MS = 60_000;
const COUNTS_MS = 5 * 60_000;
/** A difference between the two clocks within one look that no correction of a time server by slewing explains, ms. */
const STEP_MS = 2_000;

const watcher = system('watch');

export interface InstallationWatch {
  /** Looks now; the timers do the same. */
  look(): Promise<void>;
  /** Writes what was counted, and how long the installation has run. */
  note(): Promise<void>;
  stop(): Promise<void>;
}

/** What the watch needs of the installation. */
export type WatchDoors = Pick<Application, 'execute' | 'clock' | 'machineClock' | 'tallies'>;

/**
 * Keeps an eye on the clocks and on what is refused: steps of the clock, how long the installation has run, and the counted
 * refusals go through commands of the module `watch`.
 * @param recorded the last time in the record before this start, ms since 1970.
 */
export async function watchInstallation({ application, log, recorded }: { application: WatchDoors; log: Logger; recorded: number }): Promise<InstallationWatch> {
  const { clock, machineClock, tallies } = application;
  let offset = machineClock.now().getTime() - machineClock.monotonic();
  let counted = clock.monotonic();

  async function tellStep(milliseconds: number, when: 'running' | 'start'): Promise<void> {
    const step = { seconds: Math.round(milliseconds / 1000), when, machine: machineClock.now().toISOString() };
    log.warn(step, 'the clock of this machine was set: check its time server; records stay in order');
    await application.execute('watch.note-step', step, watcher);
  }
  async function look(): Promise<void> {
    const difference = machineClock.now().getTime() - machineClock.monotonic() - offset;
    offset += difference;
    if (Math.abs(difference) > STEP_MS) await tellStep(difference, 'running');
  }
  async function noteCounts(): Promise<void> {
    const seconds = Math.round((clock.monotonic() - counted) / 1000);
    counted = clock.monotonic();
    for (const tally of tallies.drain()) await application.execute('watch.note-counts', { ...tally, seconds }, watcher);
  }
  const noteRun = (): Promise<unknown> => application.execute('watch.note-clock', {}, watcher);
  const every = (milliseconds: number, work: () => Promise<unknown>): NodeJS.Timeout =>
    setInterval(() => void work().catch((error: unknown) => log.error({ err: error }, 'watch')), milliseconds).unref();

  const behind = machineClock.now().getTime() - recorded;
  if (recorded > 0 && behind < -STEP_MS) await tellStep(behind, 'start');
  const timers = [every(LOOK_MS, look), every(NOTE_RUN_MS, noteRun), every(COUNTS_MS, noteCounts)];
  const note = async (): Promise<void> => {
    await noteCounts();
    await noteRun();
  };
  return {
    look,
    note,
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await note();
    },
  };
}
