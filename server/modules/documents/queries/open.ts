import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { inkStreamOf } from '../../../shared/rules/ink-stream';
import { numberIn } from '../../../shared/rules/agenda-times';
import { listItems } from '../../agenda';
import { runsSitting } from '../../meetings';
import { factsSchema } from '../admission';
import { loadVersionFor, readableVersion, versionInput, wasShown } from '../load-document';
import { findComparison } from '../comparing/repository';
import { listPictures } from '../pictures/repository';
import { ownReading } from '../reading';
import type { Db } from '../../../kernel/ports/database';
import { listDocuments, listVersions, placesOf, type ReadingPlace } from '../repository';

/** A paper for the reader, in its newest version or an earlier one (D6): page sizes, its neighbours on the item, and the caller's own place (of this device first). */
export const open = defineQuery({
  name: 'documents.open',
  input: z.strictObject({ ...versionInput, version: z.int().positive().optional(), deviceId: z.uuid().optional() }),
  load: (asked, { db, caller, now }) => loadVersionFor(db, asked, caller, now),
  policy: readableVersion,
  async present({ access, meeting, document, newest, asked, sight }, { deviceId, for: leaderId }, { db, caller }) {
    // Places in papers are the reader's own: somebody who prepares has none here (D87).
    const personId = leaderId === undefined ? personIdOf(caller) : null;
    const [documents, items, pictures, versions] = await Promise.all([
      listDocuments(db, meeting.id, sight), listItems(db, meeting.id), listPictures(db, document.id, asked.number), listVersions(db, document.id),
    ]);
    const places = personId ? await placesOf(db, personId, documents.map(({ id }) => id)) : [];
    const here = places.filter((place) => place.documentId === document.id);
    const place = here.find((candidate) => candidate.deviceId === deviceId) ?? here[0] ?? null;
    const shown = versions.filter((_version, index) => wasShown({ access, meeting }, versions[index - 1]?.createdAt ?? null));
    const item = items.find(({ id }) => id === document.itemId) ?? null;
    return {
      document: { id: document.id, title: document.title, kind: document.kind, pages: asked.pages, itemId: document.itemId, number: asked.number, inkId: inkStreamOf(document.id, asked) },
      file: { sha256: asked.sha256, size: asked.size, fileName: asked.fileName },
      newest: newest.number,
      /** Those the caller may open, newest first. */
      versions: shown.map((version) => ({ number: version.number, at: version.createdAt, reason: version.reason, inkId: inkStreamOf(document.id, version) })),
      /** Pages on which something changed since the version that was read before; null: there is none, or it is not known yet (D69). */
      changed: await changedPages(db, shown, asked, here),
      /** Width and height of every page, PDF points. */
      sizes: factsSchema.parse(JSON.parse(asked.facts)).sizes,
      /** Pages shown from a picture, and whether it is there yet. */
      pictures: pictures.map(({ page, state }) => ({ page, state })),
      meeting: { id: meeting.id, title: meeting.title, state: meeting.state, currentItemId: meeting.currentItemId },
      item: item && { id: item.id, title: item.title, number: numberIn(items, item.id) },
      papers: documents
        .filter(({ itemId }) => itemId === document.itemId)
        .map((paper) => ({ id: paper.id, title: paper.title, pages: paper.pages, mine: ownReading(paper, places) })),
      place: place && { page: Math.min(place.page, asked.pages), offset: place.offset, zoom: place.zoom },
      seat: leaderId === undefined && access.seat ? { role: access.seat.role, voting: access.seat.voting } : null,
      can: { run: leaderId === undefined && runsSitting(access) },
    };
  },
});

type Shown = Awaited<ReturnType<typeof listVersions>>;

/** Held against the one that was read last before this one came; where it was not compared with that, against the one before. */
async function changedPages(db: Db, shown: Shown, asked: { id: string; number: number }, places: readonly ReadingPlace[]) {
  const earlier = shown.filter(({ number }) => number < asked.number);
  const [before] = earlier;
  const lastRead = places.reduce<Date | null>((last, { updatedAt }) => (last && last > updatedAt ? last : updatedAt), null);
  const read = before && lastRead && lastRead < before.createdAt ? (earlier.find(({ createdAt }) => createdAt <= lastRead) ?? before) : before;
  for (const version of new Set([read, before])) {
    const found = version && (await findComparison(db, { oldId: version.id, newId: asked.id }));
    if (version && found?.state === 'made') return { since: version.number, pages: found.pages.new, changes: found.changes };
  }
  return null;
}
