import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenedApplication } from '../../server/application';
import { closedAssembly, type ClosedAssembly } from '../integration/minutes/session';
import { startMeetingServer, type MeetingServer } from '../support/meeting-server';
import { minutesWriter, type MinutesWriter } from '../support/minutes-writer';
import { canHaveNodes, makeGrounds, type Grounds } from '../support/nodes';

const NEVER_MS = 3_600_000;

describe.runIf(canHaveNodes())('minutes written at two nodes on PostgreSQL and Redis', () => {
  let grounds: Grounds;
  let all: ClosedAssembly;
  let other: OpenedApplication;
  let servers: MeetingServer[] = [];
  let minutesId: string;
  let version: number;
  beforeEach(async () => {
    vi.stubGlobal('navigator', { onLine: true });
    grounds = await makeGrounds();
    all = await closedAssembly({ rows: grounds.database.place, together: { redis: grounds.redis.place, node: 'a' } });
    ({ minutesId, version } = await all.execute('minutes.draft', { meetingId: all.meetingId }, all.secretary));
    // Papers without files: another process would not start beside them.
    await all.installation.application.database.transaction((db) => db.documentVersion.deleteMany({}));
    other = await grounds.open('b', { dataDir: all.installation.dataDir });
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop().catch(() => undefined);
    await other.stop();
    await all.close();
    await grounds.clear();
    vi.unstubAllGlobals();
  });

  async function serve(lookMs: number): Promise<void> {
    const looking = (application: OpenedApplication): OpenedApplication => ({ ...application, openLive: (watch) => application.openLive({ ...watch, lookMs }) });
    servers = [await startMeetingServer(looking(all.installation.application)), await startMeetingServer(looking(other))];
  }
  async function opens(node: number, who = all.secretary): Promise<MinutesWriter> {
    const writer = minutesWriter(await (servers[node] as MeetingServer).enter(who), minutesId, who.personId);
    await vi.waitFor(() => expect(writer.text).toContain('closing: '));
    return writer;
  }
  const isSaved = (...writers: MinutesWriter[]) => vi.waitFor(() => expect(writers.map(({ writing }) => writing.snapshot().state)).toEqual(writers.map(() => 'saved')), { timeout: 15_000 });

  it('minutes N37 N41 live LR21 LR23 each sees what the other writes at another node, both end with the same, and both are closed', async () => {
    await serve(NEVER_MS);
    const [a, b] = [await opens(0), await opens(1, all.assistant)];
    for (let turn = 0; turn < 15; turn += 1) {
      a.writing.write('conclusion', `${a.wordsOf('conclusion')}á`);
      b.writing.write('conclusion', `B${b.wordsOf('conclusion')}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await isSaved(a, b);
    await vi.waitFor(() => expect(a.text).toBe(b.text));
    expect(a.wordsOf('conclusion')).toHaveLength(30);
    const rows = await other.database.reader.minutesEdit.findMany({ where: { minutesId }, orderBy: { seq: 'asc' } });
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_row, index) => index + 1));
    await all.execute('minutes.submit', { minutesId, version }, all.secretary);
    await vi.waitFor(() => expect([a.closed, b.closed]).toEqual([['state'], ['state']]), { timeout: 2_000 });
  });

  it('minutes N38 live LR23 without hints the next look shows it', async () => {
    await serve(300);
    const [a, b] = [await opens(0), await opens(1, all.assistant)];
    await grounds.redis.stop();
    a.writing.write('conclusion', 'Không có gợi ý.');
    await isSaved(a);
    await vi.waitFor(() => expect(b.wordsOf('conclusion')).toBe('Không có gợi ý.'), { timeout: 5_000 });
  });
});
