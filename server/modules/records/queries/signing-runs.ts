import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { fullNumber } from '../../../shared/rules/numbering';
import { unitNames } from '../../organization';
import { itemsOf, runsOf } from '../repository.runs';
import { loadOwnRun, runState } from '../signing-run';

/** The caller's latest runs, and of one of them what became of each document (G46). */
export const signingRuns = defineQuery({
  name: 'records.signing-runs',
  input: z.strictObject({ runId: z.uuid().nullable() }),
  async load({ runId }, { db, caller }) {
    const personId = personIdOf(caller);
    if (runId) await loadOwnRun(db, runId, caller);
    return { runs: personId ? await runsOf(db, personId) : [] };
  },
  policy: signedIn,
  async present({ runs }, { runId }, { db, now }) {
    const units = await unitNames(db, runs.flatMap(({ sealOfId }) => sealOfId ?? []));
    const shown = runs.find(({ id }) => id === runId) ?? (runId === null ? runs[0] : undefined);
    const items = shown ? await itemsOf(db, shown.id) : [];
    return {
      runs: runs.map(({ id, sealOfId, commonName, begunAt, endedAt, movedAt, counts }) => ({ id, sealOf: sealOfId && (units.get(sealOfId) ?? ''), commonName, begunAt, endedAt, state: runState({ endedAt, movedAt }, now), counts })),
      shown: shown?.id ?? null,
      items: items.map(({ officialId, sha256, state, at, revision, refusal, kind, title, meetingId, aboutId, verifyCode, ...numbered }) => ({ officialId, sha256, state, at, revision, refusal, kind, title, meetingId, aboutId, verifyCode, number: fullNumber(numbered) })),
    };
  },
});
