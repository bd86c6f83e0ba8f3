import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ReadingApplication } from '../../application';
import type { DatabasePlace } from '../../kernel/database-place';
import type { DoctorRow } from './doctor-tools';

/** Asks the installation in a data folder, also while a server runs on it; null where there is none, or one of an older or newer version: its start says what is to be done. */
export async function askInstallation(dataDir: string, place: DatabasePlace | null, ask: (installation: ReadingApplication) => Promise<DoctorRow>): Promise<DoctorRow | null> {
  if (!place && !existsSync(path.join(dataDir, 'phien.sqlite'))) return null;
  const { openForReading } = await import('../../application');
  const installation = await openForReading({ dataDir, rows: place }).catch(() => null);
  try {
    return installation && (await ask(installation));
  } catch {
    return null;
  } finally {
    await installation?.stop();
  }
}
