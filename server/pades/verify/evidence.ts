import { PdfError } from '../pdf/budget';
import { decodeStream } from '../pdf/filters';
import type { DocumentView } from '../pdf/document';
import { isObjectKind } from '../pdf/objects';
import type { PdfDict, PdfObject } from '../pdf/objects';
import type { Certificate } from '../cms/x509';
import { readOcsps } from './ocsp';
import type { OcspResponse } from './ocsp';
import { readCrls } from './revocation';
import type { RevocationList } from './revocation';
import { readCertificates } from './trusted-files';

type Item = Certificate | RevocationList | OcspResponse;

/** Certificates, revocation lists and OCSP responses a file brings along (/DSS, EN 319 142-1 §5.4.2). */
export interface Evidence {
  readonly present: boolean;
  readonly certificates: readonly Certificate[];
  readonly crls: readonly RevocationList[];
  readonly ocsps: readonly OcspResponse[];
  /** Revision each of them was last written in. */
  readonly since: ReadonlyMap<Item, number>;
}

const MAX_ITEMS = 200;

interface Stored {
  readonly bytes: Uint8Array;
  readonly revision: number;
}

/** The revision that wrote an object as it stands; the last one for what is not an object of its own. */
function writtenIn(view: DocumentView, item: PdfObject): number {
  const { revisions } = view.file;
  const last = isObjectKind(item, 'ref') ? revisions.findLast(({ index, touched }) => index <= view.revision.index && touched.has(item.num)) : undefined;
  return last?.index ?? view.revision.index;
}

function streams(view: DocumentView, store: PdfDict | null, key: string): Stored[] {
  const out: Stored[] = [];
  for (const item of (view.items(store?.entries.get(key)) ?? []).slice(0, MAX_ITEMS)) {
    try {
      const stream = view.resolve(item);
      if (isObjectKind(stream, 'stream')) out.push({ bytes: decodeStream(stream, view.file.budget), revision: writtenIn(view, item) });
    } catch (error) {
      if (!(error instanceof PdfError) || error.fault === 'pdf.too_complex') throw error;
      // An unreadable item is evidence for nothing.
    }
  }
  return out;
}

/** Reads what can be read; what cannot proves nothing and is left out. */
export function readEvidence(view: DocumentView): Evidence {
  const store = view.dict(view.catalog.entries.get('DSS'));
  const since = new Map<Item, number>();
  const noted = <T extends Item>(read: (sources: readonly Uint8Array[]) => T[], key: string): T[] =>
    streams(view, store, key).flatMap(({ bytes, revision }) => {
      const found = read([bytes]);
      for (const item of found) since.set(item, revision);
      return found;
    });
  return { present: store !== null, certificates: noted(readCertificates, 'Certs'), crls: noted(readCrls, 'CRLs'), ocsps: noted(readOcsps, 'OCSPs'), since };
}

/** What of the evidence satisfies a condition on it and on the revision it came with. */
export function evidenceWhere(evidence: Evidence, keep: (item: RevocationList | OcspResponse, revision: number) => boolean): Evidence {
  const kept = <T extends RevocationList | OcspResponse>(items: readonly T[]): T[] => items.filter((item) => keep(item, evidence.since.get(item) ?? 0));
  return { ...evidence, crls: kept(evidence.crls), ocsps: kept(evidence.ocsps) };
}

/** What had been there when a revision was written. */
export const evidenceUpTo = (evidence: Evidence, revision: number): Evidence => ({
  ...evidenceWhere(evidence, (_item, since) => since <= revision),
  certificates: evidence.certificates.filter((certificate) => (evidence.since.get(certificate) ?? 0) <= revision),
});
