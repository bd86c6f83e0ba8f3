import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPrometheus, type Prometheus } from '../../../server/adapters/meter/prometheus';
import { openApplication, type OpenedApplication } from '../../../server/application';
import { anonymous, system } from '../../../server/kernel/actor';
import { BootError, readConfig } from '../../../server/kernel/config';
import { ERROR_STATUS } from '../../../server/shared/protocol/public-error';
import { bringsKey, serveMetrics } from '../../../server/transports/http/metrics-door';
import { openTestInstallation } from '../../support/installation';
import { arePagesBuilt, serveInstallation, type ServedInstallation } from '../../support/served-installation';

const KEY = 'mot-khoa-du-dai-0123456789';

interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** Every sample of a text in the format of Prometheus; a line that is none fails the test. */
function samplesOf(text: string): Sample[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
    const found = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/u.exec(line);
    if (!found) throw new Error(`no sample: ${line}`);
    const labels = Object.fromEntries([...(found[2] ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/gu)].map(([, name = '', value = '']) => [name, value]));
    return { name: found[1] ?? '', labels, value: Number(found[3]) };
  });
}

const sum = (samples: readonly Sample[], name: string, labels: Record<string, string> = {}): number =>
  samples.filter((one) => one.name === name && Object.entries(labels).every(([label, value]) => one.labels[label] === value)).reduce((all, { value }) => all + value, 0);

