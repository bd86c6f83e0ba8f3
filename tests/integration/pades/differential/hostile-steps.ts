import { PdfFile } from '../../../../server/pades/pdf/document';
import type { DocumentView } from '../../../../server/pades/pdf/document';
import { signatureFields } from '../../../../server/pades/pdf/fields';
import { array, dict, isObjectKind, name, ref, textString, withEntries } from '../../../../server/pades/pdf/objects';
import type { PdfDict, PdfObject, PdfStream } from '../../../../server/pades/pdf/objects';
import { append, formOf, stream } from '../scene';
import type { Scene } from '../scene';
import type { Chance } from './chance';
import { restatable } from './legal-steps';
import type { Step } from './legal-steps';
import { appendRaw, freshNumber } from './raw-increment';

/** A black sheet: whoever shows it has shown what nobody signed. */
const BLACK = '0 g 0 0 2000 2000 re f';
const black = (entries: Record<string, PdfObject> = {}): PdfStream => stream(BLACK, dict({ Type: name('XObject'), Subtype: name('Form'), BBox: array([0, 0, 600, 850]), Resources: dict({}), ...entries }));

/** A value with one thing in it changed, however small. */
function mutate(value: PdfObject, chance: Chance, numbers: readonly number[], depth = 0): PdfObject {
  if (value === null || typeof value === 'boolean') return !value;
  if (typeof value === 'number') return chance.pick([value + 1, value - 1, -value, 0, value * 2, value + 100]);
  switch (value.kind) {
    case 'name':
      return name(chance.pick(['XRef', 'ObjStm', 'Metadata', 'Page', 'Pages', 'Font', 'Widget', 'Form', 'Catalog', `${value.value}X`]));
    case 'string':
      return textString(`khác ${chance.below(100)}`);
    case 'ref':
      return chance.below(4) === 0 ? null : ref(chance.pick(numbers));
    case 'array': {
      const items = [...value.items];
      const at = chance.below(Math.max(1, items.length));
      const act = chance.below(5);
      if (act === 0) items.splice(at, 1);
      else if (act === 1) items.splice(at, 0, items[at] ?? 0);
      else if (act === 2) items.reverse();
      else items[at] = mutate(items[at] ?? 0, chance, numbers, depth + 1);
      return array(items);
    }
    case 'dict': {
      const keys = [...value.entries.keys()];
      if (keys.length === 0) return withEntries(value, { Rotate: 90 });
      const key = chance.pick(keys);
      const act = chance.below(6);
      if (act === 0) return withEntries(value, { [key]: undefined });
      if (act === 1) return withEntries(value, { [chance.pick(['Rotate', 'AP', 'Resources', 'Contents', 'OC', 'AA', 'Annots', 'MediaBox', 'F'])]: chance.pick([90, ref(chance.pick(numbers)), array([0, 0, 300, 300])]) });
      return withEntries(value, { [key]: mutate(value.entries.get(key) ?? null, chance, numbers, depth + 1) });
    }
    case 'stream':
      if (chance.below(2) === 0) return { ...value, dict: mutate(value.dict, chance, numbers) as PdfDict };
      return { kind: 'stream', dict: withEntries(value.dict, { Filter: undefined, DecodeParms: undefined }), data: Buffer.from(chance.pick([BLACK, '', 'q Q', 'q 0.5 0 0 0.5 0 0 cm'])) };
  }
}

const mutated = (pdf: Uint8Array, chance: Chance, most: number): [number, PdfObject][] => {
  const all = restatable(pdf);
  return chance.some(all, most).map(([num, value]) => [num, mutate(value, chance, all.map(([other]) => other))]);
};

const contentOf = (view: DocumentView, page: PdfDict): number[] => {
  const entry = page.entries.get('Contents');
  const items = view.items(entry) ?? [entry ?? null];
  return items.flatMap((item) => (isObjectKind(item, 'ref') ? [item.num] : []));
};

function withField(scene: Scene, chance: Chance, entries: Record<string, PdfObject>, listed = true): void {
  const { view, increment } = scene;
  const page = chance.pick(view.pages());
  const pageDict = view.dict(page) ?? dict({});
  const common = { Type: name('Annot'), Subtype: name('Widget'), FT: name('Sig'), T: textString(`KY_${chance.below(99_999)}`), Rect: array([0, 0, 595, 842]), F: 4, P: page };
  const widget = increment.add(dict({ ...common, ...entries }));
  const form = formOf(view);
  increment.set(view.root, withEntries(view.catalog, { AcroForm: withEntries(form, { Fields: array([...(view.items(form.entries.get('Fields')) ?? []), widget]) }) }));
  if (listed) increment.set(page, withEntries(pageDict, { Annots: array([...(view.items(pageDict.entries.get('Annots')) ?? []), widget]) }));
}

const withForm = ({ view, increment }: Scene, entries: Record<string, PdfObject | undefined>): void =>
  increment.set(view.root, withEntries(view.catalog, { AcroForm: withEntries(formOf(view), entries) }));

