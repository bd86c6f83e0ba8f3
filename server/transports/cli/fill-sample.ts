import { fillSample } from '../../../prisma/seed/sample';
import type { HeldFolder } from '../../application';
import { BootError, requireOwnSamplePassword, type Config } from '../../kernel/config';
import { localMoment } from '../../shared/rules/date-forms';

const isoDay = (moment: Date): string => {
  const { year, month, day } = localMoment(moment);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};

type FillConfig = Pick<Config, 'host' | 'origin' | 'trustedProxies' | 'samplePassword' | 'sampleDate' | 'clockStart'>;

/**
 * Fills a data folder that nobody has used with the sample province.
 * @throws BootError when the folder is in use, or when others could come in with the published password.
 */
export async function fillSampleFolder(held: HeldFolder, config: FillConfig, say: (vi: string, en: string) => void): Promise<void> {
  if (held.used) {
    throw new BootError(`Thư mục ${held.dataDir} đã có dữ liệu; dữ liệu mẫu chỉ tạo trong thư mục trống.`, `The folder ${held.dataDir} holds data already; the sample is made in an empty folder only.`);
  }
  requireOwnSamplePassword(config);
  const sessionDate = config.sampleDate ?? isoDay(config.clockStart ?? new Date());
  await held.fill((dataDir) => fillSample({ dataDir, origin: config.origin, password: config.samplePassword, sessionDate, say }));
}
