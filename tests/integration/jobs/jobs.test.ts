import { setTimeout as rest } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { DomainError } from '../../../server/kernel/errors';
import { backOffMs, type JobContext } from '../../../server/kernel/jobs/job';
import { forgetEnded } from '../../../server/modules/jobs/forget-ended';
import { doJob } from '../../support/jobs';
import { addPerson } from '../../support/people';
import { openWorkshop, type Workshop } from './workshop';

let shop: Workshop;
afterEach(() => shop.close());

/** Work that goes on until it is let end, and what it was told meanwhile. */
function open() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const cut: string[] = [];
  const work = (name: string, { signal }: JobContext): Promise<undefined> => {
    begun.push(name);
    return new Promise((resolve, reject) => {
      ends.set(name, () => resolve(undefined));
      signal.addEventListener('abort', () => {
        cut.push(`${name}: ${(signal.reason as DomainError).reason}`);
        reject(signal.reason as Error);
      });
    });
  };
  return { begun, cut, work, end: (name: string) => ends.get(name)?.() };
}

describe('jobs', () => {
  test('jobs J1 refused with its transaction there is none; committed it happens, and whoever waits for it hears of its end', async () => {
    const done: string[] = [];
    shop = await openWorkshop(async (name) => void done.push(name));
    await expect(shop.ask('không', { refuse: true })).rejects.toMatchObject({ reason: 'trial.refused' });
    expect(await shop.installation.application.database.reader.job.count()).toBe(0);
    const runner = shop.runner();
    const early = await shop.ask('sớm');
    const waiting = runner.settled(early);
    runner.start();
    expect([await waiting, await runner.settled(early), done]).toEqual(['done', 'done', ['sớm']]);
    // Woken by the commit, not by the next look.
    const slow = shop.runner({ lookMs: 600_000 });
    await runner.stop();
    slow.start();
    await rest(50);
    expect(await slow.settled(await shop.ask('muộn'))).toBe('done');
    expect(done).toEqual(['sớm', 'muộn']);
  });

  test('jobs J2 what a process that is gone was at is taken again, and what it says then counts no more', async () => {
    const { begun, work, end } = open();
    shop = await openWorkshop(work);
    const lost = shop.runner({ alone: false });
    lost.start();
    const id = await shop.ask('dở');
    await expect.poll(() => begun).toEqual(['dở']);
    const [before] = [await shop.row(id)];
    expect(before).toMatchObject({ state: 'running', attempts: 1 });
    const next = shop.runner();
    next.start();
    await expect.poll(() => begun).toEqual(['dở', 'dở']);
    expect(await shop.row(id)).toMatchObject({ state: 'running', attempts: 2 });
    end('dở');
    expect(await next.settled(id)).toBe('done');
  });

  test('jobs J2 held for as long as it is worked at, and by nobody else; cut off, another process takes it when its time is over', async () => {
    const { begun, cut, work, end } = open();
    shop = await openWorkshop(work);
    const { database, ports } = shop.installation.application;
    let isCutOff = false;
    const away = { reader: database.reader, transaction: (async (given) => (isCutOff ? Promise.reject(new Error('away')) : database.transaction(given))) as typeof database.transaction };
    const first = shop.runner({ alone: false, leaseMs: 90, database: away });
    const second = shop.runner({ alone: false, leaseMs: 90 });
    first.start();
    const id = await shop.ask('lâu');
    await expect.poll(() => begun).toEqual(['lâu']);
    second.start();
    for (let time = 0; time < 200; time += 40) {
      shop.installation.clock.advance(40);
      await expect.poll(async () => (await database.reader.job.findUniqueOrThrow({ where: { id } })).leaseUntil?.getTime(), { interval: 5 }).toBe(ports.clock.now().getTime() + 90);
    }
    expect(begun).toEqual(['lâu']);
    isCutOff = true;
    shop.installation.clock.advance(91);
    await expect.poll(() => begun).toEqual(['lâu', 'lâu']);
    // Who cannot hold it any more stops, and has no say.
    await expect.poll(() => cut).toEqual(['lâu: jobs.lost']);
    end('lâu');
    expect(await second.settled(id)).toBe('done');
  });

  test('jobs J3 tried again later each time, until the attempts are used up', async () => {
    const at: number[] = [];
    shop = await openWorkshop(async () => {
      at.push(shop.installation.clock.now().getTime());
      throw new Error('hỏng');
    });
    const runner = shop.runner();
    const id = await shop.ask('hỏng');
    for (let second = 0; second < 6; second += 1) {
      await runner.drain();
      shop.installation.clock.advance(1_000);
    }
    expect(await shop.row(id)).toMatchObject({ state: 'failed', attempts: 3, error: JSON.stringify({ code: 'internal', reason: 'internal', params: {} }) });
    const [first = 0, second = 0, third = 0] = at;
    expect([at.length, second - first >= 800, third - second >= 1_600]).toEqual([3, true, true]);
    expect(shop.faults).toEqual([`job trial.work ${id} failed: Error: hỏng`]);
  });

  test('jobs J3 a refusal is not tried again; what time may mend is; the pause grows and is bounded', async () => {
    let tries = 0;
    shop = await openWorkshop(async (name) => {
      tries += 1;
      throw name === 'sai' ? new DomainError('rejected', 'documents.too_complex', { detail: 'x' }) : new DomainError('unavailable', 'sandbox.busy');
    });
    const runner = shop.runner();
    const refused = await shop.ask('sai');
    await runner.drain();
    expect([await shop.row(refused), tries]).toEqual([expect.objectContaining({ state: 'failed', error: JSON.stringify({ code: 'rejected', reason: 'documents.too_complex', params: { detail: 'x' } }) }), 1]);
    const busy = await shop.ask('bận');
    await runner.drain();
    expect(await shop.row(busy)).toMatchObject({ state: 'waiting', attempts: 1 });
    expect([1, 2, 3, 9].map((attempt) => backOffMs({ firstMs: 1_000, mostMs: 8_000 }, attempt, 0.5))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect([0, 1].map((spread) => backOffMs({ firstMs: 1_000, mostMs: 8_000 }, 1, spread))).toEqual([800, 1_200]);
  });

  test('jobs J3 a job whose every attempt ended its process is not begun once more', async () => {
    let tries = 0;
    shop = await openWorkshop(async () => void (tries += 1), { attempts: 2 });
    const id = await shop.ask('chết');
    await shop.installation.application.database.transaction((db) => db.job.update({ where: { id }, data: { state: 'running', attempts: 2, leasedBy: 'gone', leaseUntil: new Date('2030-01-01') } }));
    await shop.runner().drain();
    expect([(await shop.row(id)).state, tries]).toEqual(['failed', 0]);
  });

  test('jobs J4 higher priority first, then in the order they came; no more of a kind at once than it allows', async () => {
    const { begun, work, end } = open();
    shop = await openWorkshop(work, { priority: 'whenever', parallel: 2 }, { priority: 'now', parallel: 1 });
    for (const name of ['a', 'b', 'c']) await shop.ask(name);
    for (const name of ['gấp 1', 'gấp 2']) await shop.ask(name, { kind: 'trial.other' });
    shop.runner().start();
    await expect.poll(() => begun).toEqual(['gấp 1', 'a', 'b']);
    end('a');
    await expect.poll(() => begun).toEqual(['gấp 1', 'a', 'b', 'c']);
    end('gấp 1');
    await expect.poll(() => begun.at(-1)).toBe('gấp 2');
    for (const name of begun) end(name);
  });

  test('jobs J4 with more to do it goes back behind those that wait, and its attempts begin anew', async () => {
    const turns: string[] = [];
    shop = await openWorkshop(async (name, { attempt }) => {
      turns.push(`${name}${attempt}`);
      return turns.filter((turn) => turn.startsWith(name)).length < 3 ? { again: 0 } : undefined;
    });
    await shop.ask('sách');
    await shop.ask('bản vẽ');
    await shop.runner().drain();
    expect(turns).toEqual(['sách1', 'bản vẽ1', 'sách1', 'bản vẽ1', 'sách1', 'bản vẽ1']);
  });

  test('jobs J5 asked for again while it waits it is the same one; while it is at work another one waits behind it', async () => {
    const { begun, work, end } = open();
    shop = await openWorkshop(work, { parallel: 4 });
    const first = await shop.ask('một', { key: 'k', afterMs: 60_000 });
    expect(await shop.ask('hai', { key: 'k' })).toBe(first);
    expect(await shop.ask('khác', { key: 'l', afterMs: 60_000 })).not.toBe(first);
    const runner = shop.runner();
    runner.start();
    await expect.poll(() => begun).toEqual(['một']);
    const behind = await shop.ask('ba', { key: 'k' });
    expect([behind === first, await shop.ask('bốn', { key: 'k' })]).toEqual([false, behind]);
    await rest(100);
    expect(begun).toEqual(['một']);
    end('một');
    await expect.poll(() => begun).toEqual(['một', 'ba']);
    end('ba');
    expect(await runner.settled(behind)).toBe('done');
  });

  test('jobs J5 going back in line it leaves its place to the one of its key that waits there', async () => {
    const done: string[] = [];
    shop = await openWorkshop(async (name) => {
      done.push(name);
      if (name === 'một') await shop.ask('hai', { key: 'k' });
      return name === 'một' ? { again: 0 } : undefined;
    });
    const first = await shop.ask('một', { key: 'k' });
    await shop.runner().drain();
    expect([done, (await shop.row(first)).state]).toEqual([['một', 'hai'], 'done']);
  });

  test('jobs J6 too slow it is ended and tried again; what does not hear of it is given up', async () => {
    const { cut, work } = open();
    shop = await openWorkshop(async (name, context) => (name === 'điếc' ? new Promise(() => undefined) : work(name, context)), { limits: { timeMs: 50 }, attempts: 2 });
    const runner = shop.runner();
    const slow = await shop.ask('chậm');
    await runner.drain();
    expect([cut, await shop.row(slow)]).toEqual([['chậm: jobs.too_slow'], expect.objectContaining({ state: 'waiting', attempts: 1, error: JSON.stringify({ code: 'unavailable', reason: 'jobs.too_slow', params: {} }) })]);
    shop.installation.clock.advance(10_000);
    await runner.drain();
    expect((await shop.row(slow)).state).toBe('failed');
    const deaf = await shop.ask('điếc');
    await runner.drain();
    expect(await shop.row(deaf)).toMatchObject({ state: 'waiting', attempts: 1 });
  });

  test('jobs J7 ended by whoever asked for it, at once or at work; how far it is can be seen, by nobody else', async () => {
    const { begun, cut, work } = open();
    shop = await openWorkshop(async (name, context) => {
      context.progress(3, 8);
      return work(name, context);
    });
    const { application } = shop.installation;
    const other = await addPerson(shop.installation, 'Người khác', []);
    const runner = shop.runner();
    const atWork = await shop.ask('đang làm');
    const waits = await shop.ask('đang chờ');
    runner.start();
    await expect.poll(() => begun).toEqual(['đang làm']);
    await expect.poll(() => application.query('jobs.state', { jobId: atWork }, shop.person)).toMatchObject({ state: 'running', done: 3, total: 8, error: null });
    await expect(application.query('jobs.state', { jobId: atWork }, other)).rejects.toMatchObject({ code: 'not_found' });
    await expect(application.execute('jobs.cancel', { jobId: atWork }, other)).rejects.toMatchObject({ code: 'not_found' });
    await application.execute('jobs.cancel', { jobId: waits }, shop.person);
    await application.execute('jobs.cancel', { jobId: atWork }, shop.person);
    expect(await runner.settled(atWork)).toBe('cancelled');
    expect([cut, begun, (await shop.row(waits)).state]).toEqual([['đang làm: jobs.cancelled'], ['đang làm'], 'cancelled']);
    await expect(application.execute('jobs.cancel', { jobId: waits }, shop.person)).rejects.toMatchObject({ code: 'conflict', reason: 'jobs.ended' });
    expect((await application.database.reader.auditEntry.findMany({ where: { action: 'jobs.cancel' } })).map(({ objectId }) => objectId)).toEqual([waits, atWork]);
  });

  test('jobs J8 at its hour by the clock of Vietnam, and once for all that was missed', async () => {
    const at: string[] = [];
    shop = await openWorkshop(async () => void at.push(shop.installation.clock.now().toISOString()), { cron: '30 2 * * *' });
    const runner = shop.runner();
    const look = async (): Promise<void> => {
      await runner.enqueueDue();
      await runner.drain();
    };
    // 08:00 in Vietnam. An installation that never looked does it at once.
    await look();
    await look();
    shop.installation.clock.set('2026-11-26T19:29:59Z');
    await look();
    expect(at).toEqual(['2026-11-26T01:00:00.000Z']);
    shop.installation.clock.set('2026-11-26T19:30:00Z');
    await look();
    shop.installation.clock.set('2026-12-01T05:00:00Z');
    await look();
    await look();
    expect(at.slice(1)).toEqual(['2026-11-26T19:30:00.000Z', '2026-12-01T05:00:00.000Z']);
  });

  test('jobs J9 an ordered stop puts back what was at work, without counting the attempt', async () => {
    const { begun, cut, work } = open();
    shop = await openWorkshop(work, { attempts: 1 });
    const id = await shop.ask('dở');
    const first = shop.runner();
    first.start();
    await expect.poll(() => begun).toEqual(['dở']);
    await first.stop();
    expect([cut, await shop.row(id)]).toEqual([['dở: jobs.stopping'], expect.objectContaining({ state: 'waiting', attempts: 0, error: null })]);
    shop.runner().start();
    await expect.poll(() => begun).toEqual(['dở', 'dở']);
  });

  test('jobs J10 administrators see what failed and put it in line again; the audit log says who', async () => {
    let isMended = false;
    shop = await openWorkshop(async () => {
      if (!isMended) throw new DomainError('rejected', 'documents.too_complex');
      return undefined;
    });
    const { application } = shop.installation;
    const admin = await addPerson(shop.installation, 'Người quản trị', ['admin']);
    const id = await shop.ask('việc', { key: 'k' });
    const runner = shop.runner();
    await runner.drain();
    const seen = await application.query('jobs.overview', {}, admin);
    expect(seen).toMatchObject({ running: [], failed: [{ id, kind: 'trial.work', attempts: 1, error: { reason: 'documents.too_complex' } }], counts: [{ kind: 'trial.work', state: 'failed', count: 1 }] });
    await expect(application.query('jobs.overview', {}, shop.person)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(application.execute('jobs.retry', { jobId: id }, shop.person)).rejects.toMatchObject({ code: 'forbidden' });
    isMended = true;
    await application.execute('jobs.retry', { jobId: id }, admin);
    await expect(application.execute('jobs.retry', { jobId: id }, admin)).rejects.toMatchObject({ code: 'conflict', reason: 'jobs.not_failed' });
    await runner.drain();
    expect((await shop.row(id)).state).toBe('done');
    expect(await application.database.reader.auditEntry.findMany({ where: { action: 'jobs.retry' } })).toEqual([expect.objectContaining({ actorId: admin.personId, objectId: id })]);
  });

  test('jobs J10 of two of one key that failed, one goes in line again; one that is let go is not shown any more', async () => {
    shop = await openWorkshop(async () => {
      throw new DomainError('rejected', 'documents.too_complex');
    });
    const admin = await addPerson(shop.installation, 'Người quản trị', ['admin']);
    const runner = shop.runner();
    const ids: string[] = [];
    for (const name of ['một', 'hai']) {
      ids.push(await shop.ask(name, { key: 'k' }));
      await runner.drain();
    }
    for (const jobId of ids) await shop.installation.application.execute('jobs.retry', { jobId }, admin);
    expect(await Promise.all(ids.map(async (id) => (await shop.row(id)).state))).toEqual(['waiting', 'cancelled']);
    await runner.drain();
    const { application } = shop.installation;
    expect((await application.query('jobs.overview', {}, admin)).failed).toHaveLength(1);
    await application.execute('jobs.cancel', { jobId: ids[0] ?? '' }, admin);
    expect((await application.query('jobs.overview', {}, admin)).failed).toEqual([]);
  });

  test('jobs J11 forgotten after a week in good order, after 90 days otherwise', async () => {
    shop = await openWorkshop(async (name) => {
      if (name === 'hỏng') throw new DomainError('rejected', 'documents.too_complex');
      return undefined;
    });
    const runner = shop.runner();
    for (const name of ['tốt', 'hỏng']) await shop.ask(name);
    await runner.drain();
    const { application } = shop.installation;
    const left = async () => (await application.database.reader.job.findMany({ where: { kind: 'trial.work' } })).map(({ state }) => state).sort();
    const night = () => doJob(application, forgetEnded);
    await night();
    shop.installation.clock.advance(7.5 * 86_400_000);
    expect(await left()).toEqual(['done', 'failed']);
    await night();
    expect(await left()).toEqual(['failed']);
    shop.installation.clock.advance(85 * 86_400_000);
    await night();
    expect(await left()).toEqual([]);
  });

  test('jobs J12 of a kind nobody here knows it waits', async () => {
    const done: string[] = [];
    shop = await openWorkshop(async (name) => void done.push(name));
    const id = await shop.ask('mới', { kind: 'trial.other' });
    const old = shop.runner({ kinds: new Map() });
    await old.drain();
    expect([(await shop.row(id)).state, done]).toEqual(['waiting', []]);
    await shop.runner().drain();
    expect(done).toEqual(['mới']);
  });

  test('jobs J2 a database that cannot be written for a while loses none: the job is noted as running until it is taken again', async () => {
    let tries = 0;
    let isFull = false;
    shop = await openWorkshop(async () => {
      tries += 1;
      isFull = tries === 1;
      return undefined;
    });
    const { database } = shop.installation.application;
    const runner = shop.runner({
      leaseMs: 500,
      database: {
        reader: database.reader,
        transaction: (work) => (isFull ? Promise.reject(new DomainError('storage_full', 'storage.full')) : database.transaction(work)),
      },
    });
    const id = await shop.ask('việc');
    await runner.drain();
    expect([(await shop.row(id)).state, shop.faults.length > 0]).toEqual(['running', true]);
    isFull = false;
    shop.installation.clock.advance(600);
    await runner.drain();
    expect([(await shop.row(id)).state, tries]).toEqual(['done', 2]);
  });
});
