import type { OpenedApplication } from '../../server/application';
import { JOB_PRIORITY, type AnyJobKind } from '../../server/kernel/jobs/job';
import { putInLine } from '../../server/kernel/jobs/repository';

type House = Pick<OpenedApplication, 'database' | 'ports' | 'jobs'>;

/** Has one job done now, whatever its hour, and all that is due with it. @throws what it failed with. */
export async function doJob({ database, ports, jobs }: House, kind: Pick<AnyJobKind, 'name' | 'priority'>, payload: object = {}): Promise<void> {
  const now = ports.clock.now();
  const id = await database.transaction((db) =>
    putInLine(db, { id: ports.ids.next(), turn: ports.ids.next(), kind: kind.name, payload: JSON.stringify(payload), key: null, priority: JOB_PRIORITY[kind.priority], runAfter: now, queuedById: null, queuedAt: now }),
  );
  await jobs.drain();
  const job = await database.reader.job.findUniqueOrThrow({ where: { id } });
  if (job.state !== 'done') throw new Error(`${kind.name} is ${job.state}: ${job.error ?? ''}`);
}
