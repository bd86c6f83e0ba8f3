import type { JobState } from '../jobs/job';
import type { StandbyCondition } from '../standby-plan';

/** How much waits and how much room there is, at this moment. */
export interface Figures {
  /** Jobs that wait, run or failed. */
  jobs: { kind: string; state: JobState; count: number }[];
  /** Events that each follower of the history has not looked at yet. */
  consumers: { name: string; behind: number; stopped: boolean }[];
  /** Operations of ink that wait for the disk. */
  inkWaiting: number;
  /** Of the medium of the data folder; null where it cannot be asked. */
  disk: { freeBytes: number; sizeBytes: number } | null;
  /** Bytes of the databases on disk, their journals included. */
  databases: { name: 'main' | 'ink'; bytes: number }[];
  /** The second machine that follows; null: none is planned. */
  standby: StandbyCondition | null;
}
