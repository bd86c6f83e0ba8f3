import { createHash } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import { addSignatureFields, buildCms, embedSignature, prepareSignature, preparedDigest, signPdf, verifyPdf } from '../../../server/pades';
import { drawTextAppearance } from '../../../server/modules/signing/appearance/draw';
import { PdfFile } from '../../../server/pades/pdf/document';
import { array, canonical, dict, isObjectKind, name, ref, textString, withEntries } from '../../../server/pades/pdf/objects';
import type { PdfDict, PdfObject } from '../../../server/pades/pdf/objects';
import { appendRaw, freshNumber } from './differential/raw-increment';
import { FIELDS, NOW, fonts, installation, minutes } from './fixtures';
import type { Installation } from './fixtures';
import { append, formOf, keysOf, reference, stream } from './scene';
import type { Scene } from './scene';

let of: Installation;
let plain: Uint8Array;
let signed: Uint8Array;
beforeAll(async () => {
  of = await installation();
  plain = minutes();
  signed = await bySecretary(addSignatureFields(plain, FIELDS));
});

const bySecretary = (pdf: Uint8Array): Promise<Uint8Array> => signPdf(pdf, { field: 'SIG_THUKY', signer: of.secretary, signedAt: NOW });
/** A file somebody prepared, then signed by the secretary in good faith. */
const signedAfter = (prepare: (pdf: Uint8Array) => Uint8Array): Promise<Uint8Array> => bySecretary(prepare(addSignatureFields(plain, FIELDS)));

const allKeys = (pdf: Uint8Array): { verdict: string; keys: string[] } => {
  const report = verifyPdf(pdf, of.trust);
  const found = [...report.findings, ...report.signatures.flatMap((signature) => [...signature.findings, ...signature.changesAfter.flatMap((change) => change.findings)])];
  return { verdict: report.verdict, keys: found.filter(({ severity }) => severity !== 'info').map(({ key }) => key) };
};
const refused = (pdf: Uint8Array, key: string): void => expect(keysOf(pdf, of.trust)).toMatchObject({ verdict: 'invalid', keys: expect.arrayContaining([key]) });

const black = (): PdfObject => stream('0 g 0 0 600 850 re f', dict({ Type: name('XObject'), Subtype: name('Form'), BBox: array([0, 0, 600, 850]) }));
const lastPage = (pdf: Uint8Array): { num: number; dict: PdfDict } => {
  const view = PdfFile.open(pdf).latest;
  const page = reference(view.pages().at(-1));
  return { num: page.num, dict: view.dict(page) ?? dict({}) };
};

/** A further signature field on the last page. */
function field(scene: Scene, entries: Record<string, PdfObject | undefined>): void {
  const { view, increment, page, pageDict } = scene;
  const widget = increment.add(dict({ Type: name('Annot'), Subtype: name('Widget'), FT: name('Sig'), T: textString('KY_THEM'), Rect: array([20, 20, 120, 70]), F: 132, P: page, ...entries }));
  const form = formOf(view);
  increment.set(view.root, withEntries(view.catalog, { AcroForm: withEntries(form, { Fields: array([...(view.items(form.entries.get('Fields')) ?? []), widget]) }) }));
  increment.set(page, withEntries(pageDict, { Annots: array([...(view.items(pageDict.entries.get('Annots')) ?? []), widget]) }));
}

const form = (pdf: Uint8Array, entries: Record<string, PdfObject | undefined>): Uint8Array =>
  append(pdf, ({ view, increment }) => increment.set(view.root, withEntries(view.catalog, { AcroForm: withEntries(formOf(view), entries) })));
const catalog = (pdf: Uint8Array, entries: (scene: Scene) => Record<string, PdfObject | undefined>): Uint8Array =>
  append(pdf, (scene) => scene.increment.set(scene.view.root, withEntries(scene.view.catalog, entries(scene))));