/** Left out with a message where nothing is built (`npm test` builds first). */
// What the earlier ones did is what the later ones find counted.
describe.skipIf(!arePagesBuilt)(`figures${arePagesBuilt ? '' : ' (left out: node server/build.mjs has not run)'}`, { shuffle: false }, () => {
  let prometheus: Prometheus;
  let application: OpenedApplication;
  let dataDir: string;
  let close: () => Promise<void>;
  let served: ServedInstallation;
  const now = async (): Promise<Sample[]> => samplesOf(await prometheus.text());
  beforeAll(async () => {
    const first = await openTestInstallation();
    await first.application.stop();
    ({ dataDir } = first);
    prometheus = createPrometheus();
    application = await openApplication({ dataDir: first.dataDir, origin: 'http://localhost:3000', clock: first.clock, floorBytes: 0, meter: prometheus });
    served = await serveInstallation(application, first.dataDir, undefined, undefined, { env: { PHIEN_METRICS_KEY: KEY }, metrics: prometheus });
    prometheus.watch({ figures: () => application.figures(), health: () => served.http.health(), ready: () => served.http.ready(), connected: () => 3, certificateEnd: () => new Date('2027-01-01T00:00:00Z') });
    close = async () => {
      await served.stop();
      await application.stop();
      await first.close().catch(() => undefined);
    };
  });
  afterAll(() => close());

  it('http O5 are shown for the key alone; visitors find nothing there', async () => {
    const unknown = await served.ask('/khong-co');
    for (const headers of [{}, { authorization: 'Bearer' }, { authorization: `Basic ${KEY}` }, { authorization: `Bearer ${KEY}x` }, { authorization: `Bearer ${KEY.slice(1)}` }, { cookie: `key=${KEY}` }] as Record<string, string>[]) {
      const answer = await served.ask('/metrics', { headers });
      expect([headers, answer.status, await answer.text().then((text) => text.includes('phien_'))]).toEqual([headers, unknown.status, false]);
    }
    expect((await served.ask(`/metrics?key=${KEY}`)).status).toBe(404);
    const shown = await served.ask('/metrics', { headers: { authorization: `Bearer ${KEY}` } });
    expect([shown.status, shown.headers.get('content-type'), shown.headers.get('cache-control')]).toEqual([200, prometheus.contentType, 'no-store']);
    expect(samplesOf(await shown.text()).length).toBeGreaterThan(100);
    expect(bringsKey({ headers: { authorization: `bearer ${KEY}` } }, KEY)).toBe(true);
  });

  it('http O5 without a key set there is no such address, whoever asks', async () => {
    const plain = await serveInstallation(application, dataDir, undefined, undefined, { metrics: prometheus });
    expect((await plain.ask('/metrics', { headers: { authorization: 'Bearer null' } })).status).toBe(404);
    await plain.stop();
  });

  it('http O5 at an address of its own: this machine by its own name, others by the key; nothing else is there', async () => {
    const door = await serveMetrics({ host: '127.0.0.1', port: 0 }, null, prometheus, () => undefined);
    const raw = (head: string): Promise<string> =>
      new Promise((resolve, reject) => {
        let text = '';
        const socket = connect(door.port, '127.0.0.1', () => socket.write(`${head}\r\nConnection: close\r\n\r\n`));
        socket.on('data', (part) => (text += part.toString()));
        socket.on('close', () => resolve(text)).on('error', reject);
      });
    expect(await raw('GET /metrics HTTP/1.1\r\nHost: localhost')).toMatch(/^HTTP\/1\.1 200 [\s\S]*phien_healthy/u);
    expect(await raw('GET /metrics HTTP/1.1\r\nHost: rebound.example')).toMatch(/^HTTP\/1\.1 403 /u);
    expect(await raw('GET / HTTP/1.1\r\nHost: 127.0.0.1')).toMatch(/^HTTP\/1\.1 404 /u);
    expect(await raw('POST /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0')).toMatch(/^HTTP\/1\.1 404 /u);
    await expect(serveMetrics({ host: '127.0.0.1', port: door.port }, null, prometheus, () => undefined)).rejects.toBeInstanceOf(BootError);
    await door.stop();
    const keyed = await serveMetrics({ host: '127.0.0.1', port: 0 }, KEY, prometheus, () => undefined);
    const at = `http://127.0.0.1:${keyed.port}/metrics`;
    expect([(await fetch(at)).status, (await fetch(at, { headers: { authorization: `Bearer ${KEY}` } })).status]).toEqual([401, 200]);
    await keyed.stop();
  });

  it('http O5 settings: nowhere by default; beyond this machine not without a key; a weak key or no address is refused by name', () => {
    expect(readConfig({})).toMatchObject({ metrics: null, metricsKey: null, slowMs: 200 });
    expect(readConfig({ PHIEN_METRICS: '127.0.0.1:9464', PHIEN_SLOW_MS: '0' })).toMatchObject({ metrics: { host: '127.0.0.1', port: 9464 }, slowMs: null });
    expect(readConfig({ PHIEN_METRICS: '[::1]:9464' }).metrics).toEqual({ host: '::1', port: 9464 });
    expect(readConfig({ PHIEN_METRICS: '0.0.0.0:9464', PHIEN_METRICS_KEY: KEY }).metrics).toEqual({ host: '0.0.0.0', port: 9464 });
    const refused: [Record<string, string>, RegExp][] = [
      [{ PHIEN_METRICS: '0.0.0.0:9464' }, /PHIEN_METRICS_KEY/u],
      [{ PHIEN_METRICS: '9464' }, /PHIEN_METRICS/u],
      [{ PHIEN_METRICS: '127.0.0.1:99999' }, /PHIEN_METRICS/u],
      [{ PHIEN_METRICS_KEY: 'short' }, /PHIEN_METRICS_KEY/u],
      [{ PHIEN_SLOW_MS: '-1' }, /PHIEN_SLOW_MS/u],
    ];
    for (const [env, named] of refused) expect(() => readConfig(env)).toThrow(named);
  });

  it('http O7 tell of commands, questions, pages and uploads by name, outcome, time and size', async () => {
    const before = await now();
    await expect(application.execute('identity.sign-in', { userName: 'không-có', password: 'không đúng' }, anonymous('10.0.0.9'))).rejects.toThrow();
    await application.query('jobs.overview', {}, system('test'));
    await served.ask('/sign-in');
    await served.ask('/sign-in.data');
    await served.ask('/verify/SECRET-TOKEN-1234');
    const body = new FormData();
    body.set('file', new Blob(['%PDF-1.7']), 'a.pdf');
    const answer = await served.ask('/upload/verify', { method: 'POST', headers: { origin: served.origin }, body });
    await answer.arrayBuffer();
    let after = await now();
    const grew = (name: string, labels: Record<string, string>): number => sum(after, name, labels) - sum(before, name, labels);
    await expect
      .poll(async () => {
        after = await now();
        return grew('phien_upload_duration_seconds_count', { upload: 'verify' });
      })
      .toBe(1);
    expect(grew('phien_command_duration_seconds_count', { command: 'identity.sign-in', outcome: 'ok' })).toBe(0);
    expect(grew('phien_command_duration_seconds_count', { command: 'identity.sign-in' })).toBe(1);
    expect(grew('phien_command_input_bytes_sum', { command: 'identity.sign-in' })).toBeGreaterThan(20);
    expect(grew('phien_query_duration_seconds_count', { query: 'jobs.overview', outcome: 'ok' })).toBeGreaterThanOrEqual(1);
    expect(grew('phien_query_answer_bytes_sum', { query: 'jobs.overview' })).toBeGreaterThan(10);
    expect(grew('phien_page_duration_seconds_count', { page: '/sign-in', status: '200' })).toBe(2);
    expect(grew('phien_page_sent_bytes_sum', { page: '/sign-in' })).toBeGreaterThan(1_000);
    expect(grew('phien_page_duration_seconds_count', { page: '/verify/:code' })).toBe(1);
    expect(grew('phien_upload_received_bytes_sum', { upload: 'verify' })).toBeGreaterThan(100);
    expect(sum(after, 'phien_command_duration_seconds_sum')).toBeGreaterThan(sum(before, 'phien_command_duration_seconds_sum'));
  });

  it('http O7 are asked for queues, room, databases, tablets, certificate and the process when somebody looks', async () => {
    await application.database.transaction((db) => db.job.create({ data: { id: 'j1', turn: 'j1', kind: 'documents.draw-pages', payload: '{}', state: 'failed', priority: 1, runAfter: new Date(0), queuedAt: new Date(0), endedAt: new Date(0) } }));
    const samples = await now();
    expect(sum(samples, 'phien_jobs', { kind: 'documents.draw-pages', state: 'failed' })).toBe(1);
    expect(sum(samples, 'phien_disk_free_bytes')).toBeGreaterThan(0);
    expect(sum(samples, 'phien_database_size_bytes', { database: 'main' })).toBeGreaterThan(100_000);
    expect(sum(samples, 'phien_connected_tablets')).toBe(3);
    expect(sum(samples, 'phien_certificate_end_timestamp_seconds')).toBe(Date.parse('2027-01-01T00:00:00Z') / 1_000);
    expect(sum(samples, 'phien_ready')).toBe(1);
    expect(sum(samples, 'phien_healthy')).toBe(sum(samples, 'phien_health_problem') === 0 ? 1 : 0);
    const names = new Set(samples.map(({ name }) => name));
    for (const name of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'process_open_fds', 'nodejs_eventloop_lag_p99_seconds', 'nodejs_heap_size_total_bytes', 'phien_ink_waiting_operations']) expect(names).toContain(name);
    const following = application.followHistory();
    await following.settled();
    const behind = (await now()).filter(({ name }) => name === 'phien_consumer_behind_events');
    expect(behind.length).toBeGreaterThan(0);
    expect(behind.every(({ value }) => value === 0)).toBe(true);
    await application.database.transaction((db) => db.job.delete({ where: { id: 'j1' } }));
    expect((await now()).some(({ name }) => name === 'phien_jobs')).toBe(false);
  });

  it('http O6 have no series that a visitor made, whatever is sent', async () => {
    const execute = application.execute as (name: string, input: unknown, caller: ReturnType<typeof anonymous>) => Promise<unknown>;
    const query = application.query as typeof execute;
    const before = await now();
    for (let count = 0; count < 300; count += 1) {
      await execute(`made.up-${count}`, { [`field-${count}`]: count }, anonymous()).catch(() => undefined);
      await query(`made.up-${count}`, {}, anonymous()).catch(() => undefined);
    }
    for (let count = 0; count < 60; count += 1) {
      await served.ask(`/made-up-${count}/${count}`);
      await served.ask(`/meetings/made-up-${count}/agenda?x=${count}`, { headers: { 'user-agent': `agent-${count}`, host: `host-${count}` } });
      await served.ask(`/files/made-up-${count}`, { method: count % 2 ? 'GET' : 'PUT' });
      await served.ask(`/upload/made-up-${count}`, { method: 'POST', headers: { origin: served.origin } });
      await served.ask(`/assets/made-up-${count}.js`);
    }
    const after = await now();
    const text = await prometheus.text();
    expect(text).not.toMatch(/made|agent-|host-|field-/u);
    // So many as the program has names for what happened here: unknown commands and questions, and five kinds of pages by a few statuses.
    const grown = new Set(after.map(({ name, labels }) => `${name}${JSON.stringify(labels)}`)).size - new Set(before.map(({ name, labels }) => `${name}${JSON.stringify(labels)}`)).size;
    expect(grown).toBeLessThan(400);
  });

  it('http O6 their labels are names of definitions, patterns of pages, codes and states, and nothing else', async () => {
    const samples = (await now()).filter(({ name }) => name.startsWith('phien_'));
    const { commands, queries } = application.registry;
    const isStatus = (value: string): boolean => /^[1-5]\d\d$/u.test(value);
    const may: Record<string, (value: string) => boolean> = {
      command: (value) => commands.has(value) || value === 'unknown',
      query: (value) => queries.has(value) || value === 'unknown',
      outcome: (value) => value === 'ok' || value in ERROR_STATUS,
      status: isStatus,
      page: (value) => /^\/(?:[a-z:][\w:.-]*\/?)*$/iu.test(value) || ['files', 'assets', 'other'].includes(value),
      upload: (value) => ['paper', 'verify'].includes(value),
      le: (value) => value === '+Inf' || Number.isFinite(Number(value)),
      lane: (value) => ['meeting', 'ink'].includes(value),
      problem: (value) => /^[a-z_]+$/u.test(value),
      database: (value) => ['main', 'ink'].includes(value),
      consumer: (value) => application.registry.consumers.has(value),
      kind: (value) => application.registry.jobs.has(value),
      state: (value) => /^[a-z]+$/u.test(value),
      view: (value) => application.registry.liveViews.has(value),
      push: (value) => value === 'meeting',
      commit: (value) => value === 'ink.commit',
    };
    const odd = samples.flatMap(({ name, labels }) => Object.entries(labels).filter(([label, value]) => !may[label]?.(value)).map(([label, value]) => `${name} ${label}=${value}`));
    expect(odd).toEqual([]);
    // The worst there can be: every definition with every outcome that exists.
    const outcomes = Object.keys(ERROR_STATUS).length + 1;
    expect((commands.size + queries.size + 2) * outcomes * 14).toBeLessThan(120_000);
  });

  it('http O6 are named as Prometheus asks: a prefix, base units, no label in a name', async () => {
    const names = [...new Set(samplesOf(await prometheus.text()).map(({ name }) => name.replace(/_(?:bucket|sum|count)$/u, '')))].filter((name) => name.startsWith('phien_'));
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !/^phien_[a-z]+(?:_[a-z]+)*$/u.test(name) || /milli|_ms\b|kilo|mega/u.test(name))).toEqual([]);
  });
});
