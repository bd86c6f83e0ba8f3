import { describe, expect, it } from 'vitest';
import { createTypstTypesetter } from '../../../server/adapters/pdf/typesetter';
import { addSignatureFields } from '../../../server/pades';
import { PdfFile } from '../../../server/pades/pdf/document';
import { decodeText, isName, isObjectKind } from '../../../server/pades/pdf/objects';
import { previousMinutes } from '../../support/previous-minutes';

const FIELDS = [
  { name: 'SIG_THUKY', page: 3, rect: [60, 60, 170, 120], tooltip: 'Chữ ký số của thư ký' },
  { name: 'SIG_CHUTOA', page: 3, rect: [260, 60, 370, 120], tooltip: 'Chữ ký số của chủ tọa' },
] as const;

describe('signature fields in a tagged document', () => {
  it('pades S12 each is a Form element with its annotation, words and an entry in the parent tree; the page is walked by structure', async () => {
    const typesetter = createTypstTypesetter();
    const { pdf } = await typesetter.render('minutes', previousMinutes('2026-11-26'), { createdAt: new Date('2026-11-27T07:00:00Z'), title: 'Biên bản' });
    await typesetter.stop();
    const view = PdfFile.open(addSignatureFields(pdf, FIELDS)).latest;
    const page = view.dict(view.pages()[2]);
    expect(isName(page?.entries.get('Tabs'), 'S')).toBe(true);
    const root = view.dict(view.catalog.entries.get('StructTreeRoot'));
    const numbers = view.items(view.dict(root?.entries.get('ParentTree'))?.entries.get('Nums')) ?? [];
    const widgets = view.items(page?.entries.get('Annots')) ?? [];
    expect(widgets).toHaveLength(FIELDS.length);
    widgets.forEach((widget, index) => {
      const key = view.dict(widget)?.entries.get('StructParent');
      const element = view.dict(numbers[numbers.findIndex((value, at) => at % 2 === 0 && value === key) + 1]);
      expect(isName(element?.entries.get('S'), 'Form')).toBe(true);
      const words = element?.entries.get('Alt');
      expect(isObjectKind(words, 'string') && decodeText(words)).toBe(FIELDS[index]?.tooltip);
      const object = view.dict(element?.entries.get('K'))?.entries.get('Obj');
      expect(object).toEqual(widget);
      const parent = element?.entries.get('P');
      expect(view.items(view.dict(parent)?.entries.get('K'))?.some((child) => isObjectKind(child, 'ref') && view.dict(child) === element)).toBe(true);
    });
    const next = view.resolve(root?.entries.get('ParentTreeNextKey'));
    expect(widgets.every((widget) => Number(view.dict(widget)?.entries.get('StructParent')) < Number(next))).toBe(true);
  });

  it('pades S12 a document without structure gets its fields all the same', async () => {
    const { PDFDocument } = await import('pdf-lib');
    const plain = await PDFDocument.create();
    plain.addPage([595, 842]);
    const view = PdfFile.open(addSignatureFields(await plain.save({ useObjectStreams: false }), [{ ...FIELDS[0], page: 1 }])).latest;
    const page = view.dict(view.pages()[0]);
    expect(page?.entries.has('Tabs')).toBe(false);
    expect(view.items(page?.entries.get('Annots'))).toHaveLength(1);
  });
});
