import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandForm } from '../../support/command-form';
import { hoping } from '../../support/end-of-hope';
import { freePort } from '../../support/free-port';
import { canHaveNodes } from '../../support/nodes';
import { makeDatabase } from '../../support/postgresql';
import { startProgram } from '../../support/program';
import { startRedis } from '../../support/redis';
import { signedIn } from '../../support/sign-in-rows';
import { assemble } from '../sitting/assembly';

describe.runIf(canHaveNodes())('a rehearsal where two processes serve the installation', () => {
  it('rehearsals RH6 is told on the page of the session why there is none, and refused with the same words, at either process', { timeout: 240_000 }, async () => {
    const [database, redis] = [await hoping('a database', makeDatabase()), await hoping('Redis', startRedis())];
    const room = await assemble({ rows: database.place, together: { redis: redis.place, node: 'maker' } });
    const { application, dataDir, clock } = room.installation;
    const cookieOf = new Map<string, string>();
    for (const { personId } of [room.secretary, room.members[3] ?? room.chair]) {
      const { token, row } = signedIn(personId, { now: application.clock.now(), run: application.clock.monotonic() });
      await application.database.transaction((db) => db.signIn.create({ data: row }));
      cookieOf.set(personId, `phien_session=${token}`);
    }
    await application.stop();
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const program = startProgram({ PORT: String(port), PHIEN_ORIGIN: origin, PHIEN_DATA: dataDir, DATABASE_URL: database.url, REDIS_URL: redis.url, PHIEN_PROCESSES: '2', PHIEN_CLOCK: clock.now().toISOString() });
    try {
      expect(await program.listening, program.stderr()).toBe(true);
      await expect.poll(() => program.stdout().split('"msg":"listening"').length - 1, { timeout: 60_000 }).toBe(2);
      const page = `${origin}/meetings/${room.meetingId}`;
      const read = async (personId: string): Promise<string> => (await fetch(page, { headers: { cookie: cookieOf.get(personId) ?? '', connection: 'close' } })).text();
      // Each time over a connection of its own, which either of them takes.
      for (let time = 0; time < 6; time += 1) {
        const text = await read(room.secretary.personId);
        expect([text.includes('hệ thống đang chạy bằng nhiều tiến trình'), text.includes('Bắt đầu diễn tập')]).toEqual([true, false]);
        const refused = await fetch(`${page}.data?index`, { method: 'POST', headers: { origin, cookie: cookieOf.get(room.secretary.personId) ?? '', connection: 'close' }, body: commandForm('rehearsals.begin', {}, randomUUID()) });
        expect(await refused.text()).toContain('rehearsals.not_here');
      }
      expect((await read((room.members[3] ?? room.chair).personId)).includes('nhiều tiến trình')).toBe(false);
    } finally {
      program.child.kill('SIGKILL');
      await program.ended;
      await redis.stop();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
