/** Pages that are pictures: read by tesseract itself where it is there. */
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPageRecognizer } from '../../../server/adapters/ocr/recognizer';
import { createPagePainter } from '../../../server/adapters/pdf/page-painter';
import { createPageReader } from '../../../server/adapters/pdf/page-reader';
import { createPdfInspector } from '../../../server/adapters/pdf/inspect';
import { system } from '../../../server/kernel/actor';
import { linesOfWords, type PageRecognizer } from '../../../server/kernel/ports/page-recognizer';
import { bundleChildren } from '../../support/bundled-child';
import { tool } from '../../support/tools';
import { pdfWithText, type Placed } from '../pdf-samples';
import { openCommittee, publishedMeeting, type Committee } from '../meetings/committee';

let folder: string;
let children: Awaited<ReturnType<typeof bundleChildren<'page-picture' | 'page-texts' | 'pdf-inspect'>>>;
let recognizer: PageRecognizer;
let ordinary: Buffer;
let secret: Buffer;
const hasTesseract = tool('tesseract');

const TEXT: Placed[] = [
  { text: 'TỜ TRÌNH', x: 240, y: 640, size: 18 },
  { text: 'Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ', x: 80, y: 590, size: 14 },
  { text: 'Kinh phí thực hiện từ ngân sách tỉnh', x: 80, y: 560, size: 14 },
];

/** Those words as a scanner would have them: a page that is one picture. */
async function scanOf(items: readonly Placed[], name: string): Promise<Buffer> {
  const [file, picture] = [path.join(folder, `${name}.pdf`), path.join(folder, `${name}.jpg`)];
  await writeFile(file, await pdfWithText(items));
  expect(await createPagePainter({ program: children.programs['page-picture'] }).paint(file, 1, picture)).toMatchObject({ ok: true });
  const document = await PDFDocument.create();
  const drawn = await document.embedJpg(await readFile(picture));
  document.addPage([595.28, 841.89]).drawImage(drawn, { x: 0, y: 0, width: 595.28, height: 841.89 });
  return Buffer.from(await document.save());
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'phien-scans-'));
  children = await bundleChildren('page-picture', 'page-texts', 'pdf-inspect');
  recognizer = createPageRecognizer({ painter: createPagePainter({ program: children.programs['page-picture'] }) });
  ordinary = await scanOf(TEXT, 'ordinary');
  secret = await scanOf([{ text: 'MẬT', x: 90, y: 720, size: 20 }, ...TEXT], 'secret');
});
afterAll(() => [folder, children.folder].forEach((one) => rmSync(one, { recursive: true, force: true })));

let c: Committee;
let meetingId: string;
let itemId: string;
beforeEach(async () => {
  c = await openCommittee();
  ({ meetingId, itemId } = await publishedMeeting(c));
  Object.assign(c.installation.application.ports, { recognizer, inspector: createPdfInspector({ program: children.programs['pdf-inspect'] }), pageReader: createPageReader({ program: children.programs['page-texts'] }) });
});
afterEach(() => c.installation.close());

async function send(bytes: Buffer): Promise<{ intakeId: string; state: string; isDoubtful: boolean; refusal: { reason: string } | null }> {
  const { application } = c.installation;
  const { key: blobKey, sha256, size } = await application.ports.staging.put(Readable.from([bytes]));
  const { intakeId } = await application.execute('documents.receive', { meetingId, personId: c.secretary.personId, sendId: null, file: { blobKey, sha256, size, fileName: 'ban-quet.pdf' } }, system('test'));
  await application.jobs.drain();
  return { intakeId, ...(await application.query('documents.intake', { intakeId }, c.secretary)) };
}