describe('every state is read from its own bytes', () => {
  it('pades V14 an object said again under a wrong index of its object stream is damage, under the right one it is the same', () => {
    const view = PdfFile.open(signed).latest;
    const fonts = [...view.entries.keys()].filter((num) => isObjectKind(view.get(num), 'dict') && /Font/.test(canonical(view.get(num)))).slice(0, 2);
    expect(fonts).toHaveLength(2);
    const packed = new Map(fonts.map((num) => [num, view.get(num)]));
    expect(verifyPdf(appendRaw(signed, { packed }), of.trust).verdict).toBe('valid');
    refused(appendRaw(signed, { packed, indexOf: (at) => 1 - at }), 'change.damaged');
    refused(appendRaw(signed, { packed, indexOf: (at) => at + 7 }), 'change.damaged');
    // Where the pages themselves cannot be found, nothing of the file is believed.
    const page = lastPage(signed);
    refused(appendRaw(signed, { packed: new Map([[page.num, page.dict]]), indexOf: () => 1 }), 'document.damaged');
  });

  it('pades V14 what the signed directory said lies behind the signed end must not come to lie there', async () => {
    const place = 150_000;
    const prepared = await signedAfter((pdf) => {
      const page = lastPage(pdf);
      const note = freshNumber(pdf);
      const annots = array([...(PdfFile.open(pdf).latest.items(page.dict.entries.get('Annots')) ?? []), ref(note)]);
      return appendRaw(pdf, { objects: new Map([[page.num, withEntries(page.dict, { Annots: annots })]]), pointers: new Map([[note, { offset: place }]]), kind: 'table' });
    });
    expect(prepared.length).toBeLessThan(place);
    const page = lastPage(prepared);
    const note = reference(PdfFile.open(prepared).latest.items(page.dict.entries.get('Annots'))?.at(-1)).num;
    const body = dict({ Type: name('Annot'), Subtype: name('Stamp'), Rect: array([0, 0, 500, 500]) });
    const padding = `${'%'.padEnd(place - prepared.length - 2)}\n`;
    expect(allKeys(prepared)).toEqual({ verdict: 'valid_with_warnings', keys: ['document.damaged_object'] });
    refused(appendRaw(prepared, { before: padding, objects: new Map([[note, body]]) }), 'change.dangling_filled');
  });

  it('pades V14 an object stream that was missing when it was signed must not come', async () => {
    let [note, container] = [0, 0];
    const prepared = await signedAfter((pdf) => {
      const page = lastPage(pdf);
      note = freshNumber(pdf);
      container = note + 50;
      const annots = array([...(PdfFile.open(pdf).latest.items(page.dict.entries.get('Annots')) ?? []), ref(note)]);
      return appendRaw(pdf, { objects: new Map([[page.num, withEntries(page.dict, { Annots: annots })]]), packedIn: new Map([[note, { container, index: 0 }]]) });
    });
    expect(allKeys(prepared).keys).toEqual(['document.damaged_object']);
    const body = `${note} 0 <</Type /Annot /Subtype /Stamp /Rect [0 0 500 500]>>`;
    const first = `${note} 0 `.length;
    const late = stream(body, dict({ Type: name('ObjStm'), N: 1, First: first }));
    refused(appendRaw(prepared, { objects: new Map([[container, late]]) }), 'change.dangling_filled');
  });

  it('pades V15 only the streams of the directory itself are exempt, whatever else calls itself one', () => {
    const page = lastPage(signed);
    const contents = reference(page.dict.entries.get('Contents')).num;
    for (const type of ['XRef', 'ObjStm', 'Metadata']) refused(appendRaw(signed, { objects: new Map([[contents, stream('', dict({ Type: name(type) }))]]) }), 'change.page_content');
  });

  it('pades V14 a directory that frees, repoints, shifts or uncovers is a change', () => {
    const contents = reference(lastPage(signed).dict.entries.get('Contents')).num;
    refused(appendRaw(signed, { free: [contents] }), 'change.object_removed');
    refused(appendRaw(signed, { pointers: new Map([[contents, { offset: 15 }]]) }), 'change.repointed');
    refused(appendRaw(signed, { trailer: (trailer) => withEntries(trailer, { Size: 5 }) }), 'change.trailer');
    refused(appendRaw(signed, { objects: new Map([[freshNumber(signed), black()]]), trailer: (trailer) => withEntries(trailer, { Size: freshNumber(signed) }) }), 'change.trailer');
  });
});

