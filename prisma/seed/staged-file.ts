import { Readable } from 'node:stream';
import type { CommandInput, OpenedApplication } from '../../server/application';
import { system } from '../../server/kernel/actor';

type Verdict = Extract<CommandInput<'documents.record-inspection'>['verdict'], { ok: true }>;

/** What an inspection finds of a plain file. */
export const plainFacts = (pages: number, [width, height]: readonly [number, number], textOfFirstPage = ''): Verdict['facts'] => ({
  pages,
  sizes: Array.from({ length: pages }, (): [number, number] => [width, height]),
  version: '1.7',
  active: [],
  findings: [],
  signatures: 0,
  signed: false,
  encrypted: false,
  form: false,
  textOfFirstPage,
  flatPageTree: false,
  largestImageMp: 0,
});

/** Has a file come in as the upload does, with findings that are known beforehand: the child that would look at it is not started. */
export async function stageFile({ execute, ports }: Pick<OpenedApplication, 'execute' | 'ports'>, to: { meetingId: string | null; personId: string }, file: { bytes: Uint8Array; fileName: string }, found: Omit<Verdict, 'ok'>): Promise<{ intakeId: string }> {
  const program = system('sample');
  const { key: blobKey, sha256, size } = await ports.staging.put(Readable.from([file.bytes]));
  const { intakeId } = await execute('documents.receive', { ...to, sendId: null, file: { blobKey, sha256, size, fileName: file.fileName } }, program);
  await execute('documents.record-inspection', { intakeId, verdict: { ok: true, ...found } }, program);
  return { intakeId };
}