describe.skipIf(!hasTesseract)('a scan where tesseract is (skipped without it)', { timeout: 60_000 }, () => {
  test('documents D60 documents D61 documents D62 search SR10 is looked at for marks, read, found by its words and says that a machine read them', async () => {
    const { application } = c.installation;
    const history = application.followHistory();
    const { intakeId, state } = await send(ordinary);
    expect(state).toBe('accepted');
    const { documentId } = await application.execute('documents.attach', { meetingId, itemId, intakeId }, c.secretary);
    const { facts } = await application.database.reader.documentVersion.findFirstOrThrow({ where: { documentId } });
    expect((JSON.parse(facts) as { findings: string[] }).findings).toEqual(['read_by_machine']);
    await history.settled();
    await application.jobs.drain();
    await history.settled();
    const { words } = await application.query('documents.scan-words', { documentId, version: 1, page: 1 }, c.member);
    const decree = words.find(({ text }) => text.startsWith('30/2020'));
    // Its place on the page, in ten thousandths: measured from the picture, it stands where it was set.
    expect(decree?.box[3]).toBeGreaterThan(10_000 * (1 - 594 / 842));
    expect(decree?.box[1]).toBeLessThan(10_000 * (1 - 594 / 842));
    const found = async (text: string) => (await application.query('search.find', { text }, c.member)).results.map(({ places }) => places.map(({ page, byMachine }) => [page, byMachine]));
    expect(await found('"Nghị định số 30/2020/NĐ-CP"')).toEqual([[[1, true]]]);
    expect(await found('ngan sach tinh')).toEqual([[[1, true]]]);
    await expect(application.query('documents.scan-words', { documentId, version: 1, page: 1 }, c.otherOfficer)).rejects.toMatchObject({ code: 'not_found' });
    await application.execute('documents.withdraw', { documentId, version: 1 }, c.secretary);
    expect(await found('ngan sach tinh')).toEqual([]);
    await expect(application.query('documents.scan-words', { documentId, version: 1, page: 1 }, c.member)).rejects.toMatchObject({ code: 'gone' });
    await history.stop();
  });

  test('documents D60 with a mark of secrecy is refused, and nothing of it stays', async () => {
    const { state, refusal } = await send(secret);
    expect([state, refusal?.reason]).toEqual(['rejected', 'documents.secret_marking']);
  });

  test('documents D61 a page in English is read as English', async () => {
    const file = path.join(folder, 'english.pdf');
    await writeFile(file, await scanOf([{ text: 'Memorandum of understanding between the two ministries', x: 80, y: 700, size: 14 }, { text: 'Financing: schedule attached hereto', x: 80, y: 670, size: 12 }], 'english-text'));
    const read = await recognizer.read(file, { number: 1, size: [595.28, 841.89] }, { signal: AbortSignal.timeout(50_000), memoryMb: 1_500 });
    expect(read.ok && linesOfWords(read.words)).toBe('Memorandum of understanding between the two ministries\nFinancing: schedule attached hereto');
  });

  test('documents D61 reading that is called off ends at once', async () => {
    const file = path.join(folder, 'called-off.pdf');
    await writeFile(file, ordinary);
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('called off')), 300);
    await expect(recognizer.read(file, { number: 1, size: [595, 842] }, { signal: stop.signal, memoryMb: 1_500 })).rejects.toThrow('called off');
    expect(await recognizer.read(file, { number: 7, size: [595, 842] }, { signal: AbortSignal.timeout(30_000), memoryMb: 1_500 })).toEqual({ ok: false });
  });
});

describe('a scan where it is not', { timeout: 60_000 }, () => {
  test('documents D60 waits until its sender has looked, and the audit log says who did', async () => {
    const { application } = c.installation;
    application.ports.recognizer = createPageRecognizer({ painter: application.ports.painter, commands: ['no-such-program'] });
    expect(await application.ports.recognizer.state()).toEqual({ version: null, languages: [] });
    const { intakeId, state, isDoubtful } = await send(ordinary);
    expect([state, isDoubtful]).toEqual(['doubtful', true]);
    await expect(application.execute('documents.attach', { meetingId, itemId, intakeId }, c.secretary)).rejects.toMatchObject({ reason: 'documents.secrecy_unanswered' });
    const { heldId } = await application.execute('documents.hold', { meetingId, itemId, intakeId }, c.secretary);
    expect(await application.query('documents.held', { meetingId }, c.secretary)).toMatchObject([{ id: heldId, isDoubtful: true, isUnseen: true, page: 1, words: '' }]);
    const { documentId } = await application.execute('documents.confirm-held', { heldId }, c.secretary);
    const entry = await application.database.reader.auditEntry.findFirstOrThrow({ where: { action: 'documents.confirm-held' } });
    expect([entry.actorId, JSON.parse(entry.details)]).toEqual([c.secretary.personId, expect.objectContaining({ page: 1, seenBySenderOnly: true })]);
    // The job that would read it has nothing to do, and says nothing.
    await application.jobs.drain();
    expect(await application.query('documents.scan-words', { documentId, version: 1, page: 1 }, c.member)).toEqual({ words: [] });
  });
});
