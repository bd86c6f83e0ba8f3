import type { DocumentView } from './document';
import type { Increment } from './increment';
import { array, dict, isObjectKind, name, textString, withEntries } from './objects';
import type { PdfDict, PdfObject, PdfRef } from './objects';

/** A widget on its way into a tagged document. */
export interface TaggedWidget {
  readonly widget: PdfRef;
  readonly page: PdfRef;
  /** What is read out in its place. */
  readonly alternative: string;
}

/**
 * Enters widgets into the structure of a tagged document: each is a `Form` element with a reference to the annotation, words for
 * who cannot see it, and its entry in the parent tree (ISO 14289-1, 7.18; ISO 32000-1, 14.7.4.4).
 * @returns the key under which each widget finds its element (`/StructParent`); empty for a document without structure.
 */
export function addFormElements(increment: Increment, view: DocumentView, widgets: readonly TaggedWidget[]): number[] {
  const rootEntry = view.catalog.entries.get('StructTreeRoot');
  const root = view.dict(rootEntry);
  const tree = view.dict(root?.entries.get('ParentTree'));
  const top = topElement(view, root);
  if (!isObjectKind(rootEntry, 'ref') || !root || !tree || !top) return [];
  const first = nextKey(view, root, tree);
  const elements = widgets.map(({ widget, page, alternative }) =>
    increment.add(dict({
      Type: name('StructElem'),
      S: name('Form'),
      P: top.ref,
      Pg: page,
      Alt: textString(alternative),
      K: dict({ Type: name('OBJR'), Obj: widget, Pg: page }),
    })),
  );
  const pairs = elements.flatMap((element, index): PdfObject[] => [first + index, element]);
  const children = view.items(top.dict.entries.get('K')) ?? [top.dict.entries.get('K') ?? null].filter((child) => child !== null);
  increment.set(top.ref, withEntries(top.dict, { K: array([...children, ...elements]) }));
  const parents = increment.add(grown(increment, view, tree, pairs, first));
  increment.set(rootEntry, withEntries(root, { ParentTree: parents, ParentTreeNextKey: first + elements.length }));
  return elements.map((_element, index) => first + index);
}

/** The element all others lie in: the first child of the root. */
function topElement(view: DocumentView, root: PdfDict | null): { ref: PdfRef; dict: PdfDict } | null {
  const child = root?.entries.get('K');
  const [ref] = isObjectKind(child, 'ref') && view.dict(child) ? [child] : (view.items(child) ?? []);
  const found = view.dict(ref);
  return isObjectKind(ref, 'ref') && found ? { ref, dict: found } : null;
}

function nextKey(view: DocumentView, root: PdfDict, tree: PdfDict): number {
  const said = view.resolve(root.entries.get('ParentTreeNextKey'));
  return Math.max(typeof said === 'number' ? said : 0, highestKey(view, tree, 0) + 1);
}

function highestKey(view: DocumentView, node: PdfDict, depth: number): number {
  const own = (view.items(node.entries.get('Nums')) ?? []).filter((_value, index) => index % 2 === 0).map((key) => (typeof key === 'number' ? key : -1));
  const below = depth > 32 ? [] : (view.items(node.entries.get('Kids')) ?? []).flatMap((kid) => {
    const child = view.dict(kid);
    return child ? [highestKey(view, child, depth + 1)] : [];
  });
  return Math.max(-1, ...own, ...below);
}

/** The number tree with more pairs behind its last key, of the same form (7.9.7). */
function grown(increment: Increment, view: DocumentView, tree: PdfDict, pairs: readonly PdfObject[], first: number): PdfDict {
  const kids = view.items(tree.entries.get('Kids'));
  if (!kids) return withEntries(tree, { Nums: array([...(view.items(tree.entries.get('Nums')) ?? []), ...pairs]) });
  const leaf = increment.add(dict({ Limits: array([first, first + pairs.length / 2 - 1]), Nums: array(pairs) }));
  return withEntries(tree, { Kids: array([...kids, leaf]) });
}
