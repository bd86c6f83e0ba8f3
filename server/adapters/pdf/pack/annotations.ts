import type { Copier } from './copy';
import { outsideAddress, type Destinations } from './destinations';
import { isDict, Name, numberOf, type Dict, type Value } from './syntax';

/** What an annotation shows by; what it does stays behind, but links. */
const LOOKS = ['Rect', 'Contents', 'F', 'AP', 'AS', 'Border', 'BS', 'BE', 'C', 'IC', 'CA', 'ca', 'QuadPoints', 'Vertices', 'InkList', 'L', 'LE', 'LL', 'LLE', 'DA', 'DS', 'RC', 'Q', 'RD', 'T', 'M', 'CL', 'IT', 'Name', 'OC', 'H', 'BM'];
/** Lengths and places among them, which grow with the page. */
const PLACES = ['Rect', 'QuadPoints', 'Vertices', 'InkList', 'L', 'RD', 'CL'];
const KEPT = new Set(['Text', 'FreeText', 'Line', 'Square', 'Circle', 'Polygon', 'PolyLine', 'Highlight', 'Underline', 'Squiggly', 'StrikeOut', 'Stamp', 'Caret', 'Ink', 'Watermark']);

/** @returns objects of the annotations a page keeps: links that stay in the document or lead to the web, and what others look like. */
export function keptAnnotations(copier: Copier, destinations: Destinations, annotations: Value | undefined, page: number, scale: number): number[] {
  const kept: number[] = [];
  for (const item of copier.source.array(annotations) ?? []) {
    const dict = copier.source.dict(item);
    const body = dict && annotationText(copier, destinations, dict, scale);
    if (body) kept.push(copier.out.object(`<</Type /Annot /P ${page} 0 R ${body}>>`));
  }
  return kept;
}

function annotationText(copier: Copier, destinations: Destinations, dict: Dict, scale: number): string | null {
  const { source } = copier;
  const subtype = source.resolve(dict.get('Subtype'));
  if (!(subtype instanceof Name) || subtype.text === 'Popup' || !source.array(dict.get('Rect'))) return null;
  if (subtype.text === 'Link') {
    const target = destinations.text(dict.get('Dest')) ?? destinations.ofAction(dict.get('A'));
    const address = target === null ? outsideAddress(source, dict.get('A')) : null;
    // One that would leave the pack does nothing any more; its frame stays, as the page was drawn with it.
    return `/Subtype /Link ${looks(copier, dict, scale)}${target !== null ? `/Dest ${target}` : address !== null ? `/A ${address}` : ''}`;
  }
  const hasAppearance = isDict(source.resolve(dict.get('AP')));
  // What a form, a button or a clip looks like stays, as a picture of it: the form itself is left to the paper.
  const kind = KEPT.has(subtype.text) ? subtype.text : 'Stamp';
  if (!hasAppearance && kind !== subtype.text) return null;
  const flags = numberOf(source.resolve(dict.get('F'))) ?? 0;
  return `/Subtype /${kind} ${looks(copier, new Map([...dict, ['F', flags | READ_ONLY]]), scale)}`;
}

const READ_ONLY = 1 << 6;

function looks(copier: Copier, dict: Dict, scale: number): string {
  let text = '';
  for (const key of LOOKS) {
    const value = dict.get(key);
    if (value === undefined || value === null) continue;
    text += `/${key} ${copier.text(scale !== 1 && PLACES.includes(key) ? grown(copier, value, scale) : value)} `;
  }
  return text;
}

function grown(copier: Copier, value: Value, scale: number): Value {
  const found = copier.source.resolve(value);
  if (Array.isArray(found)) return found.map((item) => grown(copier, item, scale));
  const number = numberOf(found);
  return number === undefined ? found : number * scale;
}
