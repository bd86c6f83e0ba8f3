import os from 'node:os';
import { holdDataFolder, openApplication } from './application';
import { createPrometheus } from './adapters/meter/prometheus';
import { openGate } from './adapters/standby/gate';
import { createClock } from './adapters/system/clock';
import { captureConsole, createLog } from './adapters/system/log';
import { system } from './kernel/actor';
import { BootError, readConfig, type Config } from './kernel/config';
import { beginInstallation, wantsSample } from './transports/cli/begin';
import { fillSampleFolder } from './transports/cli/fill-sample';
import type { Pages } from './transports/http/pages';
import { BACKLOG } from './transports/http/connections';
import { NO_METER, meters } from './kernel/ports/meter';
import { createSlowNotes } from './kernel/slow-notes';
import { serveMetrics } from './transports/http/metrics-door';
import { createHttpTransport } from './transports/http/server';
import { createSignIns } from './transports/http/sign-ins';
import { followTls } from './adapters/tls/follow-tls';
import { loadTls } from './adapters/tls/load-tls';
import { watchInstallation } from './transports/installation-watch';
import { createRehearsalHall } from './rehearsal/hall';
import { serveRehearsal } from './rehearsal/serve';
import { openRehearsalDoor, rehearsalCookie } from './transports/http/rehearsal-door';
import { sibling, superviseProcesses } from './processes';
import type { Sibling } from './transports/realtime/foreign-polls';
import { createRealtime } from './transports/realtime/gateway';

/** Of this process among those that serve one installation; the same again after a restart where its port is. */
const nodeName = ({ port }: Config, own: Sibling | null): string => `${os.hostname().replace(/[^\w.-]/gu, '_').slice(0, 60)}-${port === 0 ? `p${process.pid}` : port}${own ? `-${own.index}` : ''}`;

const SHUTDOWN_MS = 10_000;
const AUDIT_NOTE_MS = 15 * 60_000;
/** How often the installation looks after its disk and databases without being asked. */
const WATCH_MS = 15_000;