describe('what becomes visible belongs to a signature', () => {
  it('pades V16 an empty field, a time-stamp, border or background show nothing', () => {
    const drawn = (entries: (scene: Scene) => Record<string, PdfObject>): Uint8Array => append(signed, (scene) => field(scene, entries(scene)));
    refused(drawn(({ increment }) => ({ AP: dict({ N: increment.add(black()) }) })), 'change.unsigned_appearance');
    refused(drawn(({ increment }) => ({ AP: dict({ N: increment.add(black()) }), F: 2 })), 'change.unsigned_appearance');
    refused(drawn(() => ({ MK: dict({ BG: array([0]) }) })), 'change.unsigned_appearance');
    // MuPDF draws a box of its own for a bare one.
    refused(drawn(() => ({})), 'change.unsigned_appearance');
    expect(allKeys(drawn(() => ({ Rect: array([0, 0, 0, 0]) })))).toEqual({ verdict: 'valid_with_warnings', keys: ['change.empty_field_added'] });
    expect(allKeys(drawn(() => ({ F: 2 })))).toEqual({ verdict: 'valid_with_warnings', keys: ['change.empty_field_added'] });
  });

  it('pades V16 a field that was added empty and signed later is that signature’s own', async () => {
    const added = append(signed, (scene) => field(scene, { AP: dict({ N: scene.increment.add(black()) }) }));
    const appearance = await drawTextAppearance({ width: 100, height: 50, fonts, testOnly: true, lines: ['Đã ký'] });
    expect(verifyPdf(await signPdf(added, { field: 'KY_THEM', signer: of.chair, signedAt: NOW, appearance }), of.trust).verdict).toBe('valid');
  });

  it('pades V16 further signatures are measured where pages list them, all together', async () => {
    const further = async (pdf: Uint8Array, title: string, rect: number[], entries: Record<string, PdfObject | undefined> = {}): Promise<Uint8Array> =>
      signPdf(append(pdf, (scene) => field(scene, { T: textString(title), Rect: array(rect), ...entries })), { field: title, signer: of.chair, signedAt: NOW });
    refused(await further(signed, 'A', [0, 0, 595, 842], { P: undefined }), 'change.large_field');
    const one = await further(signed, 'A', [0, 0, 595, 150]);
    expect(verifyPdf(one, of.trust).verdict).toBe('valid');
    refused(await further(one, 'B', [0, 150, 595, 300]), 'change.large_field');
    refused(await further(signed, 'A', [0, 0, 100, 50], { F: 4 + 8 }), 'change.field');
  });

  it('pades V16 a field takes no name that is there', () => refused(append(signed, (scene) => field(scene, { T: textString('SIG_CHUTOA'), Rect: array([0, 0, 0, 0]) })), 'change.field_twice'));

  it('pades V16 default resources and texts may come with a signature only, and only where no other field is drawn with them', async () => {
    const helv = dict({ Helv: dict({ Type: name('Font'), Subtype: name('Type1'), BaseFont: name('Helvetica') }) });
    refused(form(signed, { DR: dict({ Font: helv }), DA: textString('/Helv 0 Tf 0 g') }), 'change.form');
    const withText = await signedAfter((pdf) => form(pdf, { NeedAppearances: true, Fields: array([...(PdfFile.open(pdf).latest.items(formOf(PdfFile.open(pdf).latest).entries.get('Fields')) ?? [])]) }));
    refused(form(withText, { DR: dict({ Font: helv }) }), 'change.form');
    const grown = append(signed, (scene) => {
      field(scene, {});
      scene.increment.set(scene.view.root, withEntries(scene.view.catalog, { AcroForm: withEntries(formOf(scene.view), { DR: dict({ Font: helv }) }) }));
    });
    refused(grown, 'change.form');
  });
});

