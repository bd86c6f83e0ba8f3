import path from 'node:path';
import { createBallotKeys } from './adapters/ballot-keys/ballot-keys';
import { readStore } from './adapters/blob/stores';
import { openReadingEngine } from './adapters/db/open-engine';
import { createFonts } from './adapters/fonts';
import { createZipArchives } from './adapters/archive/zip';
import { createMailer } from './adapters/mail/mailer';
import { createOfficeConverter } from './adapters/office/converter';
import { createMarkCarrier } from './adapters/pdf/carry';
import { createVersionComparer } from './adapters/pdf/compare';
import { createPdfInspector } from './adapters/pdf/inspect';
import { createPackMaker } from './adapters/pdf/pack/maker';
import { createPdfCleaner } from './adapters/pdf/clean';
import { createPageRecognizer } from './adapters/ocr/recognizer';
import { createPagePainter } from './adapters/pdf/page-painter';
import { createPageReader } from './adapters/pdf/page-reader';
import { createSandbox } from './adapters/sandbox/sandbox';
import { system } from './kernel/actor';
import type { Bus } from './kernel/bus';
import type { AuditHead } from './kernel/audit';
import type { BlobPlace } from './kernel/blob-place';
import type { Db } from './kernel/ports/database';
import type { DatabasePlace } from './kernel/database-place';
import type { MailPlace } from './kernel/mail-place';
import { createRegistry, type Registry } from './kernel/module';
import type { BallotKeys } from './kernel/ports/ballot-keys';
import type { StoredBlob } from './kernel/ports/blob';
import { verifyRecord, type RecordReport } from './kernel/record';
import { modules } from './modules';
import { deviceSecret } from './modules/identity';

/** A file many ask for is reported once in this time, ms. */
const REPORT_AGAIN_MS = 10 * 60_000;

/** What a reading found out goes into the log and, with what the file belongs to, into the record. */
export function damageReport(bus: Bus, tell: (message: string) => void): (blob: StoredBlob, problem: 'damaged' | 'missing') => void {
  const told = new Map<string, number>();
  return ({ key }, problem) => {
    const last = told.get(key);
    if (last !== undefined && performance.now() - last < REPORT_AGAIN_MS) return;
    told.set(key, performance.now());
    tell(`stored file ${key} is ${problem}: not what was stored; nobody is given it`);
    bus.execute('storage.record-damage', { blobKey: key, problem, foundBy: 'reading' }, system('storage')).catch((error: unknown) => tell(`stored file ${key}: ${String(error)}`));
  };
}

const painter = createPagePainter();

/** What looks into files of others, each in children that may be killed, what hands letters in, and what writes archives. */
export const partsOutside = (mail: MailPlace | null) => ({
  mailer: createMailer(mail),
  inspector: createPdfInspector(),
  cleaner: createPdfCleaner(),
  converter: createOfficeConverter(),
  painter,
  recognizer: createPageRecognizer({ painter }),
  packs: createPackMaker(),
  carrier: createMarkCarrier(),
  comparer: createVersionComparer(),
  pageReader: createPageReader(),
  sandbox: createSandbox(),
  fonts: createFonts(),
  archives: createZipArchives(),
});

/** Keys of secret ballots lie in a folder of their own, sealed by a secret that lies with the rows: each is of no use without the other. */
export function ballotKeysOf(dataDir: string, reader: Db, tell: (message: string) => void): BallotKeys {
  const secret = async (): Promise<string> => {
    const kept = await deviceSecret(reader);
    if (kept === null) throw new Error('the installation has no secret yet');
    return kept;
  };
  return createBallotKeys({ dataDir, secret, tell });
}

export const tablesOf = ({ records }: Pick<Registry, 'records'>): string[] => records.map(({ table }) => table);

/**
 * Whether the audit chain of a data folder holds, and every row and file of the record is what the chain says; also while a server runs.
 * @param options.files false: the stored files are not read. @param options.holds says of a file whether it is what was stored, instead of reading it here.
 * @throws BootError when there is no database.
 */
export async function verifyInstallation(dataDir: string, options: { noted: readonly AuditHead[]; files: boolean; blobs?: BlobPlace | null; rows?: DatabasePlace | null; holds?: (blob: StoredBlob) => boolean }): Promise<RecordReport> {
  const folder = path.resolve(dataDir);
  const engine = await openReadingEngine(folder, options.rows ?? null);
  try {
    const registry = createRegistry(modules);
    const files = options.files ? readStore(folder, options.blobs ?? null) : null;
    const { holds: told } = options;
    const holds = told ? { holds: (blob: StoredBlob) => Promise.resolve(told(blob)) } : files ? { holds: async (blob: StoredBlob) => (await files.check(blob)) === 'sound' } : {};
    return await engine.withRecord(tablesOf(registry), (source) => verifyRecord(source, registry.records, { noted: options.noted, ...holds }));
  } finally {
    await engine.close();
  }
}
