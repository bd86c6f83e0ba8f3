import { createBus, type Bus } from '../../../server/kernel/bus';
import { defineCommand } from '../../../server/kernel/command';
import { DomainError } from '../../../server/kernel/errors';
import { defineJob, type AnyJobKind, type JobContext, type JobEnd, type JobLimits, type JobPriority } from '../../../server/kernel/jobs/job';
import { createJobRunner, type JobRunner, type JobRunnerOptions } from '../../../server/kernel/jobs/runner';
import { createRegistry, defineModule } from '../../../server/kernel/module';
import { signedIn } from '../../../server/kernel/policy';
import type { PersonCaller } from '../../../server/kernel/actor';
import { z } from 'zod';
import { openTestInstallation, type TestInstallation } from '../../support/installation';
import { addPerson } from '../../support/people';

const payload = z.strictObject({ name: z.string() });

/** What the work of the kind tried out does. */
export type Work = (name: string, context: JobContext) => Promise<JobEnd>;

export interface KindOptions {
  attempts?: number;
  parallel?: number;
  priority?: JobPriority;
  limits?: JobLimits;
  backOff?: { firstMs: number; mostMs: number };
  cron?: string;
}

/** An installation with a kind of job to try out, put in line by a command of its own. */
export interface Workshop {
  installation: TestInstallation;
  person: PersonCaller;
  bus: Bus;
  faults: string[];
  /** Puts one in line. @returns its id; rejects, after it was put in line, where `refuse` is said. */
  ask(name: string, more?: { kind?: 'trial.work' | 'trial.other'; key?: string; afterMs?: number; refuse?: boolean; by?: PersonCaller }): Promise<string>;
  runner(options?: Partial<JobRunnerOptions>): JobRunner;
  row(id: string): Promise<{ state: string; attempts: number; error: string | null; done: number | null; total: number | null; runAfter: Date }>;
  close(): Promise<void>;
}

function kind<const N extends string>(name: N, work: Work, { attempts = 3, parallel = 1, priority = 'soon', limits = { timeMs: 60_000 }, backOff = { firstMs: 1_000, mostMs: 8_000 }, cron }: KindOptions): AnyJobKind & { name: N } {
  return defineJob({ name, payload: cron ? payload.partial() : payload, attempts, parallel, priority, limits, backOff, ...(cron ? { schedule: { cron } } : {}), run: (given, context) => work(given.name ?? '', context) });
}

export async function openWorkshop(work: Work, options: KindOptions = {}, other: KindOptions = {}): Promise<Workshop> {
  const installation = await openTestInstallation();
  const person = await addPerson(installation, 'Người nhờ việc', []);
  const kinds = { 'trial.work': kind('trial.work', work, options), 'trial.other': kind('trial.other', work, other) };
  const put = defineCommand({
    name: 'trial.ask',
    input: z.strictObject({ kind: z.enum(['trial.work', 'trial.other']), name: z.string(), key: z.string().optional(), afterMs: z.int().optional(), refuse: z.boolean() }),
    load: async () => null,
    policy: signedIn,
    async run({ kind: asked, name, refuse, ...when }, _loaded, { enqueue }) {
      const jobId = await enqueue({ ...kinds[asked], payload }, { name }, when);
      if (refuse) throw new DomainError('rejected', 'trial.refused');
      return { jobId };
    },
    audit: ({ name }) => ({ objectType: 'trial', objectId: name }),
  });
  const trial = defineModule({ name: 'trial', dependsOn: [], tables: [], commands: [put], queries: [], liveViews: [], jobs: Object.values(kinds) });
  const { database, ports } = installation.application;
  const runners: JobRunner[] = [];
  const bus = createBus(createRegistry([trial]), database, ports, { onQueued: () => runners.forEach((one) => one.wake()) });
  const faults: string[] = [];
  return {
    installation,
    person,
    bus,
    faults,
    ask: async (name, { kind: asked = 'trial.work', key, afterMs, refuse = false, by = person } = {}) => ((await bus.execute('trial.ask', { kind: asked, name, key, afterMs, refuse }, by)) as { jobId: string }).jobId,
    runner(more = {}) {
      const made = createJobRunner({ kinds: new Map(Object.entries(kinds)), database, bus, ports, owner: crypto.randomUUID(), alone: true, onFault: (message) => void faults.push(message), lookMs: 20, ...more });
      runners.push(made);
      return made;
    },
    row: (id) => database.reader.job.findUniqueOrThrow({ where: { id } }),
    async close() {
      await Promise.all(runners.map((one) => one.stop()));
      await installation.close();
    },
  };
}
