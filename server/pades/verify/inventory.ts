import { attempt } from '../pdf/document';
import type { DocumentView } from '../pdf/document';
import { signatureFields } from '../pdf/fields';
import type { FormField } from '../pdf/fields';
import { isName, isObjectKind } from '../pdf/objects';
import type { PdfObject } from '../pdf/objects';

export interface Inventory {
  /** Signatures that some state of the file held and that no field holds now, by object number. */
  readonly unlinked: ReadonlySet<number>;
  readonly damaged: number;
  readonly hiddenPages: boolean;
}

function looksLikeSignature(value: PdfObject): boolean {
  if (!isObjectKind(value, 'dict')) return false;
  const { entries } = value;
  const typed = isName(entries.get('Type'), 'Sig') || isName(entries.get('Type'), 'DocTimeStamp');
  return (typed && (entries.has('Filter') || entries.has('Contents'))) || (entries.has('ByteRange') && entries.has('Contents'));
}

/** A field whose value is a signature written inside it. */
const holdsSignature = (value: PdfObject): boolean => isObjectKind(value, 'dict') && looksLikeSignature(value.entries.get('V') ?? null);

const holder = (field: FormField): number => (isObjectKind(field.value, 'ref') ? field.value : field.ref).num;

/** Usage-rights signatures of form makers (12.8.2.3) unlock viewer functions; they sign nothing a person said. */
function usageRights(view: DocumentView): number[] {
  const permissions = view.dict(view.catalog.entries.get('Perms'));
  const values = [permissions?.entries.get('UR3'), permissions?.entries.get('UR')];
  return values.flatMap((value) => {
    const references = view.items(view.dict(value)?.entries.get('Reference')) ?? [];
    const rights = references.some((item) => ['UR', 'UR3'].some((method) => isName(view.dict(item)?.entries.get('TransformMethod'), method)));
    return isObjectKind(value, 'ref') && rights ? [value.num] : [];
  });
}

/** Walks over every object of the present state, and over what earlier revisions wrote for signatures no longer there. */
export function takeInventory(view: DocumentView): Inventory {
  const { file } = view;
  const found = new Set<number>();
  const held = new Set<number>();
  const rights = new Set<number>();
  const pageNodes: number[] = [];
  let damaged = 0;
  for (const num of view.entries.keys()) {
    file.budget.spend(2);
    const value = view.peek(num);
    if (value === undefined) {
      damaged += 1;
      continue;
    }
    if (looksLikeSignature(value) || holdsSignature(value)) found.add(num);
    const type = isObjectKind(value, 'dict') ? value.entries.get('Type') : null;
    if (isName(type, 'Page') || isName(type, 'Catalog')) pageNodes.push(num);
  }
  for (const { index, touched } of file.revisions) {
    const state = file.view(index);
    for (const num of attempt(() => usageRights(state), [])) rights.add(num);
    if (state === view) continue;
    for (const field of attempt(() => signatureFields(state).filter((one) => state.resolve(one.value) !== null), [])) held.add(holder(field));
    for (const num of touched.keys()) {
      file.budget.spend(2);
      const value = state.peek(num) ?? null;
      if (isObjectKind(value, 'dict') && value.entries.has('ByteRange') && looksLikeSignature(value)) found.add(num);
    }
  }
  const linked = new Set(signatureFields(view).filter((field) => field.value !== null).map(holder));
  // What a field ever held is a signature, whatever lists it afterwards.
  const unlinked = [...held, ...[...found].filter((num) => !rights.has(num))].filter((num) => !linked.has(num));
  const shown = new Set([view.root.num, ...view.pages().map((page) => page.num)]);
  return { unlinked: new Set(unlinked), damaged, hiddenPages: pageNodes.some((num) => !shown.has(num)) };
}
