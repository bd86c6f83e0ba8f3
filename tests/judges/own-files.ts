import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sampleDocuments } from '../../prisma/seed/documents/index';
import { createTypstTypesetter } from '../../server/adapters/pdf/typesetter';
import { readAuthority } from '../../server/adapters/signer';
import type { Authorities } from '../../server/kernel/ports/authorities';
import { parseCrl } from '../../server/pades/verify/revocation';
import type { PersonCaller } from '../../server/kernel/actor';
import { openHall } from '../integration/counting/hall';
import { approvedMinutes, closedAssembly, PIN } from '../integration/minutes/session';
import { generation, tokenOf } from '../integration/pades/authority-of-time';
import { revocationList } from '../integration/pades/hostile-authority';
import type { Assembly } from '../integration/sitting/assembly';
import type { Bench } from './judge';

/** A file of one sort, and whether anybody signed it. */
export interface OwnFile {
  sort: string;
  file: string;
  signed: boolean;
}

export interface OwnFiles {
  files: OwnFile[];
  bench: Bench;
}

const bytesOf = async ({ query, secretary, installation }: Pick<Assembly, 'query' | 'secretary' | 'installation'>, officialId: string, revision: number): Promise<Buffer> => {
  const { blobKey: key, sha256, size } = await query('records.file', { officialId, revision }, secretary);
  const chunks: Buffer[] = [];
  for await (const chunk of await installation.application.ports.blobs.open({ key, sha256, size })) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
};

/** Minutes by commands alone, from their approval to the archive time-stamp, of an authority made here. */
export async function minutesFiles(folder: string): Promise<OwnFiles> {
  mkdirSync(folder, { recursive: true });
  const all = await closedAssembly();
  const files: OwnFile[] = [];
  try {
    const { execute, installation, secretary, chair, clerk } = all;
    const { ports } = installation.application;
    const now = (): Date => ports.clock.now();
    const authority = generation('I', 'p256', new Date('2026-01-01T00:00:00Z'), new Date('2031-01-01T00:00:00Z'));
    const list = (): Uint8Array => revocationList({ issuer: authority.root, from: now(), until: new Date(now().getTime() + 7 * 86_400_000) });
    const dir = path.join(installation.dataDir, 'signing');
    mkdirSync(path.join(dir, 'trust'), { recursive: true });
    writeFileSync(path.join(dir, 'trust', 'tsa.cer'), authority.root.der);
    const sample = await readAuthority(dir, { now: now() });
    const ours: Authorities = {
      isSet: true,
      stamp: (imprint) => Promise.resolve(tokenOf(authority, imprint, now())),
      status: ({ issuer }) => Promise.resolve(Buffer.compare(issuer.der, authority.root.der) === 0 ? { crl: parseCrl(list()) } : null),
      look: () => Promise.resolve([]),
    };
    Object.assign(ports, { authorities: ours });
    const { officialId } = await approvedMinutes(all);
    const keep = async (sort: string, revision: number): Promise<void> => {
      const file = path.join(folder, `minutes-${sort}.pdf`);
      writeFileSync(file, await bytesOf(all, officialId, revision));
      files.push({ sort: `minutes ${sort}`, file, signed: revision > 0 });
    };
    await keep('approved', 0);
    await execute('records.sign', { officialId, pin: PIN }, secretary);
    await keep('secretary', 1);
    installation.clock.advance(60_000);
    await execute('records.sign', { officialId, pin: PIN }, chair);
    installation.clock.advance(60_000);
    await execute('records.seal', { officialId, pin: PIN }, clerk);
    await keep('sealed', 3);
    installation.clock.advance(60_000);
    await installation.application.jobs.drain();
    for (const [index, sort] of ['stamped', 'evidence', 'lasting'].entries()) await keep(sort, 4 + index);
    const bench = { at: new Date(now().getTime() + 60_000), trust: [...sample.trustAnchors, authority.root.der].map((der) => Buffer.from(der)), crls: [...sample.crls, list()].map((der) => Buffer.from(der)), folder: path.join(folder, 'bench') };
    return { files, bench };
  } finally {
    await all.close();
  }
}

/** Counting minutes, from their drawing up to the seal, by commands alone. */
export async function countingFiles(folder: string): Promise<OwnFiles> {
  mkdirSync(folder, { recursive: true });
  const hall = await openHall();
  const files: OwnFile[] = [];
  try {
    const { execute, installation, committee, secretary, clerk, of } = hall;
    const questionId = await hall.put({ mode: 'open', kind: 'approve' }, 'hands');
    await execute('voting.record-show-of-hands', { ...of(questionId), present: 19, hands: { kind: 'approve', for: 15, against: 2, abstain: 2 } }, secretary);
    const { officialId } = await execute('counting.issue', of(questionId), secretary);
    const keep = async (sort: string, revision: number): Promise<void> => {
      const file = path.join(folder, `counting-${sort}.pdf`);
      writeFileSync(file, await bytesOf(hall, officialId, revision));
      files.push({ sort: `counting ${sort}`, file, signed: revision > 0 });
    };
    await keep('drawn-up', 0);
    const [head, first, second] = committee;
    for (const who of [first, second, head] as PersonCaller[]) await execute('records.sign', { officialId, pin: PIN }, who);
    await keep('signed', 3);
    await hall.closeSession();
    await execute('records.seal', { officialId, pin: PIN }, clerk);
    await keep('sealed', 4);
    const { trustAnchors, crls } = await readAuthority(path.join(installation.dataDir, 'signing'), { now: installation.clock.now() });
    return { files, bench: { at: new Date(installation.clock.now().getTime() + 60_000), trust: trustAnchors.map((der) => Buffer.from(der)), crls: crls.map((der) => Buffer.from(der)), folder: path.join(folder, 'bench') } };
  } finally {
    await hall.close();
  }
}

/** What is typeset and signed by nobody: one of each template that is left. */
export async function unsignedFiles(folder: string): Promise<OwnFile[]> {
  mkdirSync(folder, { recursive: true });
  const typesetter = createTypstTypesetter();
  const wanted = sampleDocuments('2026-11-26');
  try {
    const templates = ['invitation', 'programme', 'administrative'] as const;
    return await Promise.all(templates.map(async (template) => {
      const about = wanted.find((one) => one.template === template);
      if (!about) throw new Error(template);
      const { pdf } = await typesetter.render(template, about.data, { createdAt: new Date('2026-11-27T07:00:00Z'), title: about.title });
      const file = path.join(folder, `${template}.pdf`);
      writeFileSync(file, pdf);
      return { sort: template, file, signed: false };
    }));
  } finally {
    await typesetter.stop();
  }
}
