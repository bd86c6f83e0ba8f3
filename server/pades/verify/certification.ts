import type { DocumentView } from '../pdf/document';
import { decodeText, isName, isObjectKind } from '../pdf/objects';
import type { PdfDict } from '../pdf/objects';
import { finding } from './findings';
import type { Finding } from './findings';
import type { RevisionDiff } from './revision-diff';
import type { SignatureEntry } from './signature-dictionary';

type Lock = (name: string) => boolean;

/** The state a signature signed; what it permits is read there and nowhere later. */
const signedView = (view: DocumentView, entry: SignatureEntry): DocumentView => (entry.signedRevision === null ? view : view.file.view(entry.signedRevision));

const levelIn = (view: DocumentView, params: PdfDict | null): number | null => {
  const level = view.resolve(params?.entries.get('P'));
  return level === 1 || level === 2 || level === 3 ? level : null;
};

/** Parameters of a transform the signature states (12.8.1), undefined where it states none. */
function transform(view: DocumentView, entry: SignatureEntry, method: string): PdfDict | null | undefined {
  for (const item of view.items(entry.dict?.entries.get('Reference')) ?? []) {
    const reference = view.dict(item);
    if (reference && isName(reference.entries.get('TransformMethod'), method)) return view.dict(reference.entries.get('TransformParams'));
  }
  return undefined;
}

const permissionOf = (view: DocumentView) => view.dict(view.catalog.entries.get('Perms'))?.entries.get('DocMDP');

/** /P of a certifying signature's DocMDP (12.8.2.2), or null where the signature does not certify. One that the catalog names and that states no level allows nothing. */
export function certificationLevel(view: DocumentView, entry: SignatureEntry): number | null {
  const signed = signedView(view, entry);
  const params = transform(signed, entry, 'DocMDP');
  if (params !== undefined) return levelIn(signed, params) ?? 2;
  const named = permissionOf(signed);
  return isObjectKind(named, 'ref') && named.num === entry.number ? 1 : null;
}

/** A file that says it is certified (/Perms) and holds no signature that does. */
export function unfoundedPermission(view: DocumentView, entries: readonly SignatureEntry[]): boolean {
  const named = permissionOf(view);
  return named !== undefined && !(isObjectKind(named, 'ref') && entries.some((entry) => entry.number === named.num));
}

/** Fields a lock names (12.8.2.4), as a predicate. */
function lockOf(view: DocumentView, params: PdfDict | null): Lock {
  const action = view.resolve(params?.entries.get('Action'));
  const listed = (view.items(params?.entries.get('Fields')) ?? []).map((item) => view.resolve(item)).flatMap((item) => (isObjectKind(item, 'string') ? [decodeText(item)] : []));
  const named: Lock = (name) => listed.some((field) => name === field || name.startsWith(`${field}.`));
  if (isName(action, 'Include')) return named;
  if (isName(action, 'Exclude')) return (name) => !named(name);
  return () => true;
}

interface Limits {
  /** The strictest level a certification or a lock states, null where neither does. */
  readonly level: number | null;
  readonly locks: readonly Lock[];
}

/** What a signature forbids: its certification, the fields it locks, and the lock its field asked for (/Lock; /P since PDF 2.0). */
function limitsOf(view: DocumentView, entry: SignatureEntry): Limits {
  const signed = signedView(view, entry);
  const lock = signed.dict(entry.field.dict.entries.get('Lock'));
  const fields = transform(signed, entry, 'FieldMDP');
  const levels = [certificationLevel(view, entry), lock && levelIn(signed, lock)].filter((level): level is number => level !== null);
  return {
    level: levels.length > 0 ? Math.min(...levels) : null,
    locks: [...(lock ? [lockOf(signed, lock)] : []), ...(fields === undefined ? [] : [lockOf(signed, fields)])],
  };
}

/** Rules a certifying signature or a field lock puts on a later revision (table M01–M04, stricter for visible fields). */
export function restrictions(view: DocumentView, entry: SignatureEntry, diff: RevisionDiff): Finding[] {
  const found: Finding[] = [];
  const { level, locks } = limitsOf(view, entry);
  const locked = (name: string): boolean => locks.some((lock) => lock(name));
  for (const field of diff.added) {
    const stamp = field.signature?.kind === 'document_timestamp';
    if (!stamp && locked(field.name)) found.push(finding('mdp.field_locked', { field: field.name }));
    if (level === null) continue;
    if (level === 1 && stamp && field.hasAppearance) found.push(finding('mdp.timestamp_appearance'));
    if (level === 1 && !stamp) found.push(finding('mdp.signature_not_allowed'));
    else if (field.visible) found.push(finding('mdp.visible_field'));
    else if (!stamp) found.push(finding('mdp.invisible_field'));
  }
  if (level === 1 && diff.filled.length > 0) found.push(finding('mdp.signature_not_allowed'));
  for (const name of diff.filled) if (locked(name)) found.push(finding('mdp.field_locked', { field: name }));
  return found;
}
