import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approvedMinutes, closedAssembly, PIN, type ClosedAssembly } from '../minutes/session';
import { adoptRecord } from '../../support/installation';
import { phien as speak, type Spoken } from './phien';

let all: ClosedAssembly;
const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-cli-'));
const signed = path.join(folder, 'bien-ban.pdf');
const broken = path.join(folder, 'sua.pdf');
const plain = path.join(folder, 'chua-ky.pdf');

const phien = (args: readonly string[], dataDir = all.installation.dataDir, input?: Buffer): Spoken => speak(args, { dataDir, from: folder, ...(input && { input }) });

beforeAll(async () => {
  all = await closedAssembly();
  const { officialId } = await approvedMinutes(all);
  const { blobs } = all.installation.application.ports;
  const bytesOf = async (revision: number): Promise<Buffer> => {
    const { blobKey: key, sha256, size } = await all.query('records.file', { officialId, revision }, all.secretary);
    const chunks: Buffer[] = [];
    for await (const chunk of await blobs.open({ key, sha256, size })) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  };
  writeFileSync(plain, await bytesOf(0));
  await all.execute('records.sign', { officialId, pin: PIN }, all.secretary);
  const bytes = await bytesOf(1);
  writeFileSync(signed, bytes);
  bytes[200] = (bytes[200] ?? 0) ^ 1;
  writeFileSync(broken, bytes);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await all.close();
});

describe('phien verify', () => {
  it('gives one object for one file, exit code 0 only when valid, paths from where the person stands', () => {
    const { code, out } = phien(['verify', 'bien-ban.pdf', '--json', '--at', '2026-11-26T05:00:00Z']);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'valid', path: 'bien-ban.pdf', testOnly: true, signatures: [{ field: 'SIG_THUKY' }] });
    expect(code).toBe(0);
  });

  it('gives an array for several, and exit code 1 when one is not valid', () => {
    const { code, out } = phien(['verify', signed, broken, plain, '--json', '--at', '2026-11-26T05:00:00Z']);
    expect((JSON.parse(out) as { verdict: string }[]).map(({ verdict }) => verdict)).toEqual(['valid', 'invalid', 'unsigned']);
    expect(code).toBe(1);
  });

  it('works without a data folder, and believes what --trust names', () => {
    const nowhere = path.join(folder, 'khong-co');
    expect(JSON.parse(phien(['verify', signed, '--json', '--at', '2026-11-26T05:00:00Z'], nowhere).out)).toMatchObject({ verdict: 'indeterminate' });
    const dir = path.join(all.installation.dataDir, 'signing');
    const args = ['verify', signed, '--json', '--at', '2026-11-26T05:00:00Z', '--trust', path.join(dir, 'root.cer'), '--crl', path.join(dir, 'issuing.crl'), '--crl', path.join(dir, 'root.crl')];
    expect(JSON.parse(phien(args, nowhere).out)).toMatchObject({ verdict: 'valid' });
  });

  it('reports what it can read beside a file it cannot, exit code 2', () => {
    const { code, out, err } = phien(['verify', signed, 'khong-co.pdf', '--json', '--at', '2026-11-26']);
    expect(JSON.parse(out)).toMatchObject([{ verdict: 'valid' }, { path: 'khong-co.pdf', error: 'unreadable_file' }]);
    expect([code, err.trim().split('\n').length]).toEqual([2, 2]);
  });

  it('cli D67 of a folder verifies every PDF file below it, in the order of their paths, with a count of each verdict', () => {
    const archive = path.join(folder, 'lưu trữ');
    mkdirSync(path.join(archive, 'năm 2025'), { recursive: true });
    for (const [file, name] of [[signed, 'b.pdf'], [broken, 'năm 2025/a.PDF'], [plain, 'a.pdf']] as const) copyFileSync(file, path.join(archive, name));
    writeFileSync(path.join(archive, 'ghi-chu.txt'), 'no file of signatures');
    symlinkSync(broken, path.join(archive, 'lien-ket.pdf'));
    const { code, out } = phien(['verify', archive, '--json', '--at', '2026-11-26T05:00:00Z']);
    expect([code, (JSON.parse(out) as { path: string; verdict: string }[]).map((one) => [path.relative(archive, one.path), one.verdict])]).toEqual([1, [['a.pdf', 'unsigned'], ['b.pdf', 'valid'], ['năm 2025/a.PDF', 'invalid']]]);
    const said = phien(['verify', archive, '--at', '2026-11-26T05:00:00Z']).out;
    expect(said.slice(said.indexOf('\n3 tệp'))).toBe(`\n3 tệp / files\n  1 HỢP LỆ (valid)\n  1 KHÔNG HỢP LỆ (invalid)\n     ${path.join(archive, 'năm 2025/a.PDF')}\n  1 KHÔNG CÓ CHỮ KÝ (unsigned)\n     ${path.join(archive, 'a.pdf')}\n`);
    const one = path.join(folder, 'một tệp');
    mkdirSync(one);
    expect(phien(['verify', one, '--json'])).toMatchObject({ code: 2, out: '' });
    copyFileSync(signed, path.join(one, 'x.pdf'));
    expect(JSON.parse(phien(['verify', one, '--json', '--at', '2026-11-26T05:00:00Z']).out)).toMatchObject([{ verdict: 'valid' }]);
  }, 120_000);

  it('reads from the pipe', () => {
    const { code, out } = phien(['verify', '-', '--json', '--at', '2026-11-26'], all.installation.dataDir, readFileSync(signed));
    expect([code, JSON.parse(out)]).toMatchObject([0, { verdict: 'valid', path: '-' }]);
  });

  it('refuses trust and lists that hold nothing, and times that do not exist', () => {
    for (const args of [['--trust', plain], ['--crl', path.join(all.installation.dataDir, 'signing', 'root.cer')], ['--at', '2026-02-30'], ['--at', '2026-11-26T05:00'.slice(0, 13)], ['--at', '1']]) {
      const { code, err } = phien(['verify', signed, ...args]);
      expect({ args, code, lines: err.trim().split('\n').length }).toEqual({ args, code: 2, lines: 2 });
    }
  }, 120_000);

  it('takes a time without a zone as Vietnam time, and a day as its end', () => {
    const judged = (at: string): unknown => (JSON.parse(phien(['verify', signed, '--json', '--at', at]).out) as { judgedAt: string }).judgedAt;
    expect([judged('2026-11-26'), judged('2026-11-26T12:00')]).toEqual(['2026-11-26T16:59:59.000Z', '2026-11-26T05:00:00.000Z']);
  });

  it('says in both languages what it does not understand, exit code 2', () => {
    for (const args of [['verify'], ['verify', 'khong-co.pdf'], ['verify', signed, '--la'], ['verify', signed, '--at', 'hôm qua'], ['bay'], ['audit'], ['metrics']]) {
      const { code, err } = phien(args);
      expect({ args, code, lines: err.trim().split('\n').length }).toEqual({ args, code: 2, lines: 2 });
    }
    // Seven programs are started one after the other, each compiled from source.
  }, 120_000);
});

