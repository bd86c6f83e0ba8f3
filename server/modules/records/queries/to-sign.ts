import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery, type QueryContext } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { fullNumber } from '../../../shared/rules/numbering';
import { hasRole } from '../../../shared/rules/roles';
import { bodiesOfAgency, bodyOf } from '../../organization';
import { viewKey, type KeyView } from '../../signing';
import { dueStepsOf, latestFile, type OpenStep } from '../repository';

/** What waits for one key: the caller's own, or the seal of a unit the caller is a clerk of. */
export interface WaitingFor {
  /** Null: the caller's own signature. */
  sealOfId: string | null;
  /** Name of the unit; null: the caller. */
  sealOf: string | null;
  key: KeyView | null;
  documents: Awaited<ReturnType<typeof waiting>>[];
}

async function waiting(db: QueryContext['db'], { official, role, since }: OpenStep) {
  const file = await latestFile(db, official.id);
  const { id, kind, title, meetingId, aboutId, verifyCode } = official;
  return { officialId: id, kind, role, title, number: fullNumber(official), meetingId, aboutId, verifyCode, since, file: file && { revision: file.revision, sha256: file.sha256, size: file.size, pages: file.pages } };
}

/** Every document that waits for the caller's signature or seal, by the key it is signed with, the longest waiting first (G43). */
export const toSign = defineQuery({
  name: 'records.to-sign',
  input: z.strictObject({}),
  async load(_input, { db, caller }) {
    const personId = personIdOf(caller);
    return { personId, steps: personId ? await dueStepsOf(db, personId, hasRole(caller, 'clerk') ? await bodiesOfAgency(db, personId) : []) : [] };
  },
  policy: signedIn,
  async present({ personId, steps }, _input, { db, ports, now }) {
    if (!personId) return { waiting: [] };
    const groups = new Map<string | null, WaitingFor>();
    for (const step of [...steps].sort((a, b) => a.since.getTime() - b.since.getTime() || a.official.number - b.official.number)) {
      const unit = step.role === 'seal' ? await bodyOf(db, step.bodyId) : null;
      const sealOfId = unit?.unitId ?? null;
      const group = groups.get(sealOfId) ?? { sealOfId, sealOf: unit?.unitName ?? null, key: await viewKey(ports.signers, db, { keyId: sealOfId ?? personId, personId, now }), documents: [] };
      group.documents.push(await waiting(db, step));
      groups.set(sealOfId, group);
    }
    return { waiting: [...groups.values()] };
  },
});
