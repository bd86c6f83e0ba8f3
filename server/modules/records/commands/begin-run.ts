import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { deny, signedIn } from '../../../kernel/policy';
import { displayName, parseCertificate } from '../../../pades/cms/x509';
import { bodyOf } from '../../organization';
import { pinHolder, requireUsableCertificate, signerOf, wrongPin } from '../../signing';
import { auditSubject, loadSigning, stepOf } from '../policy';
import { closeRun, createRun, openRunsOf } from '../repository.runs';
import { runSubject } from '../signing-run';

function nullIfNotFound(error: unknown): null {
  if (error instanceof DomainError && error.code === 'not_found') return null;
  throw error;
}

/** Documents of one run; as many as are shown as waiting. */
const DOCUMENTS_AT_MOST = 100;

/**
 * Begins a run: with one PIN the key is opened once, for all the documents that were read (G43). What was shown of each is pinned
 * by the hash of its bytes. The open key is held by this process alone and never written down.
 */
export const beginRun = defineCommand({
  name: 'records.begin-run',
  input: z.strictObject({
    /** Unit whose seal it is; null: the caller's own key. */
    sealOfId: z.uuid().nullable(),
    documents: z.array(z.strictObject({ officialId: z.uuid(), sha256: z.string().regex(/^[0-9a-f]{64}$/u) })).min(1).max(DOCUMENTS_AT_MOST),
    pin: z.string().min(1).max(200),
  }),
  async load({ documents }, { db, caller }) {
    const loaded = [];
    for (const { officialId } of documents) {
      // Taken back meanwhile, it is there no more for who may not see what is void: the others are signed (G44).
      const one = await loadSigning(db, officialId, caller).catch(nullIfNotFound);
      if (one) loaded.push(one);
    }
    if (loaded.length === 0) throw new DomainError('not_found', 'not_found');
    return loaded;
  },
  policy(caller, loaded, { sealOfId }) {
    if (sealOfId !== null && loaded.some(({ access }) => !access.isClerk)) return deny('signing.clerk_only');
    // Whose turn it is now is said of each document alone.
    if (sealOfId === null && loaded.some((document) => !stepOf(caller, document))) return deny('signing.not_a_signer');
    return signedIn(caller, loaded, undefined);
  },
  async prepare({ sealOfId, documents, pin }, loaded, { db, caller, ports, now }) {
    const personId = signerOf(caller);
    if (new Set(documents.map(({ officialId }) => officialId)).size < documents.length) throw new DomainError('invalid', 'input.invalid', { field: 'documents' });
    if (sealOfId !== null) {
      for (const bodyId of new Set(loaded.map(({ access }) => access.meeting.bodyId))) if ((await bodyOf(db, bodyId)).unitId !== sealOfId) throw new DomainError('invalid', 'signing.other_seal');
    }
    const keyId = sealOfId ?? personId;
    const signer = await ports.signers.open(keyId, pin, await pinHolder(db, keyId, personId));
    try {
      await requireUsableCertificate(signer, ports.trust, now);
      const [leaf] = signer.chain;
      if (!leaf) throw new DomainError('not_found', 'signing.no_certificate');
      const { subject, serial } = parseCertificate(leaf);
      const runId = ports.ids.next();
      ports.signers.hold(runId, signer);
      return { runId, commonName: displayName(subject), serial };
    } catch (error) {
      await signer.close();
      throw error;
    }
  },
  abandon: ({ runId }, { signers }) => signers.release(runId),
  async run({ sealOfId, documents }, loaded, { db, caller, now, prepared: { runId, ...certificate }, id }) {
    const personId = signerOf(caller);
    // One at a time: what an earlier one did not come to is signed in this one, or later.
    for (const earlier of await openRunsOf(db, personId)) await closeRun(db, earlier, now);
    const there = new Set(loaded.map(({ official }) => official.id));
    const items = documents.filter(({ officialId }) => there.has(officialId)).map((document) => ({ ...document, id: id() }));
    await createRun(db, { id: runId, personId, sealOfId, ...certificate, begunAt: now }, items);
    return { runId, total: items.length, gone: documents.length - items.length, serial: certificate.serial };
  },
  audit: ({ sealOfId }, _loaded, { runId, total, gone, serial }) => ({ ...runSubject(runId), details: { documents: total, ...(gone > 0 && { gone }), certificate: serial, ...(sealOfId && { sealOf: sealOfId }) } }),
  auditRefusal: (_input, loaded, refusal) => (loaded[0] ? wrongPin(refusal, auditSubject(loaded[0].official)) : null),
  // The input holds a PIN; a run begun twice signs no document twice.
  replayable: false,
});
