import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allowIf, deny } from '../../../kernel/policy';
import { eventsOf } from '../../../kernel/repository.history';
import { listItems } from '../../agenda';
import { listDocuments } from '../../documents';
import { adjournmentsOf, pausesOf } from '../../floor';
import { listSeats, loadMeetingAccess, prepares, sightOf, unseenPapers } from '../../meetings';
import { printedPages } from '../../packs';
import { paperMark } from '../../sitting';
import { countedPapers, itemLengths, recipientsOf, sessionLength, meetingAccount } from '../account';
import { currentFactors, isSourced } from '../factors';
import { listDeclarations } from '../repository';

/** Minutes added to items while the session ran, by item id. */
const ITEM_EXTENDED = 'sitting.item_extended';

/** The paper account and the length of one session (P1–P6, P8). */
export const meeting = defineQuery({
  name: 'metrics.meeting',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: (_caller, { meeting: { state, importedAt } }) => (importedAt ? deny('metrics.imported') : allowIf(state !== 'draft' && state !== 'cancelled', 'metrics.not_published')),
  async present(access, { meetingId }, { db, caller, now }) {
    const { meeting: session } = access;
    const sight = await sightOf(db, access, caller, now);
    const unseen = await unseenPapers(db, meetingId, sight);
    const [seats, items, papers, declared, factors, events, fetched] = await Promise.all([
      listSeats(db, meetingId),
      listItems(db, meetingId),
      listDocuments(db, meetingId, sight),
      listDeclarations(db, meetingId),
      currentFactors(db),
      eventsOf(db, meetingId),
      printedPages(db, meetingId),
    ]);
    // Copies of a paper that is kept from the caller are no more theirs than the paper.
    const declarations = declared.filter(({ documentId }) => documentId === null || !unseen.has(documentId));
    const extensions = new Map<string, number>();
    for (const { type, payload } of events) {
      if (type !== ITEM_EXTENDED || typeof payload['itemId'] !== 'string' || typeof payload['minutes'] !== 'number') continue;
      extensions.set(payload['itemId'], (extensions.get(payload['itemId']) ?? 0) + payload['minutes']);
    }
    const adjourned = adjournmentsOf(await pausesOf(db, meetingId), session.closedAt ?? now);
    const mark = await paperMark(db, meetingId);
    const counted = countedPapers(papers, items, mark, session.openedAt);
    const names = new Map(seats.map((seat) => [seat.personId, seat.fullName]));
    const recipients = recipientsOf(seats);
    return {
      meetingId,
      title: session.title,
      state: session.state,
      closedAt: session.closedAt,
      recipients,
      printedSets: session.printedSets,
      declarations: declarations.map(({ id, documentId, copies, reason, declaredById, at }) => ({ id, documentId, copies, reason, by: names.get(declaredById) ?? '', at })),
      onPaper: mark && { from: mark.from, enteredAt: mark.enteredAt, by: mark.by.name, reason: mark.reason },
      paper: meetingAccount({ papers: counted.map(({ paper }) => paper), onPaper: new Set(counted.flatMap(({ paper, saves }) => (saves ? [] : [paper.id]))), fetched, recipients, printedSets: session.printedSets, declarations, factors }),
      factors: Object.values(factors).map((factor) => ({ ...factor, isSourced: isSourced(factor) })),
      length: sessionLength(session, adjourned),
      items: itemLengths(items, extensions, adjourned),
      can: { declare: prepares(access) },
    };
  },
});
