import type { Typesetter } from '../../../server/kernel/ports/typesetter';
import { sessionCalendar, two } from './calendar';
import { devolutionDocuments } from './item-4-devolution';
import { digitalDocuments } from './item-5-digital';
import { economyDocuments } from './item-1-economy';
import { emulationDocuments } from './item-7-emulation';
import { facilityDocuments } from './item-6-facilities';
import { investmentDocuments } from './item-3-investment';
import { openingDocuments } from './opening';
import { previousDocuments } from './previous-session';
import type { DocumentKind, SampleSpec } from './sample-document';
import { taskDocuments } from './item-2-tasks';

export type { DocumentKind } from './sample-document';

export interface SampleDocument {
  session: 'current' | 'previous';
  /** Number of the agenda item; null for the opening. */
  item: number | null;
  /** Place among the documents of its item, from 1. */
  order: number;
  key: string;
  title: string;
  kind: DocumentKind;
  fileName: string;
  pages: number;
  bytes: Uint8Array;
}

/** The 26 documents of the session (267 pages) and those of the session before it, not yet set. */
export function sampleDocuments(sessionDate: string): SampleSpec[] {
  const c = sessionCalendar(sessionDate);
  return [openingDocuments, economyDocuments, taskDocuments, investmentDocuments, devolutionDocuments, digitalDocuments, facilityDocuments, emulationDocuments, previousDocuments].flatMap((documents) => documents(c));
}

/**
 * Sets all sample documents; the typesetter decides how many at a time.
 * @param options.sessionDate day of the session, yyyy-MM-dd; every date in the texts derives from it.
 * @throws Error when a document does not come out with its prescribed number of pages.
 */
export async function renderSampleDocuments(typesetter: Typesetter, options: { sessionDate: string }): Promise<SampleDocument[]> {
  const { documents } = sessionCalendar(options.sessionDate);
  const createdAt = new Date(`${documents.year}-${two(documents.month)}-${two(documents.day)}T02:00:00Z`);
  return Promise.all(sampleDocuments(options.sessionDate).map(async ({ template, data, ...about }) => {
    const { pdf, pages } = await typesetter.render(template, data, { createdAt, title: about.title, author: 'Ủy ban nhân dân tỉnh Thanh Giang' });
    if (pages !== about.pages) throw new Error(`${about.key}: ${pages} pages instead of ${about.pages}`);
    return { ...about, fileName: `${about.key}.pdf`, bytes: pdf };
  }));
}
