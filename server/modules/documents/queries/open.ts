import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allow } from '../../../kernel/policy';
import { listItems } from '../../agenda';
import { runsSitting } from '../../meetings';
import { storedFileShape } from '../admission';
import { loadDocumentAccess } from '../load-document';
import { listPictures } from '../pictures/repository';
import { ownReading } from '../reading';
import { findVersion, listDocuments, placesOf } from '../repository';

/** A paper for the reader: page sizes, its neighbours on the item, and the caller's own place (of this device first). */
export const open = defineQuery({
  name: 'documents.open',
  input: z.strictObject({ documentId: z.uuid(), deviceId: z.string().min(1).max(64).optional() }),
  load: ({ documentId }, { db, caller }) => loadDocumentAccess(db, documentId, caller),
  policy: () => allow,
  async present({ access, meeting, document }, { deviceId }, { db, caller }) {
    const newest = await findVersion(db, document.id);
    if (!newest) throw new DomainError('not_found', 'not_found');
    const personId = personIdOf(caller);
    const [documents, items, pictures] = await Promise.all([listDocuments(db, meeting.id), listItems(db, meeting.id), listPictures(db, document.id, newest.number)]);
    const places = personId ? await placesOf(db, personId, documents.map(({ id }) => id)) : [];
    const here = places.filter((place) => place.documentId === document.id);
    const place = here.find((candidate) => candidate.deviceId === deviceId) ?? here[0] ?? null;
    const numbered = items.filter(({ kind }) => kind === 'item' || kind === 'paper_only');
    const item = items.find(({ id }) => id === document.itemId) ?? null;
    const index = numbered.findIndex(({ id }) => id === document.itemId);
    return {
      document: { id: document.id, title: document.title, kind: document.kind, pages: document.pages, itemId: document.itemId, number: newest.number },
      file: { sha256: newest.sha256, size: newest.size, fileName: newest.fileName },
      /** Width and height of every page, PDF points. */
      sizes: storedFileShape.facts.parse(JSON.parse(newest.facts)).sizes,
      /** Pages shown from a picture, and whether it is there yet. */
      pictures: pictures.map(({ page, state }) => ({ page, state })),
      meeting: { id: meeting.id, title: meeting.title, state: meeting.state, currentItemId: meeting.currentItemId },
      item: item && { id: item.id, title: item.title, number: index < 0 ? null : index + 1 },
      papers: documents
        .filter(({ itemId }) => itemId === document.itemId)
        .map((paper) => ({ id: paper.id, title: paper.title, pages: paper.pages, mine: ownReading(paper, places) })),
      place: place && { page: Math.min(place.page, document.pages), offset: place.offset, zoom: place.zoom },
      seat: access.seat && { role: access.seat.role, voting: access.seat.voting },
      can: { run: runsSitting(access) },
    };
  },
});
