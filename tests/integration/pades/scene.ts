import { PdfFile } from '../../../server/pades/pdf/document';
import type { DocumentView } from '../../../server/pades/pdf/document';
import { signatureFields } from '../../../server/pades/pdf/fields';
import { Increment } from '../../../server/pades/pdf/increment';
import { dict, isObjectKind } from '../../../server/pades/pdf/objects';
import type { PdfDict, PdfObject, PdfRef } from '../../../server/pades/pdf/objects';
import { verifyPdf } from '../../../server/pades';
import type { VerifyOptions } from '../../../server/pades';

/** One more revision in the making, with what it mostly touches at hand. */
export interface Scene {
  readonly view: DocumentView;
  readonly increment: Increment;
  readonly page: PdfRef;
  readonly pageDict: PdfDict;
  readonly field: (name: string) => PdfRef;
}

export function reference(value: PdfObject | undefined): PdfRef {
  if (isObjectKind(value, 'ref')) return value;
  throw new Error('a reference was expected');
}

/** Appends a well-formed further revision, as a person with a good tool would write it. */
export function append(base: Uint8Array, change: (scene: Scene) => void): Uint8Array {
  const file = PdfFile.open(base);
  const view = file.latest;
  const increment = new Increment(file);
  const page = reference(view.pages().at(-1));
  const pageDict = view.dict(page) ?? dict({});
  const field = (wanted: string): PdfRef => reference(signatureFields(view).find((candidate) => candidate.name === wanted)?.ref);
  change({ view, increment, page, pageDict, field });
  return Buffer.concat([base, increment.build().tail]);
}

export const stream = (text: string, entries: PdfDict = dict({})): { kind: 'stream'; dict: PdfDict; data: Uint8Array } => ({ kind: 'stream', dict: entries, data: Buffer.from(text) });
export const formOf = (view: DocumentView): PdfDict => view.dict(view.catalog.entries.get('AcroForm')) ?? dict({});

/** The verdict and the keys of the errors in it. */
export function keysOf(pdf: Uint8Array, trust: VerifyOptions): { verdict: string; keys: string[] } {
  const report = verifyPdf(pdf, trust);
  const found = [...report.findings, ...report.signatures.flatMap((signature) => [...signature.findings, ...signature.changesAfter.flatMap((change) => change.findings)])];
  return { verdict: report.verdict, keys: found.filter((item) => item.severity === 'error').map((item) => item.key) };
}
