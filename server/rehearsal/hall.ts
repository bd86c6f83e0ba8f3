import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import path from 'node:path';
import { copySession } from '../adapters/db/copy-session';
import { MAIN_FILE, REHEARSALS } from '../adapters/installation/contents';
import { systemIds } from '../adapters/system/ids';
import { openApplication, type Application, type OpenedApplication } from '../application';
import { system } from '../kernel/actor';
import { DomainError } from '../kernel/errors';
import type { Rehearsals, RunningRehearsal } from '../kernel/ports/rehearsals';
import { MEETING_CANCELLED } from '../modules/meetings';
import { SESSION_OPENED } from '../modules/sitting';

/** One is over after so long, ms. */
export const LONGEST_MS = 4 * 3_600_000;
/** Held at the same time: each is an installation of its own. */
export const MOST = 3;
/** The clock of a session shows whole minutes. */
const MINUTE_MS = 60_000;

const program = system('rehearsals');

/** What answers requests and sockets in a rehearsal. */
export interface Served {
  /** Listens nowhere: it is handed requests. */
  server: Server;
  stop(): Promise<void>;
}

export interface HallOptions {
  origin: string;
  /** Several processes serve the installation: a browser would meet another one each time. */
  isShared: boolean;
  serve(application: Application, about: RunningRehearsal): Promise<Served>;
  onFault(message: string): void;
}

interface Held extends RunningRehearsal {
  application: OpenedApplication;
  served: Served;
  folder: string;
  timer: NodeJS.Timeout;
}

/** Holds the rehearsals of this program: each an installation in a folder of its own, made when one begins and deleted when it ends. */
export interface RehearsalHall extends Rehearsals {
  /** From here on they can be held, of sessions of this installation, whose data folder it is. */
  attach(application: OpenedApplication, dataDir: string): void;
  /** What answers in a rehearsal; null: there is none of that name. */
  servedIn(id: string): Served | null;
  /** Lets somebody in who has a seat there. @returns the token of the sign-in there. */
  enter(id: string, personId: string, userAgent: string): Promise<string>;
  /** The installation of one, for tests. */
  inside(id: string): OpenedApplication | null;
  stop(): Promise<void>;
}

export function createRehearsalHall({ origin, isShared, serve, onFault }: HallOptions): RehearsalHall {
  const held = new Map<string, Held>();
  /** Sessions of which one is being made. */
  const coming = new Set<string>();
  let main: OpenedApplication | null = null;
  let root = '';
  const of = (meetingId: string): Held | null => [...held.values()].find((one) => one.meetingId === meetingId) ?? null;
  const clearRoot = (): void => {
    if (held.size === 0 && coming.size === 0) rmSync(root, { recursive: true, force: true });
  };

  async function make(from: OpenedApplication, meetingId: string, begunBy: string): Promise<Held> {
    mkdirSync(root, { recursive: true, mode: 0o700 });
    const folder = mkdtempSync(path.join(root, 'r-'));
    let application: OpenedApplication | null = null;
    try {
      application = await openApplication({ dataDir: folder, origin, clock: from.clock, papersUnder: from.blobs as OpenedApplication['ports']['blobs'], floorBytes: 0, onFault });
      const begunAt = from.clock.now();
      const startsAt = new Date(Math.floor(begunAt.getTime() / MINUTE_MS) * MINUTE_MS);
      const copyId = await copySession(from.database.reader, { meetingId, file: path.join(folder, MAIN_FILE), id: () => systemIds.next(), startsAt });
      const about: RunningRehearsal = { id: systemIds.token(32), meetingId, copyId, begunBy, begunAt, endsAt: new Date(begunAt.getTime() + LONGEST_MS) };
      application.jobs.start();
      application.followHistory();
      const served = await serve(application, about);
      const timer = setTimeout(() => endByItself(meetingId), LONGEST_MS);
      timer.unref();
      return { ...about, application, served, folder, timer };
    } catch (error) {
      await application?.stop().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** By the command, so that the log says that it ended. */
  function endByItself(meetingId: string): void {
    if (!main || !of(meetingId)) return;
    main.execute('rehearsals.end', { meetingId }, program).catch((error: unknown) => onFault(`the rehearsal was not ended: ${String(error)}`));
  }

  const hall: RehearsalHall = {
    isShared,
    get isHere() {
      return main !== null && !isShared;
    },
    of(meetingId) {
      const found = of(meetingId);
      if (!found) return null;
      const { id, copyId, begunBy, begunAt, endsAt } = found;
      return { id, meetingId, copyId, begunBy, begunAt, endsAt };
    },
    async begin(meetingId, by) {
      if (!main || isShared) throw new DomainError('rejected', 'rehearsals.not_here');
      if (of(meetingId) || coming.has(meetingId)) throw new DomainError('conflict', 'rehearsals.running');
      if (held.size + coming.size >= MOST) throw new DomainError('rejected', 'rehearsals.too_many', { most: MOST });
      coming.add(meetingId);
      try {
        const made = await make(main, meetingId, by);
        held.set(made.id, made);
      } finally {
        coming.delete(meetingId);
        clearRoot();
      }
      return hall.of(meetingId) as RunningRehearsal;
    },
    async end(id) {
      const one = held.get(id);
      if (!one) return;
      held.delete(id);
      clearTimeout(one.timer);
      await one.served.stop();
      await one.application.stop();
      rmSync(one.folder, { recursive: true, force: true });
      clearRoot();
    },
    attach(application, dataDir) {
      root = path.join(dataDir, REHEARSALS);
      // What a killed program left.
      rmSync(root, { recursive: true, force: true });
      main = application;
      application.onCommitted((events) => {
        for (const { type, stream } of events) if (type === SESSION_OPENED || type === MEETING_CANCELLED) endByItself(stream);
      });
    },
    servedIn: (id) => held.get(id)?.served ?? null,
    async enter(id, personId, userAgent) {
      const one = held.get(id);
      if (!one) throw new DomainError('conflict', 'rehearsals.none');
      const { token } = await one.application.execute('identity.enter-rehearsal', { personId, userAgent: userAgent.slice(0, 400) }, program);
      return token;
    },
    inside: (id) => held.get(id)?.application ?? null,
    async stop() {
      for (const { meetingId } of [...held.values()]) await main?.execute('rehearsals.end', { meetingId }, program).catch((error: unknown) => onFault(String(error)));
      main = null;
    },
  };
  return hall;
}
