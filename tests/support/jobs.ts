import type { OpenedApplication } from '../../server/application';
import type { AnyJobKind } from '../../server/kernel/jobs/job';
import { putInLine } from '../../server/kernel/jobs/repository';

type Installation = Pick<OpenedApplication, 'database' | 'ports' | 'jobs'>;

/** Has one job done now, whatever its hour, and all that is due with it. @throws what it failed with. */
export async function doJob({ database, ports, jobs }: Installation, kind: Pick<AnyJobKind, 'name' | 'payload' | 'priority'>, payload: object = {}): Promise<void> {
  const id = await database.transaction((db) => putInLine(db, kind, payload, {}, { now: ports.clock.now(), id: () => ports.ids.next(), queuedById: null }));
  await jobs.drain();
  const job = await database.reader.job.findUniqueOrThrow({ where: { id } });
  if (job.state !== 'done') throw new Error(`${kind.name} is ${job.state}: ${job.error ?? ''}`);
}
