import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, chmod, copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { PDFDict, PDFDocument, PDFName } from 'pdf-lib';
import { DomainError } from '../../kernel/errors';
import type { Conversion, ConversionResult, ConverterState, OfficeConverter } from '../../kernel/ports/office-converter';
import { createSemaphore } from '../../kernel/semaphore';
import { oldFontOf } from '../../shared/language/old-encodings';
import { isTaken, OFFICE_FAMILY, type OfficeKind } from '../../shared/rules/office-kinds';
import { entryFor } from '../entry';
import { LimitedChild } from '../sandbox/limited-child';
import { isolationHere } from './isolation';
import { decodeLook, LOOK_OUTPUT } from './look-wire';
import { OfficeProblem } from './office-problem';
import { oldFamiliesIn, writeOldFaces } from './old-faces';
import { runSoffice, STAND_INS } from './soffice';

const LOOK = { dataKb: 2_000_000, cpuSeconds: 25, wallMs: 25_000, outputBytes: LOOK_OUTPUT };
/** LibreOffice takes a core and half a gigabyte. */
const AT_ONCE = 2;

export interface ConverterOptions {
  /** Names LibreOffice goes by; none: as if it were not installed. */
  commands?: readonly string[];
  /** As if the machine could no more than this. */
  isolation?: ConverterState['isolation'];
}

/** What there is to convert with, known without starting it. */
interface Here extends Omit<ConverterState, 'version'> {
  /** Absolute. */
  program: string | null;
}

async function firstThere(commands: readonly string[]): Promise<string | null> {
  for (const file of commands.flatMap((command) => ['/usr/bin', '/usr/local/bin', '/opt/libreoffice/program'].map((folder) => path.join(folder, command)))) {
    if (await access(file, constants.X_OK).then(() => true, () => false)) return file;
  }
  return null;
}

const firstLine = (program: string): Promise<string | null> => new Promise((resolve) => execFile(program, ['--version'], { timeout: 20_000, env: { NODE_ENV: 'production', PATH: '/usr/bin:/bin:/usr/local/bin', HOME: os.tmpdir() } }, (error, text) => resolve(error ? null : (text.split('\n')[0]?.trim() ?? ''))));

/** OfficeConverter by LibreOffice, in a room that is thrown away, after a child has looked at the file and cleaned it. */
export function createOfficeConverter({ commands = ['soffice', 'libreoffice'], isolation: most }: ConverterOptions = {}): OfficeConverter {
  const places = createSemaphore({ parallel: AT_ONCE });
  let known: Promise<Here> | undefined;
  const find = async (): Promise<Here> => {
    const isolation = most ?? (await isolationHere());
    const program = await firstThere(commands);
    return { program, isolation, reach: program === null || isolation === 'none' ? 'pictures' : isolation === 'bubblewrap' ? 'all' : 'cleaned' };
  };
  const state = (): Promise<Here> => (known ??= find());
  return {
    reach: async () => (await state()).reach,
    async state() {
      const { program, reach, isolation } = await state();
      return { reach, isolation, version: program === null ? null : await firstLine(program) };
    },
    async convert(file, kind, target, { signal, memoryMb, onProgress = () => undefined }) {
      const here = await state();
      if (!isTaken(kind, here.reach)) return { ok: false, reason: here.program === null ? 'documents.no_converter' : 'documents.no_isolation', params: { kind } };
      return places.inTurn(async () => {
        const room = await mkdtemp(path.join(os.tmpdir(), 'phien-office-'));
        try {
          return await convertIn(room, { file, kind, target, here, signal, memoryMb, onProgress });
        } catch (error) {
          if (error instanceof OfficeProblem) return { ok: false, reason: error.reason, params: { kind, ...error.params } };
          throw error;
        } finally {
          await rm(room, { recursive: true, force: true });
        }
      }, { signal });
    },
  };
}

interface Work {
  file: string;
  kind: OfficeKind;
  target: string;
  here: Here;
  signal: AbortSignal;
  memoryMb: number;
  onProgress(share: number): void;
}

