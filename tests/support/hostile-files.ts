/** Small files that ask for much: made here, so that no foreign file lies in the repository. */
import { deflateSync } from 'node:zlib';

interface Made {
  num: number;
  body: string | Buffer;
}

/** A file with a plain table around these objects. */
export function pdfOf(objects: readonly Made[], extra = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  let at = parts[0]?.length ?? 0;
  const offsets = new Map<number, number>();
  for (const { num, body } of objects) {
    const text = Buffer.concat([Buffer.from(`${num} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')]);
    offsets.set(num, at);
    parts.push(text);
    at += text.length;
  }
  const size = Math.max(...offsets.keys()) + 1;
  const rows = Array.from({ length: size }, (_, num) => {
    const offset = offsets.get(num);
    return offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  parts.push(Buffer.from(`xref\n0 ${size}\n${rows.join('')}trailer\n<</Size ${size}/Root 1 0 R${extra}>>\nstartxref\n${at}\n%%EOF\n`));
  return Buffer.concat(parts);
}

const stream = (dict: string, data: Buffer): Buffer => Buffer.concat([Buffer.from(`<<${dict}/Length ${data.length}>>\nstream\n`), data, Buffer.from('\nendstream')]);

/** Objects packed into a compressed stream: what repeats costs next to nothing in the file. */
function packed(objects: readonly { num: number; body: string }[]): Buffer {
  let at = 0;
  const places = objects.map(({ num, body }) => {
    const place = `${num} ${at} `;
    at += body.length + 1;
    return place;
  });
  const head = places.join('');
  return stream(`/Type/ObjStm/N ${objects.length}/First ${head.length}/Filter/FlateDecode`, deflateSync(`${head}${objects.map(({ body }) => `${body} `).join('')}`, { level: 9 }));
}

/** A file whose objects lie in one compressed stream, with a cross-reference stream. */
function packedPdf(objects: readonly { num: number; body: string }[]): Buffer {
  const top = Math.max(...objects.map(({ num }) => num));
  const [container, table] = [top + 1, top + 2];
  const head = Buffer.from('%PDF-1.7\n');
  const body = Buffer.concat([Buffer.from(`${container} 0 obj\n`), packed(objects), Buffer.from('\nendobj\n')]);
  const start = head.length + body.length;
  const rows = Buffer.alloc((table + 1) * 7);
  const row = (num: number, type: number, second: number, third: number): void => {
    rows.writeUInt8(type, num * 7);
    rows.writeUInt32BE(second, num * 7 + 1);
    rows.writeUInt16BE(third, num * 7 + 5);
  };
  objects.forEach(({ num }, index) => row(num, 2, container, index));
  row(container, 1, head.length, 0);
  row(table, 1, start, 0);
  const xref = stream(`/Type/XRef/Size ${table + 1}/Root 1 0 R/W[1 4 2]/Filter/FlateDecode`, deflateSync(rows));
  return Buffer.concat([head, body, Buffer.from(`${table} 0 obj\n`), xref, Buffer.from(`\nendobj\nstartxref\n${start}\n%%EOF\n`)]);
}

/** Fields that each inherit one enormous name. */
export function inheritedNames(fields: number, characters: number): Buffer {
  const kids = Array.from({ length: fields }, (_, index) => ({ num: 10 + index, body: `<</T(f${index})/FT/Sig/Parent 5 0 R>>` }));
  return packedPdf([
    { num: 1, body: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>' },
    { num: 2, body: '<</Type/Pages/Kids[3 0 R]/Count 1>>' },
    { num: 3, body: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>' },
    { num: 5, body: `<</T(${'n'.repeat(characters)})/FT/Sig/Kids[${kids.map(({ num }) => `${num} 0 R`).join(' ')}]>>` },
    ...kids,
  ]);
}

/** Eleven bytes whose predictor announces rows of half a gigabyte. */
export function longPredictorRow(): Buffer {
  const data = deflateSync(Buffer.from([2, 1, 0, 0]));
  const head = '%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n';
  const xref = stream('/Type/XRef/Size 4/Root 1 0 R/W[1 2 1]/Filter/FlateDecode/DecodeParms<</Predictor 12/Colors 500/BitsPerComponent 8/Columns 1000000>>', data);
  return Buffer.concat([Buffer.from(`${head}3 0 obj\n`), xref, Buffer.from(`\nendobj\nstartxref\n${head.length}\n%%EOF\n`)]);
}

/** Many signature fields, each with a value that is none. */
export function thousandSignatures(count: number): Buffer {
  const fields = Array.from({ length: count }, (_, index) => 10 + index);
  return pdfOf([
    { num: 1, body: `<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[${fields.map((num) => `${num} 0 R`).join(' ')}]>>>>` },
    { num: 2, body: '<</Type/Pages/Kids[3 0 R]/Count 1>>' },
    { num: 3, body: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>' },
    { num: 4, body: '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/nothing/ByteRange[0 1 2 3]/Contents<00>/Reason(' + 'r'.repeat(400) + ')>>' },
    ...fields.map((num) => ({ num, body: `<</T(${'x'.repeat(200)}${num})/FT/Sig/V 4 0 R>>` })),
  ]);
}
