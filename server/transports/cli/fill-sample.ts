import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fillSample } from '../../../prisma/seed/sample';
import { BootError, type Config } from '../../kernel/config';
import { localMoment } from '../../shared/rules/date-forms';

/** Main database: once it lies in the data folder, the folder is in use. */
const MAIN_FILE = 'phien.sqlite';

export const hasInstallation = (dataDir: string): boolean => existsSync(path.join(dataDir, MAIN_FILE));

const isoDay = (moment: Date): string => {
  const { year, month, day } = localMoment(moment);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};

/**
 * Fills a data folder that has no installation with the sample province. It is made beside and moved in at the end,
 * so that a start that is interrupted leaves no half of it.
 * @throws BootError when the folder is in use.
 */
export async function fillSampleFolder(config: Pick<Config, 'dataDir' | 'origin' | 'samplePassword' | 'sampleDate' | 'clockStart'>, say: (vi: string, en: string) => void): Promise<void> {
  const dataDir = path.resolve(config.dataDir);
  if (hasInstallation(dataDir)) {
    throw new BootError(`Thư mục ${dataDir} đã có dữ liệu; dữ liệu mẫu chỉ tạo trong thư mục trống.`, `The folder ${dataDir} holds data already; the sample is made in an empty folder only.`);
  }
  const making = path.join(dataDir, '.sample');
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true, mode: 0o700 });
  const sessionDate = config.sampleDate ?? isoDay(config.clockStart ?? new Date());
  await fillSample({ dataDir: making, origin: config.origin, password: config.samplePassword, sessionDate, say });
  const names = readdirSync(making).filter((name) => name !== 'lock.sqlite');
  for (const name of [...names.filter((name) => name !== MAIN_FILE), MAIN_FILE]) {
    const target = path.join(dataDir, name);
    rmSync(target, { recursive: true, force: true });
    renameSync(path.join(making, name), target);
  }
  rmSync(making, { recursive: true, force: true });
}
