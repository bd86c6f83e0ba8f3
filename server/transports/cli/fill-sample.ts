import { fillSample } from '../../../prisma/seed/sample';
import { lookAt, objectsOf } from '../../adapters/blob/s3-installation';
import type { HeldFolder } from '../../application';
import { BootError, requireOwnSamplePassword, type Config } from '../../kernel/config';
import { localMoment } from '../../shared/rules/date-forms';
import { copyBlobs } from './copy-blobs';

const isoDay = (moment: Date): string => {
  const { year, month, day } = localMoment(moment);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};

type FillConfig = Pick<Config, 'host' | 'origin' | 'trustedProxies' | 'samplePassword' | 'sampleDate' | 'clockStart' | 'blobs' | 'rows'>;

/**
 * Fills a data folder that nobody has used with the sample province; its papers are copied where papers lie.
 * @throws BootError when the folder is in use, or when others could come in with the published password.
 */
export async function fillSampleFolder(held: HeldFolder, config: FillConfig, say: (vi: string, en: string) => void): Promise<void> {
  if (held.used) {
    throw new BootError(`Thư mục ${held.dataDir} đã có dữ liệu; dữ liệu mẫu chỉ tạo trong thư mục trống.`, `The folder ${held.dataDir} holds data already; the sample is made in an empty folder only.`);
  }
  requireOwnSamplePassword(config);
  if (config.blobs) await lookAt(objectsOf(config.blobs));
  const sessionDate = config.sampleDate ?? isoDay(config.clockStart ?? new Date());
  await held.fill((dataDir) => fillSample({ dataDir, rows: config.rows, origin: config.origin, password: config.samplePassword, sessionDate, say }));
  if (config.blobs) await copyBlobs(held.dataDir, config.blobs, config.rows);
}
