import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allow, allowIf, hide } from '../../../kernel/policy';
import { findItem } from '../../agenda';
import { callerFor } from '../../delegations';
import { loadDocumentAccess } from '../../documents';
import { carriedOf, decide, DECISIONS } from '../carrying/repository';
import { preparedOn } from '../prepared/repository';
import { inkRights } from '../rights';

/**
 * What the owner of carried marks says of them (K18): it belongs there, it may go from the tray, or the question is open again. What is
 * drawn for it goes the way of all ink; `opIds` names what stands for the mark where it was drawn anew.
 */
export const settleMarks = defineCommand({
  name: 'annotations.settle-marks',
  input: z.strictObject({
    documentId: z.uuid(),
    /** Of what the caller prepares for that person (K23). */
    for: z.uuid().optional(),
    marks: z.array(z.strictObject({ id: z.uuid(), as: z.enum([...DECISIONS, 'open']), opIds: z.array(z.uuid()).max(8).optional() })).min(1).max(500),
  }),
  replayable: false,
  load: async ({ documentId, marks, for: leaderId }, { db, caller, now }) => {
    const { access, document } = await loadDocumentAccess(db, documentId, await callerFor(db, caller, leaderId, now), now);
    const personId = leaderId ?? personIdOf(caller);
    const prepared = leaderId === undefined ? null : new Set((await preparedOn(db, documentId, leaderId)).flatMap(({ inkId, assistantId }) => (assistantId === personIdOf(caller) ? [inkId] : [])));
    const item = document.itemId ? await findItem(db, document.itemId) : null;
    const own = (personId ? await carriedOf(db, documentId, personId) : []).filter(({ sourceInk }) => prepared === null || prepared.has(sourceInk));
    const rows = marks.flatMap(({ id }) => own.find((row) => row.id === id) ?? []);
    // Of other people's marks nothing is known here.
    if (personId && rows.length < marks.length) throw new DomainError('not_found', 'not_found');
    return { rows, rights: inkRights(access, item !== null && item.presenterId === personId) };
  },
  policy: (caller, { rows, rights }, { marks }) => {
    if (caller.kind !== 'person' || !rights.canRead) return hide;
    const forAll = marks.some(({ as, id }) => as === 'confirmed' && rows.some((row) => row.id === id && row.layer === 'shared'));
    return forAll ? allowIf(rights.canShare, 'annotations.not_for_all') : allow;
  },
  async run({ marks }, _loaded, { db, now }) {
    for (const { id, as, opIds } of marks) await decide(db, id, as === 'open' ? null : as, opIds, now);
    return { settled: marks.length };
  },
  // Who has marks where is nobody else's business.
  audit: () => ({ objectType: 'carried_marks', objectId: 'own' }),
});
