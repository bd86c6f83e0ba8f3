/** Ordinary files that lead elsewhere: what is left out of them, and what becomes of each kind at the upload. */
import { createHash, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPdfCleaner } from '../../../server/adapters/pdf/clean';
import { createPdfInspector } from '../../../server/adapters/pdf/inspect';
import { system } from '../../../server/kernel/actor';
import { bundleChildren } from '../../support/bundled-child';
import { rawPdf } from '../pdf-samples';
import { openCommittee, publishedMeeting, type Committee } from '../meetings/committee';

let children: Awaited<ReturnType<typeof bundleChildren<'pdf-inspect' | 'pdf-clean'>>>;
let c: Committee;
let meetingId: string;
let itemId: string;

beforeAll(async () => {
  children = await bundleChildren('pdf-inspect', 'pdf-clean');
});
afterAll(() => rmSync(children.folder, { recursive: true, force: true }));
beforeEach(async () => {
  c = await openCommittee();
  ({ meetingId, itemId } = await publishedMeeting(c));
  Object.assign(c.installation.application.ports, { inspector: createPdfInspector({ program: children.programs['pdf-inspect'] }), cleaner: createPdfCleaner({ program: children.programs['pdf-clean'] }) });
});
afterEach(() => c.installation.close());

/** A page with a sentence and one link that does this. */
const linking = (action: string, more: Record<number, string> = {}): Buffer => {
  const stream = 'BT /F1 14 Tf 60 700 Td (Bao cao ket qua nam 2026) Tj ET';
  return rawPdf({
    1: '<</Type/Catalog/Pages 2 0 R>>',
    2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[6 0 R]>>',
    4: `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
    5: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    6: `<</Type/Annot/Subtype/Link/Rect[60 690 300 720]/A ${action}>>`,
    ...more,
  });
};

async function send(bytes: Buffer): Promise<{ intakeId: string; state: string; refusal: { reason: string } | null }> {
  const { application } = c.installation;
  const { key: blobKey, sha256, size } = await application.ports.staging.put(Readable.from([bytes]));
  const { intakeId } = await application.execute('documents.receive', { meetingId, personId: c.secretary.personId, sendId: randomUUID(), file: { blobKey, sha256, size, fileName: 'bao-cao.pdf' } }, system('test'));
  await application.jobs.drain();
  return { intakeId, ...(await application.query('documents.intake', { intakeId }, c.secretary)) };
}

const SERVER = '(\\\\\\\\may-chu\\\\chung\\\\phu-luc.pdf)';

describe('what leads elsewhere', { timeout: 60_000 }, () => {
  test('documents D59 is left out of what is shown; its sender is told, the file as it came is kept', async () => {
    const { application } = c.installation;
    const bytes = linking(`<</S/GoToR/F${SERVER}/D[0/Fit]>>`);
    const { intakeId, state } = await send(bytes);
    expect(state).toBe('doubtful');
    const { heldId } = await application.execute('documents.hold', { meetingId, itemId, intakeId }, c.secretary);
    expect(await application.query('documents.held', { meetingId }, c.secretary)).toMatchObject([{ fileName: 'bao-cao.pdf', isDoubtful: false, conversion: { kind: 'pdf', leftOut: ['goto_unc'], pages: 1 } }]);
    const { documentId } = await application.execute('documents.confirm-held', { heldId }, c.secretary);
    const version = await application.database.reader.documentVersion.findFirstOrThrow({ where: { documentId }, include: { original: true } });
    expect(version.original).toMatchObject({ sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, fileName: 'bao-cao.pdf' });
    const facts = JSON.parse(version.facts) as { active: string[]; textOfFirstPage: string };
    expect([facts.active, facts.textOfFirstPage]).toEqual([[], 'Bao cao ket qua nam 2026']);
    const shown = await buffer(await application.blobs.open({ key: version.blobKey, sha256: version.sha256, size: version.size }));
    expect(shown.includes('may-chu')).toBe(false);
  });

  /** Kind, file, what becomes of it. */
  test.each<[string, Buffer, string]>([
    ['a button that sends a form to a network path', linking(`<</S/SubmitForm/F<</FS/URL/F${SERVER}>>>>`), 'doubtful'],
    ['a command that reads data from a file', linking('<</S/ImportData/F(so-lieu.fdf)>>'), 'doubtful'],
    ['a link behind another one', linking(`<</S/URI/URI(https://thanhgiang.example)/Next<</S/GoToR/F${SERVER}/D[0/Fit]>>>>`), 'doubtful'],
    ['a link to the web', linking('<</S/URI/URI(https://thanhgiang.example)>>'), 'accepted'],
    ['a script', linking('<</S/JavaScript/JS(app.alert\\(1\\))>>'), 'accepted'],
    ['a start of a program', linking('<</S/Launch/Win<</F(cmd.exe)/P(/c calc)>>>>'), 'rejected'],
    ['a start of a program beside such a link', linking(`<</S/GoToR/F${SERVER}/D[0/Fit]/Next<</S/Launch/F(cmd.exe)>>>>`), 'rejected'],
    ['contents that lie elsewhere', linking('<</S/GoTo/D[3 0 R/Fit]>>', { 7: '<</Length 0/F(\\\\\\\\may-chu\\\\a)>>stream\n\nendstream' }), 'rejected'],
    ['such a link in a signed file', linking(`<</S/GoToR/F${SERVER}/D[0/Fit]>>`, { 7: '<</Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 10 20 10]/Contents<00>>>' }), 'rejected'],
  ])('documents D59 %s', async (_kind, bytes, verdict) => {
    expect((await send(bytes)).state).toBe(verdict);
  });
});