async function convertIn(room: string, { file, kind, target, here, signal, memoryMb, onProgress }: Work): Promise<ConversionResult> {
  await chmod(room, 0o700);
  const cleaned = path.join(room, `in.${kind}`);
  onProgress(0.05);
  const { started, output } = await LimitedChild.run(entryFor('office-look'), [file, kind, cleaned], LOOK, signal);
  if (!started) throw new DomainError('unavailable', 'documents.inspector_unavailable');
  const look = decodeLook(output);
  if (!look) throw new OfficeProblem('documents.office_bomb');
  if (!look.ok) return { ok: false, reason: look.reason, params: { kind, ...look.params } };
  onProgress(0.2);
  const old = look.isDone ? [] : oldOf(look.isKnown ? look.fonts : oldFamiliesIn(await readFile(cleaned)));
  const run = { program: here.program ?? '', isolation: here.isolation, room, faces: [...ownFaces(), ...(await facesFor(old, room))], memoryMb, signal };
  const made = look.isDone ? cleaned : await runSoffice(kind === 'doc' && old.length > 0 ? await asWordOfToday(run) : kind, run);
  onProgress(0.9);
  await copyFile(made, target);
  const conversion: Conversion = {
    kind,
    fontsReplaced: OFFICE_FAMILY[kind] === 'parts' ? await replaced(look.fonts, made) : [],
    signsMissing: await missingSigns(look.signs),
    comments: look.comments,
    changes: look.changes,
    macros: look.macros,
    links: look.links,
    isKnown: look.isKnown,
  };
  return { ok: true, conversion };
}

/** Folders of faces that come with this program and may stand in for those of office programs. */
function ownFaces(): string[] {
  try {
    return [path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))];
  } catch {
    return [];
  }
}

const oldOf = (faces: readonly string[]): string[] => faces.filter((face) => oldFontOf(face) !== null);

/** A folder with faces for those of before Unicode that the file names and this machine has not (D58). */
async function facesFor(old: readonly string[], room: string): Promise<string[]> {
  if (old.length === 0) return [];
  const here = await new Promise<string>((resolve) => execFile('fc-list', [':', 'family'], { maxBuffer: 16 * 1024 * 1024, timeout: 20_000 }, (error, text) => resolve(error ? '' : text)));
  const known = new Set(here.split(/[\n,]/));
  const folder = path.join(room, 'old-faces');
  await mkdir(folder);
  return (await writeOldFaces(folder, old.filter((face) => !known.has(face)))) > 0 ? [folder] : [];
}

/** A file of old in old fonts as a Word file of today, which can be cleaned: its letters ư would be lost as soft hyphens. */
async function asWordOfToday(run: Parameters<typeof runSoffice>[1]): Promise<'docx'> {
  const made = await runSoffice('doc', run, 'docx');
  const { output } = await LimitedChild.run(entryFor('office-look'), [made, 'docx', path.join(run.room, 'in.docx')], LOOK, run.signal);
  if (!decodeLook(output)?.ok) throw new OfficeProblem('documents.not_converted');
  return 'docx';
}

const plainFace = (name: string): string => name.replace(/^[A-Z]{6}\+/, '').replace(/[\s_-]|PS(?:MT)?$|MT$|(?:Bold|Italic|Oblique|Regular|Roman)+$/gi, '').toLowerCase();

/** Faces the file names that its rendition has neither themselves nor of the same widths. */
async function replaced(asked: readonly string[], pdf: string): Promise<string[]> {
  const document = await PDFDocument.load(await readFile(pdf), { updateMetadata: false }).catch(() => null);
  if (!document) return [];
  const used = new Set<string>();
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    const name = object instanceof PDFDict ? object.get(PDFName.of('BaseFont')) : undefined;
    if (name instanceof PDFName) used.add(plainFace(name.decodeText()));
  }
  const has = (face: string): boolean => [...used].some((name) => name.startsWith(plainFace(face)));
  // A face of the same widths changes no line.
  return asked.filter((face) => !has(face) && !STAND_INS.some(([own, given]) => plainFace(own) === plainFace(face) && has(given))).slice(0, 30).map((face) => face.slice(0, 80));
}

let covered: Promise<((code: number) => boolean) | null> | undefined;

/** Which characters any face of this machine has, by its list of faces; null where it keeps none. */
function coverage(): Promise<((code: number) => boolean) | null> {
  covered ??= new Promise((resolve) => {
    execFile('fc-list', ['--format', '%{charset}\n'], { maxBuffer: 64 * 1024 * 1024, timeout: 20_000 }, (error, text) => {
      if (error) return resolve(null);
      const ranges = [...new Set(text.split(/\s+/))].filter(Boolean).map((range) => range.split('-').map((end) => parseInt(end, 16))).map(([from = 0, to = from]) => [from, to] as const).sort((a, b) => a[0] - b[0]);
      resolve((code) => ranges.some(([from, to]) => code >= from && code <= to));
    });
  });
  return covered;
}

async function missingSigns(signs: string): Promise<string[]> {
  const has = await coverage();
  if (!has) return [];
  return [...signs].filter((sign) => !has(sign.codePointAt(0) ?? 0)).slice(0, 50);
}
