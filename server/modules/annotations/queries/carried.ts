import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import type { Ports } from '../../../kernel/ports';
import { allow } from '../../../kernel/policy';
import { encodeOp } from '../../../shared/protocol/ink';
import { inkStreamOf } from '../../../shared/rules/ink-stream';
import { callerFor } from '../../delegations';
import { loadDocumentAccess, listVersionFiles } from '../../documents';
import { readStream, type LoggedStream } from '../carrying/logged-marks';
import { carriedForAll, carriedOf, cursorsOf, type CarriedRow } from '../carrying/repository';
import { preparedInkOf } from '../prepared/prepared-ink';
import { inkRights, isOpenForAll } from '../rights';

/** A mark of an earlier version on the newest one, as its owner sees it. */
export interface OwnCarried {
  id: string;
  from: number;
  layer: CarriedRow['layer'];
  verdict: CarriedRow['verdict'];
  doubt: string | null;
  decision: CarriedRow['decision'];
  opIds: string[];
  /** The mark where it was made, for what is asked about or in the tray: the version it lies on, and the operation in base64. */
  made: { number: number; body: string } | null;
}

/**
 * What became of the caller's own marks on the newest version of a paper, and which of those for all came from an earlier one (K17).
 * `isBehind`: some are not carried yet.
 */
export const carried = defineQuery({
  name: 'annotations.carried',
  /** `for`: of what the caller prepares for that person (K23). */
  input: z.strictObject({ documentId: z.uuid(), for: z.uuid().optional() }),
  async load({ documentId, for: leaderId }, { db, caller, now }) {
    const { access, document } = await loadDocumentAccess(db, documentId, await callerFor(db, caller, leaderId, now), now);
    const inkOf = (paperInk: string): string => (leaderId === undefined ? paperInk : preparedInkOf(paperInk, leaderId, personIdOf(caller) ?? ''));
    const versions = (await listVersionFiles(db, document.id)).map(({ id, number }) => ({ id, number, inkId: inkOf(inkStreamOf(documentId, { id, number })) }));
    return { access, document, versions };
  },
  policy: () => allow,
  async present({ access, document, versions }, { for: leaderId }, { db, caller, ports }) {
    const newest = versions.at(-1);
    const personId = leaderId ?? personIdOf(caller);
    const nothing = { number: newest?.number ?? 1, isBehind: false, own: [] as OwnCarried[], forAll: [] as { from: number; opIds: string[] }[] };
    if (!newest || !personId || versions.length < 2 || !inkRights(access, false).canRead) return nothing;
    const rows = (await carriedOf(db, document.id, personId)).filter(({ versionId, withdrawn, sourceInk }) => versionId === newest.id && !withdrawn && versions.some(({ inkId }) => inkId === sourceInk));
    const forAll = leaderId === undefined ? await carriedForAll(db, newest.id) : [];
    return {
      ...nothing,
      isBehind: await isBehind(ports.ink, versions, await cursorsOf(db, newest.id, personId), personId, leaderId === undefined && isOpenForAll(access.meeting)),
      own: await withMade(ports.ink, rows, versions, personId),
      forAll: forAll.map(({ fromNumber, opIds }) => ({ from: fromNumber, opIds })),
    };
  },
});

type Version = { id: string; number: number; inkId: string };
type Ink = Ports['ink'];

async function isBehind(ink: Ink, versions: readonly Version[], cursors: Awaited<ReturnType<typeof cursorsOf>>, personId: string, withShared: boolean): Promise<boolean> {
  const seen = (layer: string, inkId: string): number => cursors.find((cursor) => cursor.layer === layer && cursor.inkId === inkId)?.head ?? 0;
  for (const { inkId } of versions.slice(0, -1)) {
    const heads = await ink.head(inkId, { personId, canSeeShared: withShared });
    if (heads.private !== seen('private', inkId) || (withShared && heads.shared !== seen('shared', inkId))) return true;
  }
  return false;
}

/** Of a mark that is not beyond doubt its owner sees how it was; one whose stream was removed is gone. */
async function withMade(ink: Ink, rows: readonly CarriedRow[], versions: readonly Version[], personId: string): Promise<OwnCarried[]> {
  const streams = new Map<string, LoggedStream>();
  const own: OwnCarried[] = [];
  for (const { id, fromNumber: from, layer, verdict, doubt, decision, opIds, sourceInk, sourceId } of rows) {
    const isAsked = verdict !== 'moved' && decision === null;
    let made: OwnCarried['made'] = null;
    if (isAsked) {
      const key = `${layer} ${sourceInk}`;
      const stream = streams.get(key) ?? (await readStream(ink, sourceInk, layer === 'private' ? personId : null));
      streams.set(key, stream);
      const mark = stream.marks.get(sourceId);
      const number = versions.find(({ inkId }) => inkId === sourceInk)?.number;
      if (!mark || mark.authorId !== personId || number === undefined) continue;
      made = { number, body: Buffer.from(encodeOp(mark.op)).toString('base64') };
    }
    own.push({ id, from, layer, verdict, doubt, decision, opIds, made });
  }
  return own;
}