/** Savings that try to change what is shown, or may; whichever the verifier accepts has to show what was signed. */
export const HOSTILE: Readonly<Record<string, Step>> = {
  'objects changed': (pdf, chance) => appendRaw(pdf, { objects: new Map(mutated(pdf, chance, 2)), kind: chance.pick(['table', 'stream']) }),
  'objects changed in an object stream': (pdf, chance) => appendRaw(pdf, { packed: new Map(mutated(pdf, chance, 2).filter(([, value]) => !isObjectKind(value, 'stream'))) }),
  'a wrong index': (pdf, chance) =>
    appendRaw(pdf, { packed: new Map(chance.some(restatable(pdf).filter(([, value]) => !isObjectKind(value, 'stream')), 6)), indexOf: (at, count) => chance.pick([at + 1, count, 0, 200, (at + 1) % count]) }),
  'a stream that calls itself another': (pdf, chance) => {
    const view = PdfFile.open(pdf).latest;
    const page = view.dict(chance.pick(view.pages())) ?? dict({});
    const type = chance.pick(['XRef', 'ObjStm', 'Metadata', 'Sig', 'DSS']);
    return appendRaw(pdf, { objects: new Map([[chance.pick(contentOf(view, page)), stream(BLACK, dict({ Type: name(type) }))]]) });
  },
  'resources of a page': (pdf, chance) =>
    append(pdf, ({ view, increment }) => {
      const page = chance.pick(view.pages());
      const pageDict = view.dict(page) ?? dict({});
      const resources = view.dict(pageDict.entries.get('Resources')) ?? dict({});
      const key = chance.pick([...resources.entries.keys(), 'XObject', 'Font', 'ExtGState']);
      increment.set(page, withEntries(pageDict, { Resources: withEntries(resources, { [key]: chance.pick<PdfObject>([dict({}), dict({ X0: increment.add(black()) })]) }) }));
    }),
  'the appearance of a field': (pdf, chance) =>
    append(pdf, ({ view, increment }) => {
      const field = chance.pick(signatureFields(view));
      const appearance = view.dict(field.dict.entries.get('AP'))?.entries.get('N');
      if (isObjectKind(appearance, 'ref') && chance.below(2) === 0) increment.set(appearance, black());
      else increment.set(field.ref, withEntries(field.dict, { AP: dict({ N: increment.add(black()) }) }));
    }),
  'an annotation': (pdf, chance) =>
    append(pdf, ({ view, increment }) => {
      const page = chance.pick(view.pages());
      const pageDict = view.dict(page) ?? dict({});
      const note = increment.add(dict({ Type: name('Annot'), Subtype: name(chance.pick(['Square', 'Stamp', 'Highlight', 'FreeText', 'Widget'])), Rect: array([50, 50, 400, 400]), F: 4, C: array([1, 0, 0]), IC: array([0]), AP: dict({ N: increment.add(black()) }) }));
      increment.set(page, withEntries(pageDict, { Annots: array([...(view.items(pageDict.entries.get('Annots')) ?? []), note]) }));
    }),
  'an empty field with an appearance': (pdf, chance) =>
    append(pdf, (scene) => withField(scene, chance, { AP: dict({ N: scene.increment.add(black()) }), F: chance.pick([4, 132, 288, 32, 6]), Rect: array([0, 0, 100 + chance.below(400), 100 + chance.below(700)]) })),
  'an empty field with border and background': (pdf, chance) =>
    append(pdf, (scene) => withField(scene, chance, { MK: dict({ BG: array([0]), BC: array([1, 0, 0]), CA: textString('Đã ký') }), BS: dict({ W: 40 }) })),
  'an empty field without an appearance': (pdf, chance) => append(pdf, (scene) => withField(scene, chance, chance.pick<Record<string, PdfObject>>([{}, { DA: textString('/Helv 12 Tf 0 g') }, { H: name('I') }]), chance.below(4) > 0)),
  'a time-stamp field with an appearance': (pdf, chance) =>
    append(pdf, (scene) => {
      const value = scene.increment.add(dict({ Type: name('DocTimeStamp'), Filter: name('Adobe.PPKLite'), SubFilter: name('ETSI.RFC3161'), Contents: textString('00'), ByteRange: array([0, 1, 2, 3]) }));
      withField(scene, chance, { V: value, AP: dict({ N: scene.increment.add(black()) }) });
    }),
  'the page tree': (pdf, chance) =>
    append(pdf, ({ view, increment }) => {
      const tree = view.catalog.entries.get('Pages');
      const node = view.dict(tree);
      if (!node || !isObjectKind(tree, 'ref')) return;
      const kids = [...(view.items(node.entries.get('Kids')) ?? [])];
      const entries = chance.pick<Record<string, PdfObject>>([
        { Kids: array([...kids].reverse()) },
        { Kids: array([...kids, ...kids.slice(0, 1)]), Count: kids.length + 1 },
        { Kids: array(kids.slice(1)), Count: kids.length - 1 },
        { Count: 1 },
        { Rotate: 90 },
        { Resources: dict({}) },
        { MediaBox: array([0, 0, 300, 300]) },
      ]);
      increment.set(tree, withEntries(node, entries));
    }),
  'an entry of a page': (pdf, chance) =>
    append(pdf, ({ view, increment }) => {
      const page = chance.pick(view.pages());
      const entries = chance.pick<Record<string, PdfObject>>([{ Rotate: 90 }, { CropBox: array([0, 400, 595, 842]) }, { UserUnit: 2 }, { Group: dict({ S: name('Transparency') }) }, { Contents: increment.add(stream(BLACK)) }, { Annots: array([]) }]);
      increment.set(page, withEntries(view.dict(page) ?? dict({}), entries));
    }),
  'an entry of the catalog': (pdf, chance) =>
    append(pdf, ({ view, increment }) => {
      const action = dict({ S: name('JavaScript'), JS: textString('0') });
      const entries = chance.pick<Record<string, PdfObject>>([
        { OpenAction: action },
        { Names: dict({ JavaScript: dict({ Names: array([textString('a'), action]) }) }) },
        { OCProperties: dict({ OCGs: array([]), D: dict({ BaseState: name('OFF') }) }) },
        { Extensions: dict({ ADBE: action }) },
        { Perms: dict({ DocMDP: ref(chance.pick([...view.entries.keys()])) }) },
        { PageLabels: dict({ Nums: array([0, dict({ S: name('r') })]) }) },
        { Version: name('1.0') },
        { DSS: dict({ Certs: array([increment.add(black())]), VRI: dict({ AA: dict({ Cert: array([action]) }) }) }) },
        { Metadata: increment.add(stream('<x/>', dict({ Type: name('Metadata'), Subtype: name('XML') }))) },
      ]);
      increment.set(view.root, withEntries(view.catalog, entries));
    }),
  'an entry of the form': (pdf, chance) =>
    append(pdf, (scene) => {
      const font = dict({ Type: name('Font'), Subtype: name('Type1'), BaseFont: name('Symbol') });
      const entries = chance.pick<Record<string, PdfObject | undefined>>([
        { NeedAppearances: true },
        { SigFlags: 0 },
        { SigFlags: undefined },
        { DA: textString('/Helv 12 Tf 0 g') },
        { DR: dict({ Font: dict({ Helv: font }) }) },
        { XFA: scene.increment.add(stream('<xfa/>')) },
        { Fields: array([...(scene.view.items(formOf(scene.view).entries.get('Fields')) ?? [])].reverse()) },
        { Fields: array((scene.view.items(formOf(scene.view).entries.get('Fields')) ?? []).slice(1)) },
      ]);
      withForm(scene, entries);
    }),
  'the name of the chair’s field taken': (pdf, chance) => append(pdf, (scene) => withField(scene, chance, { T: textString('SIG_CHUTOA'), Rect: array([0, 0, 0, 0]) })),
  'objects freed': (pdf, chance) => appendRaw(pdf, { free: chance.some([...PdfFile.open(pdf).latest.entries.keys()].filter((num) => num > 0), 3) }),
  'entries that point elsewhere': (pdf, chance) => {
    const places = [...PdfFile.open(pdf).latest.entries].flatMap(([num, entry]) => (entry.kind === 'offset' ? [[num, entry.offset] as const] : []));
    const [[one], [, other]] = [chance.pick(places), chance.pick(places)];
    return appendRaw(pdf, { pointers: new Map([[one, { offset: chance.pick([other, other + 1, 15, pdf.length - 20]), gen: chance.pick([0, 0, 1]) }]]) });
  },
  'another generation': (pdf, chance) => appendRaw(pdf, { objects: new Map(chance.some(restatable(pdf), 2)), gen: 1 }),
  'another size or root': (pdf, chance) =>
    appendRaw(pdf, { trailer: (trailer) => withEntries(trailer, chance.pick<Record<string, PdfObject | undefined>>([{ Size: 5 }, { Size: 99_999 }, { Root: ref(chance.pick([1, 2, 3, 4, 5])) }, { Info: undefined }, { Prev: undefined }, { Encrypt: dict({}) }])) }),
  'objects nobody uses': (pdf, chance) => appendRaw(pdf, { objects: new Map([[freshNumber(pdf), chance.pick<PdfObject>([black(), dict({ Type: name('Catalog'), Pages: ref(1) }), dict({ Type: name('Page'), Contents: ref(1) })])]]) }),
  'bytes of the last saving': (pdf, chance) => {
    const { start } = PdfFile.open(pdf).latest.revision;
    const out = Buffer.from(pdf);
    for (let left = 1 + chance.below(3); left > 0; left -= 1) out[start + chance.below(out.length - start)] = chance.pick([32, 48, 49, 57, 60, 62, 47, 37, 10, chance.below(256)]);
    return out;
  },
  'bytes between the objects': (pdf, chance) => appendRaw(pdf, { before: chance.pick(['trailer <</Root 1 0 R>>\n', '5 0 obj null endobj\n', '% 9 0 obj\n', 'xref\n', '\0\0\0\n']) }),
};