describe('permissions and the form', () => {
  it('pades V19 the form goes on saying that it holds signatures', () => {
    refused(form(signed, { SigFlags: 0 }), 'change.form');
    refused(form(signed, { SigFlags: undefined }), 'change.form');
    refused(form(signed, { NeedAppearances: true }), 'change.form');
  });

  it('pades V10 a lock of the field counts as the signature’s own word: all fields, or no change at all', async () => {
    const locked = async (lock: PdfDict): Promise<Uint8Array> => {
      const prepared = append(addSignatureFields(plain, FIELDS), ({ view, increment, field: of }) => increment.set(of('SIG_THUKY'), withEntries(view.dict(of('SIG_THUKY')) ?? dict({}), { Lock: lock })));
      return signPdf(await bySecretary(prepared), { field: 'SIG_CHUTOA', signer: of.chair, signedAt: NOW });
    };
    refused(await locked(dict({ Type: name('SigFieldLock'), Action: name('Include'), Fields: array([textString('X')]), P: 1 })), 'mdp.signature_not_allowed');
    refused(await locked(dict({ Type: name('SigFieldLock'), Action: name('All') })), 'mdp.field_locked');
    expect(verifyPdf(await locked(dict({ Type: name('SigFieldLock'), Action: name('Include'), Fields: array([textString('SIG_THUKY')]) })), of.trust).verdict).toBe('valid');
  });

  it('pades V10 S13 the sealing signature locks the file: nothing is signed or added after it', async () => {
    const fields = addSignatureFields(plain, FIELDS.map((one) => ({ ...one, locks: one.name === 'SIG_COQUAN' })));
    const sealed = await signPdf(fields, { field: 'SIG_COQUAN', signer: of.seal, signedAt: NOW });
    expect(verifyPdf(sealed, of.trust)).toMatchObject({ verdict: 'valid', signatures: [{ level: 'B-B' }] });
    expect(Buffer.from(sealed).toString('latin1')).toContain('/TransformMethod /FieldMDP');
    refused(await bySecretary(sealed), 'mdp.field_locked');
    refused(append(sealed, (scene) => field(scene, {})), 'mdp.field_locked');
  });

  it('pades V10 a permission without a signature that grants it is no certification', async () => {
    const prepared = await signedAfter((pdf) => catalog(pdf, ({ increment }) => ({ Perms: dict({ DocMDP: increment.add(dict({})) }) })));
    refused(prepared, 'mdp.permissions');
    refused(catalog(signed, ({ view, field: of }) => ({ Perms: dict({ DocMDP: reference(view.dict(of('SIG_THUKY'))?.entries.get('V')) }) })), 'change.catalog');
  });

  it('pades V7 a signature that is unlinked and listed as usage rights is missed', () => {
    const hidden = append(signed, ({ view, increment, field: of }) => {
      const widget = view.dict(of('SIG_THUKY')) ?? dict({});
      increment.set(of('SIG_THUKY'), withEntries(widget, { V: undefined }));
      increment.set(view.root, withEntries(view.catalog, { Perms: dict({ UR3: reference(widget.entries.get('V')) }) }));
    });
    expect(keysOf(hidden, of.trust)).toEqual({ verdict: 'invalid', keys: ['signature.unlinked'] });
  });

  it('pades V19 extensions are developer extensions, validation data is validation data', () => {
    refused(catalog(signed, () => ({ Extensions: dict({ ADBE: dict({ BaseVersion: name('1.7'), A: dict({ S: name('JavaScript') }) }) }) })), 'change.catalog');
    expect(verifyPdf(catalog(signed, () => ({ Extensions: dict({ ADBE: dict({ BaseVersion: name('1.7'), ExtensionLevel: 8 }) }) })), of.trust).verdict).toBe('valid');
    const vri = catalog(signed, () => ({ DSS: dict({ VRI: dict({ AA: dict({ Cert: array([dict({ S: name('JavaScript'), JS: textString('0') })]) }) }) }) }));
    expect(allKeys(vri)).toEqual({ verdict: 'valid_with_warnings', keys: ['change.validation_data_foreign'] });
  });
});