describe('phien audit verify', () => {
  it('walks the chain while the server runs, and finds the row that was changed', async () => {
    // The papers of this session are rows without files.
    await adoptRecord(all.installation);
    const sound = phien(['audit', 'verify', '--json', '--no-files']);
    expect(JSON.parse(sound.out)).toMatchObject({ ok: true, rows: await all.installation.application.database.reader.auditEntry.count() });
    expect(sound.code).toBe(0);
    const { rows, head } = JSON.parse(sound.out) as { rows: number; head: string };
    expect(phien(['audit', 'verify', '--no-files', '--expect', `${rows}:${head}`]).code).toBe(0);
    const longer = phien(['audit', 'verify', '--expect', `${rows + 1}:${head}`, '--json']);
    expect([longer.code, JSON.parse(longer.out)]).toEqual([1, { ok: false, rows, brokenAt: rows + 1, problem: 'cut' }]);
    expect(phien(['audit', 'verify', '--expect', 'cuối']).code).toBe(2);
    await all.installation.application.database.transaction(async (db) => {
      // Only somebody with the file in hand can do this: the table itself refuses changes.
      await db.$executeRawUnsafe('DROP TRIGGER "AuditEntry_no_update"');
      await db.auditEntry.update({ where: { seq: 3 }, data: { actorName: 'Người khác' } });
    });
    const changed = phien(['audit', 'verify', '--json']);
    expect(JSON.parse(changed.out)).toMatchObject({ ok: false, brokenAt: 3, problem: 'content' });
    expect(changed.code).toBe(1);
  });
});

describe('phien metrics', () => {
  it('gives the account of a session while the server runs', () => {
    const { code, out } = phien(['metrics', '--meeting', all.meetingId, '--json']);
    expect(JSON.parse(out)).toMatchObject({ meetingId: all.meetingId, recipients: { total: 22 }, paper: { totals: { setPages: 32, pagesAvoided: 704 } } });
    expect(code).toBe(0);
    expect(phien(['metrics', '--meeting', all.installation.application.ports.ids.next()]).code).toBe(2);
  });
});

describe('phien help', () => {
  it('names every command in both languages', () => {
    const { code, out } = phien(['help']);
    for (const words of ['phien verify', 'phien audit verify', 'phien metrics', 'phien sample', 'phien doctor', 'Kiểm tra chữ ký số', 'Verifies the signatures']) expect(out).toContain(words);
    expect(code).toBe(0);
  });
});
