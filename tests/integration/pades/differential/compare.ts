import { PdfFile, attempt } from '../../../../server/pades/pdf/document';
import { signatureFields } from '../../../../server/pades/pdf/fields';
import { isObjectKind } from '../../../../server/pades/pdf/objects';
import { rectangle } from '../../../../server/pades/verify/visible';
import type { Picture } from './renderers';

/** A place on a page that a later signature answers for; pixels from the upper left corner. */
interface Mask {
  readonly page: number;
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
}

const filled = (pdf: Uint8Array): Map<number, string> => {
  const view = PdfFile.open(pdf).latest;
  return new Map(signatureFields(view).flatMap((field) => (view.resolve(field.value) === null ? [] : [[field.ref.num, field.name] as const])));
};

/** Where signatures came to stand after `base`. */
export function signedLater(base: Uint8Array, pdf: Uint8Array): Mask[] {
  return attempt(() => {
    const before = filled(base);
    const view = PdfFile.open(pdf).latest;
    const fields = signatureFields(view).filter((field) => view.resolve(field.value) !== null && !before.has(field.ref.num));
    const widgets = new Set(fields.flatMap((field) => field.widgets.map((widget) => widget.num)));
    return view.pages().flatMap((ref, page) => {
      const dict = view.dict(ref);
      const height = rectangle(view, dict?.entries.get('MediaBox'))?.[3] ?? 842;
      return (view.items(dict?.entries.get('Annots')) ?? []).flatMap((item): Mask[] => {
        const rect = isObjectKind(item, 'ref') && widgets.has(item.num) ? rectangle(view, view.dict(item)?.entries.get('Rect')) : null;
        return rect ? [{ page, box: [rect[0] - 2, height - rect[3] - 2, rect[2] + 2, height - rect[1] + 2] }] : [];
      });
    });
  }, []);
}

/** What differs outside the masks, in words; null where nothing does. */
export function difference(was: readonly Picture[] | null, is: readonly Picture[] | null, masks: readonly Mask[]): string | null {
  if (!was || !is) return was === is ? null : 'one of them cannot be drawn';
  if (was.length !== is.length) return `${was.length} pages became ${is.length}`;
  for (const [page, a] of was.entries()) {
    const b = is[page];
    if (!b || a.width !== b.width || a.height !== b.height) return `page ${page + 1} changed its size`;
    const own = masks.filter((mask) => mask.page === page);
    for (let i = 0; i < a.pixels.length; i += 1) {
      if (a.pixels[i] === b.pixels[i]) continue;
      const [x, y] = [i % a.width, Math.floor(i / a.width)];
      if (!own.some(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3])) return `page ${page + 1} differs at ${x}, ${y}`;
    }
  }
  return null;
}
