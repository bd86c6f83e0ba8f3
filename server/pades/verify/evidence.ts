import { PdfError } from '../pdf/budget';
import { decodeStream } from '../pdf/filters';
import type { DocumentView } from '../pdf/document';
import { isObjectKind } from '../pdf/objects';
import type { PdfDict } from '../pdf/objects';
import { parseCertificate } from '../cms/x509';
import type { Certificate } from '../cms/x509';
import { DerError } from '../der/read';
import { readCrls } from './revocation';
import type { RevocationList } from './revocation';

/** Certificates, revocation lists and OCSP responses a file brings along (/DSS, EN 319 142-1 §5.4.2). */
export interface Evidence {
  readonly present: boolean;
  readonly certificates: readonly Certificate[];
  readonly crls: readonly RevocationList[];
  readonly ocsps: readonly Uint8Array[];
}

const MAX_ITEMS = 200;

function streams(view: DocumentView, store: PdfDict | null, key: string): Uint8Array[] {
  const out: Uint8Array[] = [];
  for (const item of (view.items(store?.entries.get(key)) ?? []).slice(0, MAX_ITEMS)) {
    try {
      const stream = view.resolve(item);
      if (isObjectKind(stream, 'stream')) out.push(decodeStream(stream, view.file.budget));
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
  const certificates = streams(view, store, 'Certs').flatMap((der) => {
    try {
      return [parseCertificate(der)];
    } catch (error) {
      if (!(error instanceof DerError)) throw error;
      return [];
    }
  });
  return { present: store !== null, certificates, crls: readCrls(streams(view, store, 'CRLs')), ocsps: streams(view, store, 'OCSPs') };
}
