import { fromCwd, UsageError } from './arguments';

export const use = (): UsageError =>
  new UsageError(
    'Dùng: phien backup [THƯ_MỤC], phien backup list|verify|prune [THƯ_MỤC], phien backup key TỆP. Không nêu thư mục thì dùng PHIEN_BACKUP.',
    'Use: phien backup [FOLDER], phien backup list|verify|prune [FOLDER], phien backup key FILE. Without a folder PHIEN_BACKUP is used.',
  );

/** The folder that was named, or that of the environment. */
export function backupFolder(named: string | undefined): string {
  const folder = named ?? process.env['PHIEN_BACKUP'];
  if (!folder) throw use();
  return fromCwd(folder);
}

export function ageOf(madeAt: Date, now = new Date()): { vi: string; en: string } {
  const hours = Math.max(0, Math.floor((now.getTime() - madeAt.getTime()) / 3_600_000));
  if (hours < 48) return { vi: `${hours} giờ`, en: `${hours} h` };
  return { vi: `${Math.floor(hours / 24)} ngày`, en: `${Math.floor(hours / 24)} d` };
}
