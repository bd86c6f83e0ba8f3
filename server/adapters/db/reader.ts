import { existsSync } from 'node:fs';
import { PrismaClient } from '../../../prisma/generated/client';
import { BootError } from '../../kernel/config';
import type { Db } from '../../kernel/ports/database';
import { SafeSqlite } from './safe-sqlite';
import { openConnection } from './sqlite-connection';

/**
 * One connection opened read-only, also while a server writes.
 * @throws BootError when the file is not there.
 */
export async function openReader(file: string): Promise<{ reader: Db; stop(): Promise<void> }> {
  if (!existsSync(file)) {
    throw new BootError(`Không có cơ sở dữ liệu ở ${file}. Đặt PHIEN_DATA đúng thư mục dữ liệu.`, `There is no database at ${file}. Point PHIEN_DATA at the data folder.`);
  }
  const reader = new PrismaClient({ adapter: new SafeSqlite(await openConnection({ file, readonly: true })) });
  await reader.$queryRawUnsafe('SELECT 1');
  return { reader, stop: () => reader.$disconnect() };
}
