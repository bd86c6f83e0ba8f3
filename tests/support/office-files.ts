import { deflateSync } from 'node:zlib';
import { ZipFile } from 'yazl';

/** A zip with these parts; names that yazl would refuse are written over others of the same length. */
export async function zipOf(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  const renamed: [from: string, to: string][] = [];
  for (const [name, content] of Object.entries(parts)) {
    const isPlain = !name.startsWith('/') && !name.includes('..');
    const stand = isPlain ? name : name.replace(/[./]/g, '_');
    if (!isPlain) renamed.push([stand, name]);
    zip.addBuffer(Buffer.isBuffer(content) ? content : Buffer.from(content), stand);
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  let text = Buffer.concat(chunks).toString('latin1');
  for (const [from, to] of renamed) text = text.replaceAll(from, to);
  return Buffer.from(text, 'latin1');
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A Word file of one paragraph, with further parts. */
export function docxOf(text: string, more: Readonly<Record<string, string>> = {}, { font = 'Times New Roman', insertion = false } = {}): Promise<Buffer> {
  const run = `<w:r><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
  return zipOf({
    '[Content_Types].xml': '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels': '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': `<?xml version="1.0"?><w:document ${W}><w:body><w:p>${run}${insertion ? `<w:ins w:id="1" w:author="A" w:date="2026-11-01T00:00:00Z">${run}</w:ins>` : ''}</w:p></w:body></w:document>`,
    ...more,
  });
}

/** An OpenDocument text with this inside. */
export const odtOf = (body: string): Promise<Buffer> => zipOf({
  'mimetype': 'application/vnd.oasis.opendocument.text',
  'META-INF/manifest.xml': '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
  'content.xml': `<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
});

/** A grey PNG. */
export function pngOf(width: number, height: number): Buffer {
  const crcOf = (bytes: Buffer): number => {
    let crc = ~0;
    for (const byte of bytes) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
    return ~crc >>> 0;
  };
  const chunk = (kind: string, data: Buffer): Buffer => {
    const [length, body, crc] = [Buffer.alloc(4), Buffer.concat([Buffer.from(kind, 'latin1'), data]), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    crc.writeUInt32BE(crcOf(body));
    return Buffer.concat([length, body, crc]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height, 0x80))), chunk('IEND', Buffer.alloc(0))]);
}
