import { Budget, PdfError } from './budget';
import { PdfFile } from './document';
import { decodeStream } from './filters';
import type { Increment } from './increment';
import { array, dict, isObjectKind, name } from './objects';
import type { PdfObject, PdfRef, PdfStream } from './objects';

/**
 * Brings the only page of a small PDF into an increment as a Form XObject, with its fonts and images.
 * @returns the reference for /AP /N.
 * @throws PdfError where the appearance is no plain one-page PDF.
 */
export function importAppearance(increment: Increment, appearance: Uint8Array): PdfRef {
  const file = PdfFile.open(appearance, new Budget(2_000_000, 32 * 1024 * 1024));
  const view = file.latest;
  const [page, ...others] = view.pages();
  const dictionary = view.dict(page);
  if (!dictionary || others.length > 0) throw new PdfError('pdf.pages');
  const box = view.items(dictionary.entries.get('MediaBox'));
  if (!box) throw new PdfError('pdf.pages');

  const copies = new Map<number, PdfRef>();
  const copy = (value: PdfObject, depth = 0): PdfObject => {
    if (depth > 64) throw new PdfError('pdf.too_deep');
    if (isObjectKind(value, 'ref')) {
      const known = copies.get(value.num);
      if (known) return known;
      const target = increment.allocate();
      copies.set(value.num, target);
      increment.set(target, copy(view.get(value.num), depth + 1));
      return target;
    }
    if (isObjectKind(value, 'array')) return array(value.items.map((item) => copy(item, depth + 1)));
    if (isObjectKind(value, 'dict')) return dict(Object.fromEntries([...value.entries].map(([key, entry]) => [key, copy(entry, depth + 1)])));
    if (isObjectKind(value, 'stream')) {
      const entries = [...value.dict.entries].filter(([key]) => key !== 'Length');
      return { kind: 'stream', dict: dict(Object.fromEntries(entries.map(([key, entry]) => [key, copy(entry, depth + 1)]))), data: value.data };
    }
    return value;
  };

  const resources = copy(view.resolve(dictionary.entries.get('Resources')) ?? dict({}));
  const contents = view.resolve(dictionary.entries.get('Contents'));
  const streams = (isObjectKind(contents, 'array') ? contents.items.map((item) => view.resolve(item)) : [contents]).filter(
    (stream): stream is PdfStream => isObjectKind(stream, 'stream'),
  );
  const single = streams.length === 1 ? streams[0] : undefined;
  const data = single?.data ?? Buffer.concat(streams.flatMap((stream) => [decodeStream(stream, file.budget), Buffer.from('\n')]));
  return increment.add({
    kind: 'stream',
    dict: dict({
      Type: name('XObject'),
      Subtype: name('Form'),
      BBox: array(box),
      Resources: resources,
      Filter: single?.dict.entries.get('Filter'),
    }),
    data,
  });
}
