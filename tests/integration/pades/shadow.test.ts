import { beforeAll, describe, expect, it } from 'vitest';

import { addSignatureFields, signPdf, verifyPdf } from '../../../server/pades';
import { PdfFile } from '../../../server/pades/pdf/document';
import { array, dict, isObjectKind, name, ref, textString, withEntries } from '../../../server/pades/pdf/objects';
import { isVisible } from '../../../server/pades/verify/visible';
import { FIELDS, NOW, installation, minutes } from './fixtures';
import type { Installation } from './fixtures';
import { append, formOf, keysOf, reference, stream } from './scene';
import type { Scene } from './scene';

let of: Installation;
let plain: Uint8Array;
beforeAll(async () => {
  of = await installation();
  plain = minutes();
});

/** A file somebody prepared, then signed by the secretary in good faith. */
async function signedAfter(prepare: (scene: Scene) => void): Promise<Uint8Array> {
  const fields = addSignatureFields(append(plain, prepare), FIELDS);
  return signPdf(fields, { field: 'SIG_THUKY', signer: of.secretary, signedAt: NOW });
}

const xmp = (date: string): string => `<x:xmpmeta><xmp:ModifyDate>${date}</xmp:ModifyDate></x:xmpmeta>`;

/** Prepared before signing, switched after it: one object with two uses, or a hole to be filled. */
const SHADOWS: readonly [title: string, finding: string, prepare: (scene: Scene) => void, strike: (scene: Scene) => void][] = [
  [
    'the page shows the metadata stream',
    'change.other_use',
    ({ view, increment, page, pageDict }) => {
      const data = increment.add(stream(xmp('1'), dict({ Type: name('Metadata'), Subtype: name('XML') })));
      increment.set(view.root, withEntries(view.catalog, { Metadata: data }));
      increment.set(page, withEntries(pageDict, { Contents: array([reference(pageDict.entries.get('Contents')), data]) }));
    },
    ({ view, increment }) => increment.set(reference(view.catalog.entries.get('Metadata')), stream(xmp('(Không đồng ý) Tj'), dict({ Type: name('Metadata'), Subtype: name('XML') }))),
  ],
  [
    'the file information is also a list of drawings',
    'change.other_use',
    ({ view, increment, page, pageDict }) => {
      const info = reference(view.revision.trailer.entries.get('Info'));
      const resources = view.dict(pageDict.entries.get('Resources')) ?? dict({});
      increment.set(page, withEntries(pageDict, { Resources: withEntries(resources, { XObject: info }) }));
      for (const text of ['q Q', '0 0 999 999 re f']) increment.add(stream(text, dict({ Type: name('XObject'), Subtype: name('Form'), BBox: array([0, 0, 600, 850]) })));
    },
    ({ view, increment }) => {
      const info = reference(view.revision.trailer.entries.get('Info'));
      const drawing = [...view.entries.keys()].find((num) => {
        const value = view.get(num);
        return isObjectKind(value, 'stream') && Buffer.from(value.data).toString() === '0 0 999 999 re f';
      });
      increment.set(info, withEntries(view.dict(info) ?? dict({}), { Producer: ref(drawing ?? 0) }));
    },
  ],
  [
    'the list of validation certificates is also the content of a page',
    'change.other_use',
    ({ view, increment, page, pageDict }) => {
      const list = increment.add(array([reference(pageDict.entries.get('Contents'))]));
      increment.set(view.root, withEntries(view.catalog, { DSS: increment.add(dict({ Certs: list })) }));
      increment.set(page, withEntries(pageDict, { Contents: list }));
    },
    ({ view, increment }) => {
      const list = reference(view.dict(view.catalog.entries.get('DSS'))?.entries.get('Certs'));
      increment.set(list, array([...(view.items(list) ?? []), increment.add(stream('0 0 999 999 re f'))]));
    },
  ],
  [
    'the catalog is also a list of drawings',
    'change.other_use',
    ({ view, increment, page, pageDict }) => {
      const resources = view.dict(pageDict.entries.get('Resources')) ?? dict({});
      increment.set(page, withEntries(pageDict, { Resources: withEntries(resources, { XObject: view.root }) }));
    },
    ({ view, increment }) => {
      const drawing = increment.add(stream('0 0 999 999 re f', dict({ Type: name('XObject'), Subtype: name('Form'), BBox: array([0, 0, 600, 850]) })));
      increment.set(view.root, withEntries(view.catalog, { Extensions: drawing }));
    },
  ],
  [
    'the list of form fields is also the list of annotations of another page',
    'change.other_use',
    ({ view, increment }) => {
      const first = reference(view.pages()[0]);
      const list = increment.add(array([]));
      increment.set(first, withEntries(view.dict(first) ?? dict({}), { Annots: list }));
      increment.set(view.root, withEntries(view.catalog, { AcroForm: dict({ Fields: list }) }));
    },
    ({ view, increment, page, pageDict }) => {
      const widget = increment.add(dict({ Type: name('Annot'), Subtype: name('Widget'), FT: name('Sig'), T: textString('SIG_KHAC'), Rect: array([0, 0, 200, 200]), P: page }));
      const list = reference(formOf(view).entries.get('Fields'));
      increment.set(list, array([...(view.items(list) ?? []), widget]));
      increment.set(page, withEntries(pageDict, { Annots: array([...(view.items(pageDict.entries.get('Annots')) ?? []), widget]) }));
    },
  ],
];

