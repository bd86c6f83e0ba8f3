import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { inkStreamOf } from '../../../shared/rules/ink-stream';
import { loadVersionAccess, readableVersion } from '../../documents';
import { peopleNames } from '../../identity';
import { carriedOf } from '../carrying/repository';
import { adoptionKeys } from '../prepared/adoption-key';
import { adoptedBefore } from '../prepared/origins';
import { preparedOn } from '../prepared/repository';

/**
 * What was prepared for the caller on a version of a paper: by whom, in which stream, and which of it the caller should look at because its place is in
 * doubt; and which own marks were adopted on an earlier version (K21, K22).
 */
export const prepared = defineQuery({
  name: 'annotations.prepared',
  input: z.strictObject({ documentId: z.uuid(), version: z.int().positive().optional() }),
  load: ({ documentId, version }, { db, caller, now }) => loadVersionAccess(db, documentId, version, caller, now),
  policy: readableVersion,
  async present({ asked, document }, _input, { db, caller, ports }) {
    const leaderId = personIdOf(caller);
    const streams = leaderId ? await preparedOn(db, document.id, leaderId) : [];
    if (!leaderId || streams.length === 0) return { by: [], adopted: [] };
    const names = await peopleNames(db, streams.map(({ assistantId }) => assistantId));
    const rows = await carriedOf(db, document.id, leaderId);
    const own = new Set(streams.map(({ inkId }) => inkId));
    const asks = rows.filter(({ versionId, sourceInk, verdict, decision, withdrawn }) => versionId === asked.id && own.has(sourceInk) && verdict === 'check' && decision === null && !withdrawn);
    const keyOf = await adoptionKeys(db);
    const drawn = rows.filter(({ sourceInk }) => !own.has(sourceInk));
    const adopted = await adoptedBefore(ports.ink, streams, drawn, keyOf);
    const here = new Set(drawn.filter(({ versionId }) => versionId === asked.id).flatMap(({ opIds }) => opIds));
    const paperInk = inkStreamOf(document.id, asked);
    return {
      by: streams.filter((stream) => stream.paperInk === paperInk).map(({ inkId, assistantId }) => ({ inkId, name: names.get(assistantId) ?? '', key: keyOf(inkId), asks: asks.flatMap(({ opIds }) => opIds) })),
      adopted: [...adopted].flatMap(([opId, assistantId]) => (here.has(opId) ? [{ opId, name: names.get(assistantId) ?? '' }] : [])),
    };
  },
});