/** env → application → transports → listen → ordered shutdown. @param pages where pages come from; absent: the built ones. @param onListening told once requests are answered. */
async function run(pages?: Pages, onListening?: () => void): Promise<void> {
  // Whatever is made from here on, journals of databases and backups included, is nobody else's to read.
  process.umask(0o077);
  const flags = process.argv.slice(2);
  const config = readConfig(process.env, flags);
  const log = createLog(config.logLevel);
  const own = sibling();
  if (config.processes > 1 && !own) {
    superviseProcesses(config.processes, (facts, message) => log.warn(facts, message));
    return;
  }
  // Of several the first one says how to get in.
  const isFirst = (own?.index ?? 1) === 1;
  const held = holdDataFolder(config.dataDir, { rowsHere: config.rows === null, shared: config.redis !== null });
  if (!held.used && wantsSample(config)) {
    await fillSampleFolder(held, config, (vi, en) => process.stdout.write(`\n  ${vi}\n  ${en}\n`));
  }
  const prometheus = config.metrics || config.metricsKey !== null ? createPrometheus() : null;
  const slow = config.slowMs === null ? null : createSlowNotes({ thresholdMs: config.slowMs, tell: (facts) => log.warn(facts, 'slow'), now: () => performance.now() });
  const gate = await openGate(config, (message) => log.error({ message }, 'standby'), (vi, en) => process.stderr.write(`${vi}\n${en}\n`));
  const fault = (message: string): void => log.error({ message }, 'installation');
  const https = config.origin.startsWith('https:');
  const hall = createRehearsalHall({
    origin: config.origin,
    isShared: config.redis !== null || pages !== undefined,
    serve: (inner, about) => serveRehearsal({ application: inner, about, config, log }),
    onFault: fault,
  });
  const application = await openApplication({
    dataDir: config.dataDir,
    rehearsals: hall,
    held,
    watchEveryMs: WATCH_MS,
    origin: config.origin,
    blobs: config.blobs,
    rows: config.rows,
    mail: config.mail,
    authorities: config.authorities,
    together: config.redis && { redis: config.redis, node: nodeName(config, own) },
    backups: config.backups,
    shipping: gate.shipping,
    clock: config.clockStart ? createClock(config.clockStart) : undefined,
    meter: prometheus || slow ? meters(...[prometheus, slow].filter((one) => one !== null)) : NO_METER,
    onFault: fault,
    onJob: (facts, message) => log.info(facts, message),
  });
  await gate.note((facts) => application.execute('storage.note-take-over', facts, system('house')));
  const installationWatch = await watchInstallation({ application, log, recorded: application.recordedBefore });
  const begun = await beginInstallation(application, config, process.stdout.isTTY, isFirst);
  const tls = await loadTls(config);
  const signIns = createSignIns(application, { https });
  const http = await createHttpTransport({ application, config, signIns, tls, log, pages, sample: begun.sample, loopbackOnly: begun.published, metrics: prometheus, rehearsals: hall });
  const unfollowTls =
    tls &&
    followTls(config, tls, {
      onChange: (material, validTo) => {
        http.useTls(material);
        log.info({ validTo }, 'certificate replaced');
      },
      onFault: (message) => log.error({ message }, 'certificate'),
    });
  const realtime = createRealtime({ application, signIns, server: http.server, origin: config.origin, log, own });
  openRehearsalDoor(http.server, rehearsalCookie(https), (id) => hall.servedIn(id));
  hall.attach(application, config.dataDir);
  prometheus?.watch({ figures: () => application.figures(), health: () => http.health(), ready: () => http.ready(), connected: () => realtime.connected(), certificateEnd: () => http.certificateEnd() });
  const metricsDoor = prometheus && config.metrics && (await serveMetrics({ ...config.metrics, port: config.metrics.port + (own ? own.index - 1 : 0) }, config.metricsKey, prometheus, (error) => log.error({ err: error }, 'metrics')));
  // Noted where the database does not lie, and, where logs are sent on, on another machine: `phien audit verify --expect`.
  const noteAudit = async (): Promise<void> => {
    const { rows, head } = await application.auditHead();
    log.info({ audit: `${rows}:${head}` }, 'audit head');
  };
  const auditNotes = setInterval(() => void noteAudit().catch((error: unknown) => log.error({ err: error }, 'audit head')), AUDIT_NOTE_MS);
  auditNotes.unref();
  await noteAudit();
  application.jobs.start();
  application.followHistory();
  await listen(http.server, config);
  onListening?.();

  // Before a word is said: whoever hears that it listens may stop it at once.
  let stopping = false;
  const stop = (reason: string, code: number): void => {
    if (stopping) return;
    stopping = true;
    log.info({ reason }, 'stopping');
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
    const inOrder = async (): Promise<void> => {
      http.leave();
      await hall.stop();
      await unfollowTls?.();
      await realtime.stop();
      await http.stop();
      await metricsDoor?.stop();
      await signIns.stop();
      await installationWatch.stop();
      clearInterval(auditNotes);
      await noteAudit();
      await application.stop();
    };
    inOrder().then(
      () => process.exit(code),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  gate.shipping?.onSuperseded(() => stop('the standby has taken over', 0));
  process.on('SIGINT', () => stop('SIGINT', 0));
  process.on('SIGTERM', () => stop('SIGTERM', 0));
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught exception');
    stop('uncaught exception', 1);
  });
  process.on('unhandledRejection', (error) => {
    log.fatal({ err: error }, 'unhandled rejection');
    stop('unhandled rejection', 1);
  });
  log.info({ origin: config.origin, dataDir: config.dataDir }, 'listening');
  if (isFirst) process.stdout.write(begun.welcome);
  captureConsole(log);
}

function listen(server: { listen(port: number, host: string, backlog: number, done: () => void): unknown; once(event: 'error', on: (error: NodeJS.ErrnoException) => void): unknown }, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') reject(error);
      else
        reject(
          new BootError(
            `Cổng ${config.port} trên ${config.host} không dùng được (${error.code === 'EACCES' ? 'không có quyền' : 'đã có chương trình khác dùng'}). Đặt PORT sang số khác.`,
            `Port ${config.port} on ${config.host} cannot be used (${error.code === 'EACCES' ? 'no permission' : 'another program has it'}). Set PORT to another number.`,
            { cause: error },
          ),
        );
    });
    server.listen(config.port, config.host, BACKLOG, resolve);
  });
}

/** The program as a process: whatever keeps it from starting is said, and ends it. */
export function runProgram(pages?: Pages, onListening?: () => void): void {
  run(pages, onListening).catch((error: unknown) => {
    if (error instanceof BootError) process.stderr.write(`\n${error.vi}\n${error.en}\n\n`);
    else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  });
}
