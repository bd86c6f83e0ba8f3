import type { Db } from '../../kernel/ports/database';
import { fullNumber } from '../../shared/rules/numbering';
import { peopleNames } from '../identity';
import { isInForce, latestFile, listSteps, type OfficialDocument, type SignatureStep } from './repository';

/** Steps with names for the panel, in signing order. */
async function presentSteps(db: Db, steps: readonly SignatureStep[]) {
  const ids = steps.flatMap((step) => [step.personId, step.certificate?.signedBy].filter((id) => typeof id === 'string'));
  const names = await peopleNames(db, ids);
  return steps.map((step) => {
    const signer = step.personId ?? step.certificate?.signedBy ?? null;
    return {
      id: step.id,
      role: step.role,
      required: step.required,
      state: step.state,
      person: signer ? (names.get(signer) ?? '') : null,
      signedAt: step.signedAt,
      reason: step.reason,
      certificate: step.certificate && { commonName: step.certificate.commonName, issuer: step.certificate.issuer, testOnly: step.certificate.testOnly },
    };
  });
}

/** Number, file and signatures of an official document, for its pages. */
export async function presentOfficial(db: Db, official: OfficialDocument) {
  const inForce = isInForce(official);
  const [steps, file] = await Promise.all([listSteps(db, official.id), inForce ? latestFile(db, official.id) : null]);
  return {
    steps,
    shown: {
      id: official.id,
      kind: official.kind,
      state: official.state,
      number: fullNumber(official),
      approvedAt: inForce ? official.approvedAt : null,
      frozenSha256: inForce ? official.frozenSha256 : null,
      verifyCode: official.verifyCode,
      file: file && { revision: file.revision, pages: file.pages, size: file.size, sha256: file.sha256 },
      steps: await presentSteps(db, steps),
    },
  };
}
