import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { projectRoot } from '../../../server/adapters/project-root';
import { system } from '../../../server/kernel/actor';
import { DomainError } from '../../../server/kernel/errors';
import { openTestInstallation } from '../../support/installation';
import { factsOf, openCommittee, publishedMeeting, type Committee } from '../meetings/committee';

let c: Committee;
let meetingId: string;
let itemId: string;
const program = system('test');

beforeEach(async () => {
  c = await openCommittee();
  ({ meetingId, itemId } = await publishedMeeting(c));
});
afterEach(() => c.installation.close());

const staged = (): string[] => readdirSync(path.join(c.installation.dataDir, 'waiting'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);
const asked = (intakeId: string, caller = c.secretary) => c.installation.application.query('documents.intake', { intakeId }, caller);

async function receive(bytes: Uint8Array | string, sendId: string | null = null) {
  const { application } = c.installation;
  const { key: blobKey, sha256, size } = await application.ports.staging.put(Readable.from([Buffer.from(bytes)]));
  return application.execute('documents.receive', { meetingId, personId: c.secretary.personId, sendId, file: { blobKey, sha256, size, fileName: 'to-trinh.pdf' } }, program);
}

async function realPdf(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 1; page <= pages; page += 1) document.addPage([595, 842]).drawRectangle({ x: 10, y: 10, width: 50, height: 50 });
  return document.save();
}

describe('a file that comes in', () => {
  test('documents D35 is inspected by a job, in a child of its own, and is a paper by the id of its intake', async () => {
    const { application } = c.installation;
    const { intakeId, jobId } = await receive(await realPdf(2));
    expect(await asked(intakeId)).toEqual({ state: 'received', isDoubtful: false, refusal: null });
    await expect(application.execute('documents.attach', { meetingId, itemId, intakeId }, c.secretary)).rejects.toMatchObject({ code: 'conflict', reason: 'documents.not_inspected' });
    await application.jobs.drain();
    expect(await application.jobs.settled(jobId ?? '')).toBe('done');
    expect(await application.execute('documents.attach', { meetingId, itemId, intakeId }, c.secretary)).toMatchObject({ pages: 2 });
    for (const other of [c.assistant, c.chair, c.admin]) await expect(asked(intakeId, other)).rejects.toMatchObject({ code: 'not_found' });
    c.installation.clock.advance(61_000);
    await application.jobs.drain();
    expect(staged()).toEqual([]);
  });

  test('documents D35 rejected it leaves the reason and nothing else, and that for a day', async () => {
    const { intakeId } = await receive('%PDF-1.7 không phải PDF', crypto.randomUUID());
    await c.installation.application.jobs.drain();
    const { state, refusal } = await asked(intakeId);
    expect([state, refusal?.reason, staged()]).toEqual(['rejected', 'documents.damaged', []]);
    const row = () => c.installation.application.database.reader.intake.findUniqueOrThrow({ where: { id: intakeId } });
    expect(await row()).toMatchObject({ fileName: '', sha256: '', facts: '', words: '', sendId: null });
    c.installation.clock.advance(24 * 60 * 60_000);
    await c.installation.application.jobs.enqueueDue();
    await c.installation.application.jobs.drain();
    expect(await row()).toMatchObject({ state: 'expired', refusal: null });
  });

  test('documents D35 an inspector that is away for a moment is asked again; away for good, the intake waits and the job says so', async () => {
    const { application } = c.installation;
    let away = 2;
    application.ports.inspector = {
      inspect: async () => {
        away -= 1;
        if (away >= 0) throw new DomainError('unavailable', 'documents.inspector_unavailable');
        return { ok: true, facts: factsOf(1) };
      },
    };
    const drain = async (): Promise<void> => {
      for (let tries = 0; tries < 5; tries += 1) {
        await application.jobs.drain();
        c.installation.clock.advance(10_000);
      }
    };
    const first = await receive('một');
    await drain();
    expect((await asked(first.intakeId)).state).toBe('accepted');
    away = 100;
    const sendId = crypto.randomUUID();
    const second = await receive('hai', sendId);
    await drain();
    expect([await application.jobs.settled(second.jobId ?? ''), (await asked(second.intakeId)).state]).toEqual(['failed', 'received']);
    // Sent again it is looked at again.
    away = 0;
    const again = await receive('hai', sendId);
    expect([again.intakeId === second.intakeId, again.jobId === second.jobId, again.blobKey]).toEqual([true, false, second.blobKey]);
    await drain();
    expect((await asked(second.intakeId)).state).toBe('accepted');
  });

  test('documents D35 a program killed while it is inspected goes on with it at the next start', async () => {
    const { dataDir, clock } = c.installation;
    await c.installation.application.stop();
    const file = path.join(dataDir, 'to-trinh.pdf');
    writeFileSync(file, await realPdf(3));
    const program = path.join(projectRoot, 'tests/support/intake-child.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', program, dataDir, meetingId, c.secretary.personId, file, clock.now().toISOString()], { stdio: ['ignore', 'inherit', 'inherit'] });
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    clock.advance(60_000);
    c = { ...c, installation: await openTestInstallation({ dataDir, at: clock.now().toISOString() }) };
    const { database, jobs } = c.installation.application;
    const { id } = await database.reader.intake.findFirstOrThrow();
    expect([(await asked(id)).state, (await database.reader.job.findFirstOrThrow()).state]).toEqual(['received', 'running']);
    await jobs.drain();
    expect(await c.installation.application.execute('documents.attach', { meetingId, itemId, intakeId: id }, c.secretary)).toMatchObject({ pages: 3 });
  });
});
