import { statfs } from 'node:fs/promises';
import type { Consumers } from '../../kernel/consumers';
import { countJobs } from '../../kernel/jobs/repository';
import type { Database } from '../../kernel/ports/database';
import type { Figures } from '../../kernel/ports/figures';
import type { OpStore } from '../../kernel/ports/op-store';
import type { StandbyCondition } from '../../kernel/standby-plan';
import { historyHead } from '../../kernel/repository.history';

export interface FiguresOptions {
  dataDir: string;
  /** Bytes of rows and of marks. */
  sizes(): Promise<{ main: number; ink: number }>;
  database: Pick<Database, 'reader'>;
  ink: Pick<OpStore, 'condition'>;
  standby(): StandbyCondition | null;
  following(): readonly Pick<Consumers, 'places'>[];
}

/** Asked when somebody looks, never by itself. */
export async function readFigures({ dataDir, sizes, database, ink, standby, following }: FiguresOptions): Promise<Figures> {
  const [jobs, head, medium, { main, ink: log }] = await Promise.all([countJobs(database.reader), historyHead(database.reader), statfs(dataDir).catch(() => null), sizes()]);
  return {
    jobs,
    consumers: following().flatMap((consumers) => consumers.places().map(({ name, at, stopped }) => ({ name, behind: at === null ? head : Math.max(0, head - at), stopped }))),
    inkWaiting: ink.condition.waiting,
    disk: medium && { freeBytes: medium.bavail * medium.bsize, sizeBytes: medium.blocks * medium.bsize },
    databases: [
      { name: 'main', bytes: main },
      { name: 'ink', bytes: log },
    ],
    standby: standby(),
  };
}
