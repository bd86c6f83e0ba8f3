import { beforeAll, describe, expect, it } from 'vitest';

import { verifyPdf } from '../../../server/pades';
import { PdfFile } from '../../../server/pades/pdf/document';
import { Increment } from '../../../server/pades/pdf/increment';
import { array, dict, name, ref, textString, withEntries } from '../../../server/pades/pdf/objects';
import { installation, minutes, signThreeTimes } from './fixtures';
import type { Installation } from './fixtures';
import { append, formOf, keysOf, reference, stream } from './scene';
import type { Scene } from './scene';

let of: Installation;
let signed: Uint8Array;

beforeAll(async () => {
  of = await installation();
  const states = await signThreeTimes(of, minutes());
  signed = states[2] ?? new Uint8Array(0);
});

const attack = (change: (scene: Scene) => void): Uint8Array => append(signed, change);

const ATTACKS: readonly [title: string, finding: string, change: (scene: Scene) => void][] = [
  ['page content replaced', 'change.page_content', ({ increment, page, pageDict }) => increment.set(page, withEntries(pageDict, { Contents: increment.add(stream('q Q')) }))],
  ['content stream overwritten', 'change.page_content', ({ increment, pageDict }) => increment.set(reference(pageDict.entries.get('Contents')), stream('q Q'))],
  ['page box narrowed', 'change.page', ({ increment, page, pageDict }) => increment.set(page, withEntries(pageDict, { CropBox: array([0, 400, 595, 842]) }))],
  [
    'annotation laid over the text',
    'change.annotation',
    ({ view, increment, page, pageDict }) => {
      const note = increment.add(dict({ Type: name('Annot'), Subtype: name('FreeText'), Rect: array([50, 50, 400, 400]), Contents: textString('Không đồng ý') }));
      increment.set(page, withEntries(pageDict, { Annots: array([...(view.items(pageDict.entries.get('Annots')) ?? []), note]) }));
    },
  ],
  ['script at opening', 'change.catalog', ({ view, increment }) => increment.set(view.root, withEntries(view.catalog, { OpenAction: increment.add(dict({ S: name('JavaScript'), JS: textString('0') })) }))],
  [
    'signature unlinked',
    'signature.unlinked',
    ({ view, increment }) => {
      const form = formOf(view);
      const fields = (view.items(form.entries.get('Fields')) ?? []).slice(1);
      increment.set(view.root, withEntries(view.catalog, { AcroForm: withEntries(form, { Fields: array(fields) }) }));
    },
  ],
  ['signature emptied', 'signature.unlinked', ({ view, increment, field }) => increment.set(field('SIG_THUKY'), withEntries(view.dict(field('SIG_THUKY')) ?? dict({}), { V: undefined }))],
  ['signed field moved', 'change.field', ({ view, increment, field }) => increment.set(field('SIG_THUKY'), withEntries(view.dict(field('SIG_THUKY')) ?? dict({}), { Rect: array([0, 0, 595, 842]) }))],
  ['appearance of a signature exchanged', 'change.field', ({ view, increment, field }) => increment.set(field('SIG_THUKY'), withEntries(view.dict(field('SIG_THUKY')) ?? dict({}), { AP: dict({ N: increment.add(stream('')) }) }))],
  ['empty field dressed up without a signature', 'change.field', ({ view, increment, field }) => increment.set(field('SIG_COQUAN'), withEntries(view.dict(field('SIG_COQUAN')) ?? dict({}), { AP: dict({ N: increment.add(stream('')) }) }))],
  [
    'signature dictionary rewritten',
    'signature.byterange_gap',
    ({ view, increment, field }) => {
      const value = reference(view.dict(field('SIG_THUKY'))?.entries.get('V'));
      increment.set(value, withEntries(view.dict(value) ?? dict({}), { Reason: textString('Lý do khác') }));
    },
  ],
  ['text field added', 'change.field', ({ view, increment }) => {
    const form = formOf(view);
    const added = increment.add(dict({ FT: name('Tx'), T: textString('so_tien'), V: textString('9') }));
    increment.set(view.root, withEntries(view.catalog, { AcroForm: withEntries(form, { Fields: array([...(view.items(form.entries.get('Fields')) ?? []), added]) }) }));
  }],
  ['title changed', 'change.document_info', ({ view, increment }) => {
    const info = view.revision.trailer.entries.get('Info');
    increment.set(reference(info), withEntries(view.dict(info) ?? dict({}), { Title: textString('Tiêu đề khác') }));
  }],
  ['pages reordered', 'change.pages', ({ view, increment }) => {
    const tree = reference(view.catalog.entries.get('Pages'));
    const node = view.dict(tree) ?? dict({});
    increment.set(tree, withEntries(node, { Kids: array([...(view.items(node.entries.get('Kids')) ?? [])].reverse()) }));
  }],
  ['new signature value that is none', 'signature.byterange', ({ view, increment, field }) => {
    const value = increment.add(dict({ Type: name('Sig'), Filter: name('Adobe.PPKLite'), SubFilter: name('ETSI.CAdES.detached') }));
    increment.set(field('SIG_COQUAN'), withEntries(view.dict(field('SIG_COQUAN')) ?? dict({}), { V: value }));
  }],
  ['value that leads nowhere', 'signature.unreadable', ({ view, increment, field }) => increment.set(field('SIG_COQUAN'), withEntries(view.dict(field('SIG_COQUAN')) ?? dict({}), { V: ref(99_999) }))],
];

