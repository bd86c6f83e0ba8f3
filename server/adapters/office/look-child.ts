/**
 * The child that looks at a file of an office program: `office-look FILE KIND TARGET`. Writes the file as the converter may have it (or, of a picture, the
 * PDF itself) to TARGET, and what it found as JSON to descriptor 3 after a first byte `R`. It is expected to be killed at any time.
 */
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { ZipFile } from 'yazl';
import { OFFICE_FAMILY, OFFICE_KINDS, type OfficeKind } from '../../shared/rules/office-kinds';
import { OUTPUT_FD, STARTED, writeAll } from '../sandbox/plain-wire';
import { cleanPart, nothingFound, type Found } from './clean-parts';
import type { LookVerdict } from './look-wire';
import { OfficeProblem } from './office-problem';
import { tiffPages, writePicture } from './picture-pdf';
import { readParts } from './read-parts';

const MAIN_PART: Partial<Record<OfficeKind, RegExp>> = { docx: /^word\/document\d*\.xml$/i, xlsx: /^xl\/workbook\.(?:xml|bin)$/i, pptx: /^ppt\/presentation\.xml$/i };
const MIME: Partial<Record<OfficeKind, string>> = { odt: 'text', ods: 'spreadsheet', odp: 'presentation' };
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** As a directory of a binary file names them. */
const stream = (name: string): Buffer => Buffer.from(name, 'utf16le');

const told = (found: Found) => ({
  comments: found.comments,
  changes: found.changes,
  macros: found.macros,
  links: found.links,
  fonts: [...found.fonts].sort(([, a], [, b]) => b - a).map(([font]) => font).slice(0, 100),
  signs: [...found.signs].slice(0, 20_000).join(''),
});

async function cleanParts(bytes: Buffer, kind: OfficeKind, target: string): Promise<LookVerdict> {
  const found = nothingFound();
  const zip = new ZipFile();
  const chunks: Buffer[] = [];
  const written = new Promise<void>((resolve, reject) => zip.outputStream.on('data', (part: Buffer) => chunks.push(part)).on('end', resolve).on('error', reject));
  let isThere = false;
  for await (const part of readParts(bytes)) {
    if (MAIN_PART[kind]?.test(part.name)) isThere = true;
    if (part.name === 'mimetype' && MIME[kind] && part.content.toString('latin1').trim().startsWith(`application/vnd.oasis.opendocument.${MIME[kind]}`)) isThere = true;
    if (part.name === 'META-INF/manifest.xml' && part.content.includes('encryption-data')) throw new OfficeProblem('documents.office_encrypted');
    const cleaned = cleanPart(part, kind, found);
    if (cleaned) zip.addBuffer(cleaned, part.name, { compress: part.name !== 'mimetype' });
  }
  if (!isThere) throw new OfficeProblem('documents.office_other_kind');
  zip.end();
  await written;
  writeFileSync(target, Buffer.concat(chunks));
  return { ok: true, isKnown: true, isDone: false, ...told(found) };
}

async function look(file: string, kind: OfficeKind, target: string): Promise<LookVerdict> {
  const bytes = readFileSync(file);
  const family = OFFICE_FAMILY[kind];
  if (family === 'picture') {
    if (kind === 'tiff') {
      const pages = tiffPages(bytes);
      if (pages !== 1) throw new OfficeProblem(pages === 0 ? 'documents.office_other_kind' : 'documents.too_many_pictures', pages === 0 ? {} : { pages });
      writeFileSync(target, bytes);
    } else await writePicture(bytes, kind === 'png' ? 'png' : 'jpg', target);
    return { ok: true, isKnown: true, isDone: kind !== 'tiff', ...told(nothingFound()) };
  }
  const isOle = bytes.subarray(0, 8).equals(OLE);
  if (isOle && bytes.includes(stream('EncryptedPackage'))) throw new OfficeProblem('documents.office_encrypted');
  if (family === 'parts') return bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004' ? cleanParts(bytes, kind, target) : Promise.reject(new OfficeProblem('documents.office_other_kind'));
  const own = { doc: ['WordDocument'], xls: ['Workbook', 'Book'], ppt: ['PowerPoint Document'] }[kind as 'doc' | 'xls' | 'ppt'];
  if (!isOle || !own.some((name) => bytes.includes(stream(name)))) throw new OfficeProblem('documents.office_other_kind');
  writeFileSync(target, bytes);
  return { ok: true, isKnown: false, isDone: false, ...told(nothingFound()), macros: bytes.includes(stream('_VBA_PROJECT')) ? 1 : 0 };
}

const [file = '', kind = '', target = ''] = process.argv.slice(2);
writeSync(OUTPUT_FD, STARTED);
const known = OFFICE_KINDS.find((one) => one === kind);
const verdict = await (known ? look(file, known, target) : Promise.reject(new OfficeProblem('documents.office_other_kind'))).catch((error: unknown): LookVerdict =>
  error instanceof OfficeProblem ? { ok: false, reason: error.reason, params: error.params } : { ok: false, reason: 'documents.office_damaged', params: {} });
writeAll(JSON.stringify(verdict));
