import type { PdfDict, PdfObject } from './objects';

const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');

function nameText(value: string): string {
  let out = '/';
  for (const char of value) {
    const code = char.charCodeAt(0);
    out += code > 32 && code < 127 && !'()<>[]{}/%#'.includes(char) ? char : `#${(code & 0xff).toString(16).padStart(2, '0')}`;
  }
  return out;
}

/** Numbers without exponent, at most five decimals (a thousandth of a point is invisible). */
export function numberText(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(5).replace(/\.?0+$/, '');
}

function write(value: PdfObject, out: Uint8Array[]): void {
  if (value === null || typeof value === 'boolean') out.push(latin(String(value)));
  else if (typeof value === 'number') out.push(latin(numberText(value)));
  else {
    switch (value.kind) {
      case 'name':
        out.push(latin(nameText(value.value)));
        break;
      case 'string':
        out.push(latin(`<${Buffer.from(value.bytes).toString('hex')}>`));
        break;
      case 'ref':
        out.push(latin(`${value.num} ${value.gen} R`));
        break;
      case 'array':
        out.push(latin('['));
        value.items.forEach((item, i) => {
          if (i > 0) out.push(latin(' '));
          write(item, out);
        });
        out.push(latin(']'));
        break;
      case 'dict':
        writeDict(value, out);
        break;
      case 'stream':
        writeDict({ kind: 'dict', entries: new Map([...value.dict.entries, ['Length', value.data.length]]) }, out);
        out.push(latin('\nstream\n'), value.data, latin('\nendstream'));
    }
  }
}

function writeDict(value: PdfDict, out: Uint8Array[]): void {
  out.push(latin('<<'));
  for (const [key, entry] of value.entries) {
    out.push(latin(`${nameText(key)} `));
    write(entry, out);
    out.push(latin('\n'));
  }
  out.push(latin('>>'));
}

/** The value in PDF syntax; strings in hexadecimal, a stream's /Length set to its data. */
export function serialize(value: PdfObject): Uint8Array {
  const out: Uint8Array[] = [];
  write(value, out);
  return Buffer.concat(out);
}