describe('attacks on signed minutes', () => {
  it.each(ATTACKS)('pades V7 %s: invalid, named %s', (_title, finding, change) => {
    const { verdict, keys } = keysOf(attack(change), of.trust);
    expect(verdict).toBe('invalid');
    expect(keys).toContain(finding);
  });

  it('pades V7 growing validation data is allowed, shrinking is not', () => {
    const certificate = of.chair.chain[0] ?? new Uint8Array(0);
    const grown = attack(({ view, increment }) => {
      const store = increment.add(dict({ Type: name('DSS'), Certs: array([increment.add({ kind: 'stream', dict: dict({}), data: certificate })]) }));
      increment.set(view.root, withEntries(view.catalog, { DSS: store }));
    });
    expect(verifyPdf(grown, of.trust).verdict).toBe('valid');
    const file = PdfFile.open(grown);
    const increment = new Increment(file);
    increment.set(file.latest.root, withEntries(file.latest.catalog, { DSS: undefined }));
    expect(keysOf(Buffer.concat([grown, increment.build().tail]), of.trust)).toEqual({ verdict: 'invalid', keys: expect.arrayContaining(['change.validation_data_removed']) });
  });

  it('pades V4 bytes behind the end and inside an increment are found', () => {
    expect(keysOf(Buffer.concat([signed, Buffer.from('1 0 obj null endobj\n')]), of.trust).verdict).toBe('invalid');
    expect(verifyPdf(Buffer.concat([signed, Buffer.from('\n')]), of.trust).verdict).toBe('valid');
    const increment = new Increment(PdfFile.open(Buffer.concat([signed, Buffer.from('% 5 0 obj\n')].slice(0, 1))));
    const { tail } = increment.build();
    // A comment before the first object shifts what follows, so the empty table stays right only with its own offset.
    const text = Buffer.from(tail).toString('latin1').replace(/startxref\n(\d+)/, (_match, at: string) => `startxref\n${Number(at) + 10}`);
    expect(keysOf(Buffer.concat([signed, Buffer.from('% 5 0 obj\n'), Buffer.from(text, 'latin1')]), of.trust).keys).toContain('change.unaccounted_bytes');
  });

  it('pades V7 a smaller /Size takes objects away and is found', () => {
    const text = Buffer.from(attack(() => undefined)).toString('latin1');
    const struck = text.slice(0, signed.length) + text.slice(signed.length).replace(/\/Size \d+/, '/Size 5');
    expect(keysOf(Buffer.from(struck, 'latin1'), of.trust)).toMatchObject({ verdict: 'invalid', keys: expect.arrayContaining(['change.trailer']) });
  });

  it('pades V8 the hexadecimal of a signature has one spelling', () => {
    const text = Buffer.from(signed).toString('latin1');
    const at = text.indexOf('/Contents <', text.indexOf('/ByteRange')) + 11;
    const letter = text.slice(at).search(/[a-f]/) + at;
    const changed = Buffer.from(signed);
    changed[letter] = (changed[letter] ?? 0) ^ 0x20;
    expect(keysOf(changed, of.trust).keys).toContain('signature.contents_form');
  });
});
