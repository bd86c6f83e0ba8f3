/**
 * Forty documents with one PIN, through the commands and the signer process of an installation, each verified again afterwards; beside it
 * in the same run as many signatures with a PIN each.
 */
import { verifyPdf } from '../../server/pades';
import { signThrough } from '../../app/features/signing/sign-through.server';
import { approvedMinutes, closedAssembly, PIN } from '../integration/minutes/session';
import { figure, type Figure } from '../support/figures';
import { manyLike } from '../support/many-documents';

const DOCUMENTS = 40;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
}

export default async function bench(): Promise<Figure[]> {
  const all = await closedAssembly();
  try {
    const { application, clock } = all.installation;
    const documents = await manyLike(application, (await approvedMinutes(all)).officialId, 2 * DOCUMENTS + 1);
    const [first, ...rest] = documents;
    if (!first) throw new Error('nothing to sign');
    // Faces and drawing are read once in the life of a program.
    await application.execute('records.sign', { officialId: first.officialId, pin: PIN }, all.secretary);
    const [together, alone] = [rest.slice(0, DOCUMENTS), rest.slice(DOCUMENTS)];
    const many = await seconds(async () => {
      const { runId } = await application.execute('records.begin-run', { sealOfId: null, documents: together, pin: PIN }, all.secretary);
      await signThrough(application, runId, all.secretary);
    });
    const one = await seconds(async () => {
      for (const { officialId } of alone) await application.execute('records.sign', { officialId, pin: PIN }, all.secretary);
    });
    const { trust, blobs } = application.ports;
    const believed = { trustAnchors: await trust.anchors(), crls: await trust.crls(), now: clock.now() };
    let valid = 0;
    const verified = await seconds(async () => {
      for (const { officialId } of together) {
        const { blobKey: key, sha256, size } = await application.query('records.file', { officialId, revision: 1 }, all.secretary);
        const parts: Buffer[] = [];
        for await (const part of await blobs.open({ key, sha256, size })) parts.push(part as Buffer);
        if (verifyPdf(Buffer.concat(parts), believed).verdict === 'valid') valid += 1;
      }
    });
    return [
      figure({ bench: 'sign-many', figure: '40 documents with one PIN, each verified again', value: many + verified, unit: 's', bound: 'most', gate: 60, aim: 15 }),
      figure({ bench: 'sign-many', figure: 'one PIN beside forty', value: many, baseline: one, unit: 's', bound: 'most', gate: 2, aim: 1 }),
      figure({ bench: 'sign-many', figure: 'valid of 40', value: valid, unit: 'documents', bound: 'least', gate: DOCUMENTS }),
    ];
  } finally {
    await all.close();
  }
}
