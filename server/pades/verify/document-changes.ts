import type { PdfDict, PdfObject } from '../pdf/objects';
import { isName, isObjectKind, sameObject } from '../pdf/objects';
import type { DocumentView } from '../pdf/document';
import { formFields } from '../pdf/fields';
import { appended, differingKeys, judgeInfo, judgeXmp } from './change-rules';
import type { Changes } from './changes';
import { explainValidationData } from './validation-data';
import { at, under } from './uses';

/** The trailer: the same root, no object taken away or made to count, information about dates only. */
export function trailerChanges(changes: Changes): void {
  const { before, after } = changes;
  const old = before.revision.trailer.entries;
  const now = after.revision.trailer.entries;
  const size = (entries: ReadonlyMap<string, PdfObject>): number => Number(entries.get('Size'));
  const [was, is] = [size(old), size(now)];
  // Objects from /Size on count as missing (7.5.5): a smaller one would take away what was signed, a larger one would bring up what was not shown.
  const appears = [...before.entries].some(([num, entry]) => entry.kind !== 'free' && num >= was && num < is);
  const beyond = [...after.revision.touched].some(([num, entry]) => entry.kind !== 'free' && num >= is);
  if (!sameObject(old.get('Root') ?? null, now.get('Root') ?? null) || !(is >= was) || appears || beyond) changes.report('change.trailer');
  // Some readers take a table that begins so for one that begins with object 0, and find every object one number lower.
  const shifted = after.revision.sections.some((section) => section.kind === 'table' && section.subsections.some(([first]) => first === 1) && section.entries.get(1)?.kind === 'free');
  if (shifted) changes.report('change.repointed');
  const info = now.get('Info');
  if (changes.behind(old.get('Info'), info)) {
    changes.findings.push(judgeInfo(before.dict(old.get('Info')), after.dict(info)));
    changes.accept(info, at());
  }
}

const EXTENSION_KEYS = new Set(['Type', 'BaseVersion', 'ExtensionLevel', 'ExtensionRevision', 'URL']);

/** True where every entry is a developer extension (7.12): a few names, numbers and texts, nothing that acts or draws. */
function onlyExtensions(view: DocumentView, value: PdfObject | undefined): boolean {
  const isExtension = (item: PdfObject): boolean => {
    const dict = view.dict(item);
    const fits = ([key, entry]: [string, PdfObject]): boolean => EXTENSION_KEYS.has(key) && (typeof entry === 'number' || isObjectKind(entry, 'name') || isObjectKind(entry, 'string'));
    return dict !== null && isObjectKind(dict.entries.get('BaseVersion'), 'name') && [...dict.entries].every(fits);
  };
  return [...(view.dict(value)?.entries ?? [['', null] as const])].every(([key, item]) => {
    if (key === 'Type') return isName(item, 'Extensions');
    return view.items(item)?.every(isExtension) ?? isExtension(item);
  });
}

const versionOf = (dict: PdfDict): number => {
  const value = dict.entries.get('Version');
  return isObjectKind(value, 'name') && /^[12]\.\d$/.test(value.value) ? Number(value.value) : 0;
};

/** The catalog: form and validation data have their own rules, everything else stays but versions, extensions and dates. */
export function catalogChanges(changes: Changes): void {
  const { before, after } = changes;
  const old = before.catalog;
  const now = after.catalog;
  // Signatures may name the catalog as the data they protect.
  changes.accept(after.root, under('Data'));
  for (const key of differingKeys(old, now)) {
    if (key === 'AcroForm' || key === 'DSS' || key === 'Metadata') continue;
    if (key === 'Version' && versionOf(now) > versionOf(old)) changes.report('change.technical');
    else if (key !== 'Extensions') changes.report('change.catalog', { entry: key });
  }
  const extensions = now.entries.get('Extensions');
  if (changes.behind(old.entries.get('Extensions'), extensions)) {
    if (!onlyExtensions(after, extensions)) changes.report('change.catalog', { entry: 'Extensions' });
    changes.accept(extensions, at(`${after.root.num}:Extensions`));
    changes.explain(extensions);
    changes.explain(after.resolve(extensions));
  }
  explainValidationData(changes);
  if (changes.behind(old.entries.get('Metadata'), now.entries.get('Metadata'))) {
    changes.findings.push(judgeXmp(before, after));
    changes.accept(now.entries.get('Metadata'), at(`${after.root.num}:Metadata`));
  }
}

/** The pages: the same ones in the same order; the only thing one may gain is the widget of a new signature field. */
export function pageChanges(changes: Changes): void {
  const { before, after } = changes;
  const old = before.pages();
  const now = after.pages();
  if (old.length !== now.length || old.some((page, i) => page.num !== now[i]?.num)) changes.report('change.pages');
  const widgets = new Set(formFields(after).flatMap((field) => (field.type === 'Sig' ? field.widgets.map((widget) => widget.num) : [])));
  for (const page of now) {
    const was = before.dict(page);
    const is = after.dict(page);
    const isAnnots = is?.entries.get('Annots');
    if ((!changes.of(page) && !changes.of(isAnnots)) || !was || !is) continue;
    const keys = differingKeys(was, is).filter((key) => key !== 'Annots');
    if (keys.length > 0) changes.report(keys.includes('Contents') ? 'change.page_content' : 'change.page');
    const gained = appended(before.items(was.entries.get('Annots')) ?? [], after.items(isAnnots) ?? []);
    const foreign = gained?.some((item) => !isObjectKind(item, 'ref') || !widgets.has(item.num) || !changes.of(item)?.isNew);
    if (!gained || foreign) changes.report('change.annotation');
    // Only /Annots of a page may differ, so the page itself may be named anywhere.
    changes.accept(page, () => true);
    changes.accept(isAnnots, at(`${page.num}:Annots`));
  }
}

/** The streams the cross-reference chain uses, and the object streams it leads into; they hold no content of their own. */
export function technicalChanges(changes: Changes): void {
  const { before, after } = changes;
  const containers = new Set([...after.revision.touched.values()].flatMap((entry) => (entry.kind === 'packed' ? [entry.container] : [])));
  for (const change of changes.all.values()) {
    const type = isObjectKind(change.after, 'stream') ? change.after.dict.entries.get('Type') : null;
    if (after.isChainStream(change.num) && (change.isNew || before.isChainStream(change.num))) changes.explained.add(change.num);
    else if (isName(type, 'ObjStm') && change.isNew && containers.has(change.num)) changes.explained.add(change.num);
  }
}