describe('prepared before signing, switched after it', () => {
  it.each(SHADOWS)('pades V7 %s: invalid, named %s', async (_title, finding, prepare, strike) => {
    const signed = await signedAfter(prepare);
    expect(verifyPdf(signed, of.trust).signatures[0]?.integrity).toBe('intact');
    const { verdict, keys } = keysOf(append(signed, strike), of.trust);
    expect(verdict).toBe('invalid');
    expect(keys).toContain(finding);
  });

  it('pades V7 a new generation of an object takes it from everything that names the old one', async () => {
    const signed = await signedAfter(() => undefined);
    const struck = append(signed, ({ view, increment, pageDict }) => {
      const contents = reference(pageDict.entries.get('Contents'));
      increment.set(ref(contents.num, 1), view.get(contents.num));
    });
    expect(keysOf(struck, of.trust)).toMatchObject({ verdict: 'invalid', keys: expect.arrayContaining(['change.repointed']) });
  });

  it('pades V7 a further signature field may carry nothing that acts or shows more than a widget', async () => {
    const signed = await signedAfter(() => undefined);
    const withField = (entries: Record<string, ReturnType<typeof dict> | ReturnType<typeof name> | number>): { verdict: string; keys: string[] } =>
      keysOf(
        append(signed, ({ view, increment, page, pageDict }) => {
          const base = { Type: name('Annot'), Subtype: name('Widget'), FT: name('Sig'), T: textString('SIG_KHAC'), Rect: array([0, 0, 0, 0]), F: 132, P: page };
          const widget = increment.add(dict({ ...base, ...entries }));
          const form = formOf(view);
          increment.set(view.root, withEntries(view.catalog, { AcroForm: withEntries(form, { Fields: array([...(view.items(form.entries.get('Fields')) ?? []), widget]) }) }));
          increment.set(page, withEntries(pageDict, { Annots: array([...(view.items(pageDict.entries.get('Annots')) ?? []), widget]) }));
        }),
        of.trust,
      );
    expect(withField({}).verdict).toBe('valid_with_warnings');
    expect(withField({ AA: dict({ PO: dict({ S: name('JavaScript'), JS: textString('0') }) }) })).toMatchObject({ verdict: 'invalid', keys: expect.arrayContaining(['change.field']) });
    expect(withField({ A: dict({ S: name('URI'), URI: textString('http://example.test') }) }).verdict).toBe('invalid');
    expect(withField({ Subtype: name('Stamp') }).verdict).toBe('invalid');
  });

  it('pades V7 a signature whose object was freed or overwritten is still missed', async () => {
    const signed = await signedAfter(() => undefined);
    const wiped = append(signed, ({ view, increment, field }) => {
      const widget = view.dict(field('SIG_THUKY')) ?? dict({});
      increment.set(reference(widget.entries.get('V')), null);
      increment.set(field('SIG_THUKY'), withEntries(widget, { V: undefined, AP: undefined }));
    });
    expect(keysOf(wiped, of.trust)).toMatchObject({ verdict: 'invalid', keys: ['signature.unlinked'] });
  });

  it('pades V7 a field that shows on paper only, or whose flag viewers ignore, counts as visible', () => {
    const file = PdfFile.open(plain).latest;
    const widget = (flags: number) => dict({ Rect: array([0, 0, 10, 10]), F: flags });
    expect([0, 1, 4, 36, 132].map((flags) => isVisible(file, widget(flags)))).toEqual([true, true, true, true, true]);
    expect([2, 32, 6].map((flags) => isVisible(file, widget(flags)))).toEqual([false, false, false]);
  });

  it('pades V3 white space and comments are work too: 400,000 entries into one gap are ended by the count', async () => {
    const signed = await signedAfter(() => undefined);
    const gap = Buffer.alloc(4_000_000, ' ');
    const size = 400_000;
    const at = signed.length + gap.length;
    const rows = Array.from({ length: size }, (_, i) => `${String(signed.length + i).padStart(10, '0')} 00000 n \n`).join('');
    const tail = `xref\n100000 ${size}\n${rows}trailer\n<</Size ${100_000 + size}/Root 1 0 R/Prev 9>>\nstartxref\n${at}\n%%EOF\n`;
    const text = Buffer.from(signed).toString('latin1');
    const prev = /startxref\n(\d+)\n%%EOF\s*$/.exec(text)?.[1] ?? '';
    const root = /\/Root (\d+ 0 R)/.exec(text)?.[1] ?? '';
    const hostile = Buffer.concat([signed, gap, Buffer.from(tail.replace('/Prev 9', `/Prev ${prev}`).replace('/Root 1 0 R', `/Root ${root}`), 'latin1')]);
    // Uncounted, the same gap is walked 400,000 times: hours, on any machine.
    expect(keysOf(hostile, of.trust)).toMatchObject({ verdict: 'invalid', keys: ['document.too_complex'] });
  });
});
