import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';

const MB = 1024 * 1024;

/** A sound PDF of one page with a stream of that many bytes beside it. */
export async function writeLargePdf(file: string, bytes: number): Promise<void> {
  const handle = await open(file, 'w');
  const offsets: number[] = [];
  let at = 0;
  const write = async (data: string | Buffer): Promise<void> => {
    at += (await handle.write(Buffer.from(data as string))).bytesWritten;
  };
  const object = async (body: string): Promise<void> => {
    offsets.push(at);
    await write(`${offsets.length} 0 obj\n${body}`);
  };
  try {
    await write('%PDF-1.7\n');
    await object('<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R >>\nendobj\n');
    await object('<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n');
    await object('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n');
    await object(`<< /Type /Metadata /Subtype /XML /Length ${bytes} >>\nstream\n`);
    const part = randomBytes(MB);
    for (let left = bytes; left > 0; left -= MB) await write(part.subarray(0, Math.min(left, MB)));
    await write('\nendstream\nendobj\n');
    const start = at;
    await write(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  } finally {
    await handle.close();
  }
}
