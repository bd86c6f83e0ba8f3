import type { StandbyCondition } from '../../kernel/standby-plan';

export interface ShipperOrder {
  dataDir: string;
  host: string;
  port: number;
  key: string;
  /** A follower has been here before: nothing is served until it has said that it still follows. */
  followedBy: string | null;
  version: string;
  /** Papers lie in the folder. */
  papersHere: boolean;
}

/** What the server tells the process that ships. */
export type ToShipper =
  | { what: 'begin'; order: ShipperOrder }
  /** Both databases are open, and nobody but it moves their logs into the files. */
  | { what: 'open'; installation: string; term: number }
  /** Something was committed that is acknowledged when the follower has it. */
  | { what: 'wait'; id: number; file: LogName }
  /** The server has let go of both databases. */
  | { what: 'closed' };

/** What the process that ships tells the server. */
export type FromShipper =
  | { what: 'listening'; port: number }
  | { what: 'failed'; message: string }
  | { what: 'opened' }
  /** It is followed still, or nobody ever followed: the server may serve. */
  | { what: 'free' }
  | { what: 'superseded'; at: string; term: number }
  | { what: 'followed'; by: string }
  | { what: 'shipped'; id: number }
  | { what: 'condition'; condition: StandbyCondition }
  | { what: 'fault'; message: string };

export const LOG_NAMES = ['main', 'ink'] as const;
export type LogName = (typeof LOG_NAMES)[number];

/** Of the first machine, as it answers to who follows it. */
export interface Hello {
  form: number;
  version: string;
  /** Of the shipper: its logs are counted from its begin. */
  run: string;
  installation: string | null;
  term: number;
  /** `starting`: databases are not open yet; `stopped`: no more will be written. */
  state: 'starting' | 'serving' | 'stopped';
  papersHere: boolean;
}