describe('kinder where it is right', () => {
  const data = (bytes: Uint8Array): PdfObject => ({ kind: 'stream', dict: dict({}), data: bytes });

  it('pades V7 validation data is compared by what it holds', () => {
    const [certificate = new Uint8Array(0), issuing = new Uint8Array(0)] = of.chair.chain;
    const first = catalog(signed, ({ increment }) => ({ DSS: increment.add(dict({ Certs: array([increment.add(data(certificate))]) })) }));
    const again = (bytes: readonly Uint8Array[]): Uint8Array => catalog(first, ({ increment }) => ({ DSS: increment.add(dict({ Certs: array(bytes.map((one) => increment.add(data(one)))) })) }));
    expect(verifyPdf(again([issuing, certificate]), of.trust).verdict).toBe('valid');
    refused(again([issuing]), 'change.validation_data_removed');
  });

  it('pades V7 signing a field may lock its widget, and do nothing else to its flags', async () => {
    const open = append(addSignatureFields(plain, FIELDS), ({ view, increment, field: of }) => increment.set(of('SIG_CHUTOA'), withEntries(view.dict(of('SIG_CHUTOA')) ?? dict({}), { F: 100 })));
    const base = await bySecretary(open);
    const flagged = async (flags: number): Promise<Uint8Array> => {
      const prepared = prepareSignature(base, { field: 'SIG_CHUTOA', signedAt: NOW });
      const tail = Buffer.from(prepared.bytes.subarray(base.length)).toString('latin1').replace('/F 100', `/F ${flags}`);
      const bytes = Buffer.concat([base, Buffer.from(tail, 'latin1')]);
      const changed = { ...prepared, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
      return embedSignature(changed, await buildCms(of.chair, preparedDigest(changed, 'sha256')));
    };
    expect(verifyPdf(await flagged(228), of.trust).verdict).toBe('valid');
    refused(await flagged(102), 'change.field');
  });

  it('pades V7 metadata that comes or changes with dates and producer alone is no change of the document', () => {
    const packet = (body: string): string => `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" ${body}/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
    const xml = dict({ Type: name('Metadata'), Subtype: name('XML') });
    const from = (text: string): Promise<Uint8Array> => signedAfter((pdf) => catalog(pdf, ({ increment }) => ({ Metadata: increment.add(stream(text, xml)) })));
    const to = (pdf: Uint8Array, text: string): Uint8Array => catalog(pdf, ({ increment }) => ({ Metadata: increment.add(stream(text, xml)) }));
    return from(packet("xmp:ModifyDate='2026-11-01'")).then((pdf) => {
      expect(verifyPdf(to(pdf, packet('xmp:MetadataDate="2026-12-02"')), of.trust).verdict).toBe('valid');
      refused(to(pdf, packet('xmp:Title="2026-12-02"')), 'change.document_info');
    });
  });

  it('pades V4 a first directory that says /Prev 0 has none before it', async () => {
    const text = Buffer.from(plain).toString('latin1');
    const zero = Buffer.from(text.replace(/trailer\s*<</, (head) => `${head}/Prev 0 `), 'latin1');
    expect(verifyPdf(await bySecretary(addSignatureFields(zero, FIELDS)), of.trust).verdict).toBe('valid');
  });

  it('pades V5 damage in a file that nobody signed is no matter of signatures', () => {
    const broken = appendRaw(plain, { packedIn: new Map([[reference(PdfFile.open(plain).latest.pages()[0]).num, { container: 1, index: 0 }]]) });
    expect(verifyPdf(broken, of.trust)).toMatchObject({ verdict: 'unsigned', findings: [] });
    const [object] = [...PdfFile.open(signed).latest.pages()];
    expect(verifyPdf(appendRaw(signed, { packedIn: new Map([[object?.num ?? 0, { container: 1, index: 0 }]]) }), of.trust).verdict).toBe('invalid');
  });
});
