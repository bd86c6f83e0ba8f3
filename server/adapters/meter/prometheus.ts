import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Figures } from '../../kernel/ports/figures';
import type { Deed, Meter } from '../../kernel/ports/meter';
import { HEALTH_PROBLEMS, type Health } from '../../kernel/ports/vitals';

/** What is asked when somebody looks. */
export interface Watched {
  figures(): Promise<Figures>;
  health(): Promise<Health>;
  ready(): Promise<{ ready: boolean }>;
  /** Tablets and screens connected now. */
  connected(): number;
  /** End of the certificate served; null without TLS of its own. */
  certificateEnd(): Date | null;
}

export interface Prometheus extends Meter {
  readonly contentType: string;
  /** Everything, in the text format of Prometheus. */
  text(): Promise<string>;
  /** From when the installation is open. */
  watch(watched: Watched): void;
}

/** Seconds; 0.2 is what people wait for, 0.1 what a stall of the loop may be. */
const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10];
const BYTES = [256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 16_777_216, 268_435_456];

interface Family {
  seconds: Histogram;
  bytes: Histogram | null;
  named: string;
  ended: string;
}

/**
 * The figures of the program as Prometheus names them: a prefix, base units, and labels whose values the program knows beforehand (names
 * of definitions, patterns of pages, codes). Nothing a visitor sends makes a new series.
 */
export function createPrometheus(): Prometheus {
  const registers = [new Registry()];
  const [register] = registers as [Registry];
  collectDefaultMetrics({ register });

  function family(kind: Deed['kind'], of: string, { named, ended = 'outcome', size }: { named: string; ended?: string; size: string | null }): Family {
    return {
      named,
      ended,
      seconds: new Histogram({ name: `phien_${kind}_duration_seconds`, help: `How long ${of} took`, labelNames: [named, ended], buckets: SECONDS, registers }),
      bytes: size === null ? null : new Histogram({ name: `phien_${kind}_${size}_bytes`, help: `How large ${of} were`, labelNames: [named], buckets: BYTES, registers }),
    };
  }
  const families: Readonly<Record<Deed['kind'], Family>> = {
    command: family('command', 'commands', { named: 'command', size: 'input' }),
    query: family('query', 'questions', { named: 'query', size: 'answer' }),
    view: family('view', 'pictures of live views', { named: 'view', size: null }),
    push: family('push', 'pushes of a picture to everybody who watches', { named: 'push', size: null }),
    ink: family('ink', 'commits of ink', { named: 'commit', size: 'commit' }),
    page: family('page', 'pages and their data', { named: 'page', ended: 'status', size: 'sent' }),
    upload: family('upload', 'uploads', { named: 'upload', ended: 'status', size: 'received' }),
  };

  // Every message to every tablet: counted in plain numbers, and handed over when somebody looks.
  const written = { meeting: { messages: 0, bytes: 0 }, ink: { messages: 0, bytes: 0 } };
  const lanes = ['meeting', 'ink'] as const;
  const counted = (what: 'messages' | 'bytes', help: string): Counter =>
    new Counter({
      name: `phien_live_sent_${what}_total`,
      help,
      labelNames: ['lane'],
      registers,
      collect() {
        this.reset();
        for (const lane of lanes) this.inc({ lane }, written[lane][what]);
      },
    });
  counted('messages', 'Messages written to tablets');
  counted('bytes', 'Bytes of messages written to tablets');

  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge => new Gauge({ name: `phien_${name}`, help, labelNames, registers });
  const gauges = {
    jobs: gauge('jobs', 'Background work that waits, runs or failed', ['kind', 'state']),
    behind: gauge('consumer_behind_events', 'Events a follower of the history has not looked at', ['consumer']),
    stopped: gauge('consumer_stopped', '1: it stands at an event it did not get over', ['consumer']),
    ink: gauge('ink_waiting_operations', 'Operations of ink that wait for the disk'),
    connected: gauge('connected_tablets', 'Tablets and screens connected'),
    free: gauge('disk_free_bytes', 'Room left where the data folder lies'),
    size: gauge('disk_size_bytes', 'Size of the medium the data folder lies on'),
    databases: gauge('database_size_bytes', 'Databases on disk, journals included', ['database']),
    certificate: gauge('certificate_end_timestamp_seconds', 'When the certificate that is served ends'),
    standbyWhole: gauge('standby_whole_timestamp_seconds', 'When the second machine last had everything; 0: never, or there is none'),
    standbyBehind: gauge('standby_behind_bytes', 'Bytes of rows and marks it has not confirmed'),
    healthy: gauge('healthy', '1: /health answers 200'),
    problems: gauge('health_problem', '1: this is why it does not', ['problem']),
    ready: gauge('ready', '1: /ready answers 200'),
  };

  async function look({ figures, health, ready, connected, certificateEnd }: Watched): Promise<void> {
    const [found, state, traffic] = await Promise.all([figures().catch(() => null), health(), ready()]);
    const { jobs, behind, stopped, databases, problems } = gauges;
    // What is gone is not shown as it last was.
    for (const one of [jobs, behind, stopped, gauges.free, gauges.size, databases, gauges.ink, gauges.certificate, gauges.standbyWhole, gauges.standbyBehind]) one.reset();
    for (const { kind, state: at, count } of found?.jobs ?? []) jobs.set({ kind, state: at }, count);
    for (const { name, behind: events, stopped: stands } of found?.consumers ?? []) {
      behind.set({ consumer: name }, events);
      stopped.set({ consumer: name }, stands ? 1 : 0);
    }
    for (const { name, bytes } of found?.databases ?? []) databases.set({ database: name }, bytes);
    if (found) gauges.ink.set(found.inkWaiting);
    if (found?.disk) {
      gauges.free.set(found.disk.freeBytes);
      gauges.size.set(found.disk.sizeBytes);
    }
    if (found?.standby) {
      gauges.standbyWhole.set((found.standby.wholeAt ?? 0) / 1_000);
      gauges.standbyBehind.set(found.standby.behindBytes);
    }
    gauges.connected.set(connected());
    const end = certificateEnd();
    if (end) gauges.certificate.set(end.getTime() / 1_000);
    gauges.healthy.set(state.ok ? 1 : 0);
    for (const problem of HEALTH_PROBLEMS) problems.set({ problem }, state.problems.includes(problem) ? 1 : 0);
    gauges.ready.set(traffic.ready ? 1 : 0);
  }

  let watched: Watched | null = null;
  return {
    weighs: true,
    contentType: register.contentType,
    done({ kind, name, outcome, ms, bytes }) {
      const { seconds, bytes: sizes, named, ended } = families[kind];
      seconds.observe({ [named]: name, [ended]: outcome }, ms / 1_000);
      if (bytes !== null) sizes?.observe({ [named]: name }, bytes);
    },
    sent(lane, bytes) {
      const sum = written[lane];
      sum.messages += 1;
      sum.bytes += bytes;
    },
    async text() {
      if (watched) await look(watched);
      return register.metrics();
    },
    watch(given) {
      watched = given;
    },
  };
}
