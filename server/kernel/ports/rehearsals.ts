import { DomainError } from '../errors';

/** A rehearsal (diễn tập) that runs: an installation of its own, with a copy of one session in it. */
export interface RunningRehearsal {
  /** By which a browser that is in it is led there; 256 bits of chance. */
  id: string;
  /** The session it is a rehearsal of. */
  meetingId: string;
  /** The copy of it there. */
  copyId: string;
  begunBy: string;
  begunAt: Date;
  /** It ends by itself then. */
  endsAt: Date;
}

/**
 * Rehearsals held by this program. Nothing of one lies where the rows, marks and papers of the installation lie: it has a database, an ink log and
 * keys of its own, in a folder that is deleted whole, and only reads papers.
 */
export interface Rehearsals {
  /** False where nobody may hold one: in a rehearsal, and where several processes serve the installation. */
  readonly isHere: boolean;
  /** Several processes serve the installation, so nobody may hold one. */
  readonly isShared: boolean;
  of(meetingId: string): RunningRehearsal | null;
  /** @throws DomainError `conflict`/`rehearsals.running`, `rejected`/`rehearsals.too_many` {most}, `rejected`/`rehearsals.not_here`. */
  begin(meetingId: string, by: string): Promise<RunningRehearsal>;
  /** Nothing of it is left when the promise resolves. One that is over is no error. */
  end(id: string): Promise<void>;
}

/** None can be held. */
export const NO_REHEARSALS: Rehearsals = {
  isHere: false,
  isShared: false,
  of: () => null,
  begin: () => Promise.reject(new DomainError('rejected', 'rehearsals.not_here')),
  end: () => Promise.resolve(),
};
