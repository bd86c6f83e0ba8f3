/**
 * The child that cleans: `pdf-clean FILE TARGET`. Writes the file without what leads to other places to TARGET and
 * answers on descriptor 3, after a first byte `R`. It is expected to be killed at any time.
 */
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, type PDFObject } from 'pdf-lib';
import { OUTPUT_FD, STARTED, writeAll } from '../sandbox/plain-wire';
import { checkEnvelope, cutOut } from './inspect-envelope';

/** Actions that lead elsewhere or read files; what they would do is left out, what they stand on stays. */
const ACTIONS = new Set(['GoToR', 'GoToE', 'Thread', 'SubmitForm', 'ImportData']);
/** Entries of an action that are looked at by programs; without them it does nothing. */
const ENTRIES = ['S', 'F', 'D', 'T', 'Next', 'Win', 'Mac', 'Unix', 'Fields', 'Flags'];

function clean(dict: PDFDict): void {
  const action = dict.get(PDFName.of('S'));
  if (action instanceof PDFName && ACTIONS.has(action.decodeText())) for (const entry of ENTRIES) dict.delete(PDFName.of(entry));
}

/** Direct contents of one object, some levels deep; references are met as objects of their own. */
function walk(object: PDFObject, depth: number): void {
  if (depth > 50) return;
  if (object instanceof PDFArray) object.asArray().forEach((one) => walk(one, depth + 1));
  const dict = object instanceof PDFRawStream ? object.dict : object instanceof PDFDict ? object : null;
  if (!dict) return;
  clean(dict);
  // What stands in for the page of another file is drawn itself.
  if (object instanceof PDFRawStream) dict.delete(PDFName.of('Ref'));
  for (const value of dict.values()) walk(value, depth + 1);
}

const isSigned = ({ context }: PDFDocument): boolean => context.enumerateIndirectObjects().some(([, object]) => object instanceof PDFDict && object.has(PDFName.of('ByteRange')));

async function write(file: string, target: string): Promise<{ ok: boolean }> {
  const stored = readFileSync(file);
  const envelope = checkEnvelope(stored);
  if (!envelope.ok) return { ok: false };
  const document = await PDFDocument.load(cutOut(stored, envelope.part), { updateMetadata: false, capNumbers: true });
  // What was signed is shown as it was signed, or not at all.
  if (isSigned(document)) return { ok: false };
  for (const [, object] of document.context.enumerateIndirectObjects()) walk(object, 0);
  writeFileSync(target, await document.save({ updateFieldAppearances: false }), { flag: 'wx', mode: 0o600 });
  return { ok: true };
}

function answer(outcome: object): never {
  writeAll(JSON.stringify(outcome));
  process.exit(0);
}

const fail = (): never => answer({ ok: false });
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
const [file = '', target = ''] = process.argv.slice(2);
writeSync(OUTPUT_FD, STARTED);
write(file, target).then(answer, fail);
