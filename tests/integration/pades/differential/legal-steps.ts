import { signPdf } from '../../../../server/pades';
import { drawTextAppearance } from '../../../../server/modules/signing/appearance/draw';
import { Budget } from '../../../../server/pades/pdf/budget';
import { PdfFile } from '../../../../server/pades/pdf/document';
import { signatureFields } from '../../../../server/pades/pdf/fields';
import { array, dict, isObjectKind, name, sameObject, textString, withEntries } from '../../../../server/pades/pdf/objects';
import type { PdfObject } from '../../../../server/pades/pdf/objects';
import { Lexer } from '../../../../server/pades/pdf/lexer';
import { serialize } from '../../../../server/pades/pdf/serialize';
import { append, formOf } from '../scene';
import { NOW } from '../now';
import type { Chance } from './chance';
import { appendRaw } from './raw-increment';
import type { Stage } from './scene';

/** One saving more; null where it does not apply to this file. */
export type Step = (pdf: Uint8Array, chance: Chance, stage: Stage) => Promise<Uint8Array | null> | Uint8Array | null;

async function signEmpty(pdf: Uint8Array, field: string, chance: Chance, { fonts, seal }: Stage): Promise<Uint8Array> {
  const lines = Array.from({ length: 1 + chance.below(3) }, () => `Đã ký ${chance.below(10_000)}`);
  const appearance = await drawTextAppearance({ width: 60 + chance.below(120), height: 30 + chance.below(60), fonts, testOnly: chance.below(2) === 0, lines });
  return signPdf(pdf, { field, signer: seal, signedAt: NOW, appearance });
}

const emptyFields = (pdf: Uint8Array): string[] => {
  const view = PdfFile.open(pdf).latest;
  return signatureFields(view).filter((field) => view.resolve(field.value) === null).map((field) => field.name);
};

/** Adds a bare signature field, as a tool does before somebody signs in it. */
function addField(pdf: Uint8Array, chance: Chance, visible: boolean): { file: Uint8Array; field: string } {
  const field = `KY_THEM_${chance.below(1_000_000)}`;
  const [x, y] = [chance.below(400), chance.below(700)];
  const rect = visible ? [x, y, x + 20 + chance.below(90), y + 10 + chance.below(50)] : [0, 0, 0, 0];
  const file = append(pdf, ({ view, increment }) => {
    const page = chance.pick(view.pages());
    const pageDict = view.dict(page) ?? dict({});
    const widget = increment.add(dict({ Type: name('Annot'), Subtype: name('Widget'), FT: name('Sig'), T: textString(field), Rect: array(rect), F: 132, P: page }));
    const form = formOf(view);
    increment.set(view.root, withEntries(view.catalog, { AcroForm: withEntries(form, { Fields: array([...(view.items(form.entries.get('Fields')) ?? []), widget]) }) }));
    increment.set(page, withEntries(pageDict, { Annots: array([...(view.items(pageDict.entries.get('Annots')) ?? []), widget]) }));
  });
  return { file, field };
}

/** Numbers whose values can be said again without harm: everything but signatures and the file's own machinery. */
export function restatable(pdf: Uint8Array): [number, PdfObject][] {
  const view = PdfFile.open(pdf).latest;
  return [...view.entries.keys()].flatMap((num): [number, PdfObject][] => {
    const value = view.peek(num) ?? null;
    if (value === null || (isObjectKind(value, 'dict') && value.entries.has('ByteRange'))) return [];
    if (isObjectKind(value, 'stream') && [...value.dict.entries.values()].some((entry) => isObjectKind(entry, 'name') && ['XRef', 'ObjStm'].includes(entry.value))) return [];
    // The product's writer rounds numbers to five decimals; what it would round is another value.
    const told = isObjectKind(value, 'stream') ? value.dict : value;
    return sameObject(new Lexer(serialize(told), 0, new Budget()).value(), told) ? [[num, value]] : [];
  });
}

const notStream = ([, value]: [number, PdfObject]): boolean => !isObjectKind(value, 'stream');

/** Savings that change nothing a signer answered for; the verifier has to accept every one of them. */
export const LEGAL: Readonly<Record<string, Step>> = {
  'the prepared field signed': (pdf, chance, stage) => {
    const [field] = emptyFields(pdf);
    return field === undefined ? null : signEmpty(pdf, field, chance, stage);
  },
  'a further visible signature': (pdf, chance, stage) => {
    const { file, field } = addField(pdf, chance, true);
    return signEmpty(file, field, chance, stage);
  },
  'a further invisible signature': (pdf, chance, stage) => {
    const { file, field } = addField(pdf, chance, false);
    return signPdf(file, { field, signer: stage.seal, signedAt: NOW });
  },
  'an empty field that shows nothing': (pdf, chance) => addField(pdf, chance, false).file,
  'validation data': (pdf, chance, { certificate }) =>
    append(pdf, ({ view, increment }) => {
      const entry = view.catalog.entries.get('DSS');
      const old = view.dict(entry);
      const stream = increment.add({ kind: 'stream', dict: dict({}), data: certificate });
      const store = withEntries(old ?? dict({ Type: name('DSS') }), { Certs: array([...(view.items(old?.entries.get('Certs')) ?? []), stream]) });
      if (isObjectKind(entry, 'ref') && chance.below(2) === 0) increment.set(entry, store);
      else increment.set(view.root, withEntries(view.catalog, { DSS: chance.below(2) === 0 ? increment.add(store) : store }));
    }),
  'the date of saving': (pdf, chance) =>
    append(pdf, ({ view, increment }) => {
      const info = view.revision.trailer.entries.get('Info');
      if (!isObjectKind(info, 'ref')) return;
      increment.set(info, withEntries(view.dict(info) ?? dict({}), { ModDate: textString(`D:2026120${1 + chance.below(9)}100000+07'00'`), Producer: textString(`Trình soạn ${chance.below(99)}`) }));
    }),
  'the date in the metadata': (pdf, chance) => {
    const view = PdfFile.open(pdf).latest;
    const entry = view.catalog.entries.get('Metadata');
    const value = view.resolve(entry);
    if (!isObjectKind(entry, 'ref') || !isObjectKind(value, 'stream') || value.dict.entries.has('Filter')) return null;
    const text = Buffer.from(value.data).toString('utf8').replace(/(<xmp:(?:ModifyDate|MetadataDate)>)[^<]*/g, `$12026-12-0${1 + chance.below(9)}T10:00:00+07:00`);
    return append(pdf, ({ increment }) => increment.set(entry, { ...value, data: Buffer.from(text) }));
  },
  'a comment': (pdf, chance) => appendRaw(pdf, { before: `% ghi chú ${chance.below(1000)}\n`.normalize('NFD').replace(/[^\x20-\x7e\n]/g, '') }),
  'a developer extension': (pdf, chance) =>
    append(pdf, ({ view, increment }) => {
      const old = view.dict(view.catalog.entries.get('Extensions')) ?? dict({});
      increment.set(view.root, withEntries(view.catalog, { Extensions: withEntries(old, { ADBE: dict({ BaseVersion: name('1.7'), ExtensionLevel: 1 + chance.below(11) }) }) }));
    }),
  'objects said again': (pdf, chance) => appendRaw(pdf, { objects: new Map(chance.some(restatable(pdf), 6)), kind: chance.pick(['table', 'stream']) }),
  'objects said again in an object stream': (pdf, chance) => appendRaw(pdf, { packed: new Map(chance.some(restatable(pdf).filter(notStream), 8)) }),
};
