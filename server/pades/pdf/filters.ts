import { inflateSync } from 'node:zlib';

import { PdfError } from './budget';
import type { Budget } from './budget';
import { isObjectKind } from './objects';
import type { PdfDict, PdfObject, PdfStream } from './objects';

function flate(data: Uint8Array, budget: Budget): Uint8Array {
  try {
    const out = inflateSync(data, { maxOutputLength: Math.max(1, budget.inflateCap) });
    budget.inflated(out.length);
    return out;
  } catch (error) {
    if (error instanceof PdfError) throw error;
    // More than may be unpacked is an attack; data that does not unpack is damage.
    throw new PdfError((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'pdf.inflate' : 'pdf.filter');
  }
}

function parameter(params: PdfDict | null, key: string, standard: number): number {
  const value = params?.entries.get(key);
  if (value === undefined) return standard;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 1_000_000) throw new PdfError('pdf.filter');
  return value;
}

/** PNG predictors (ISO 32000-1, 7.4.4.4): each row begins with its own filter type. */
function undoPng(data: Uint8Array, params: PdfDict | null, budget: Budget): Uint8Array {
  const perPixel = Math.max(1, (parameter(params, 'Colors', 1) * parameter(params, 'BitsPerComponent', 8)) >> 3);
  const row = Math.ceil((parameter(params, 'Colors', 1) * parameter(params, 'BitsPerComponent', 8) * parameter(params, 'Columns', 1)) / 8);
  const rows = Math.ceil(data.length / (row + 1));
  budget.spend(data.length >> 4);
  // The last row may be cut short: what it lacks is not made up, however long the parameters say a row is.
  const out = new Uint8Array(data.length - rows);
  for (let r = 0; r < rows; r += 1) {
    const type = data[r * (row + 1)] ?? 0;
    if (type > 4) throw new PdfError('pdf.filter');
    const end = Math.min(row, out.length - r * row);
    for (let i = 0; i < end; i += 1) {
      const raw = data[r * (row + 1) + 1 + i] ?? 0;
      const left = i >= perPixel ? (out[r * row + i - perPixel] ?? 0) : 0;
      const up = r > 0 ? (out[(r - 1) * row + i] ?? 0) : 0;
      const corner = r > 0 && i >= perPixel ? (out[(r - 1) * row + i - perPixel] ?? 0) : 0;
      let predicted = 0;
      if (type === 1) predicted = left;
      else if (type === 2) predicted = up;
      else if (type === 3) predicted = (left + up) >> 1;
      else if (type === 4) {
        const estimate = left + up - corner;
        const [dl, du, dc] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
        predicted = dl <= du && dl <= dc ? left : du <= dc ? up : corner;
      }
      out[r * row + i] = (raw + predicted) & 0xff;
    }
  }
  return out;
}

function list(value: PdfObject | undefined): readonly PdfObject[] {
  if (value === undefined || value === null) return [];
  return isObjectKind(value, 'array') ? value.items : [value];
}

/** Decoded data of a structural stream (cross-reference, object stream): FlateDecode with PNG predictors, or none. */
export function decodeStream(stream: PdfStream, budget: Budget): Uint8Array {
  const filters = list(stream.dict.entries.get('Filter'));
  const params = list(stream.dict.entries.get('DecodeParms'));
  let data = stream.data;
  if (filters.length > 4) throw new PdfError('pdf.filter');
  for (const [i, filter] of filters.entries()) {
    if (!isObjectKind(filter, 'name') || filter.value !== 'FlateDecode') throw new PdfError('pdf.filter');
    data = flate(data, budget);
    const given = params[i];
    const own = isObjectKind(given, 'dict') ? given : null;
    const predictor = parameter(own, 'Predictor', 1);
    if (predictor >= 10) data = undoPng(data, own, budget);
    else if (predictor !== 1) throw new PdfError('pdf.filter');
  }
  return data;
}
