import { BootError } from './boot-error';

/** What the settings that name an engine have in common (`DATABASE_URL`, `REDIS_URL`, `PHIEN_BLOBS`). */

/** A secret as it was given: itself, or the file it lies in. */
export type Secret = { value: string } | { file: string };

export type Environment = Readonly<Record<string, string | undefined>>;

/** A host of this machine, as an address names it. */
export const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/u;

/** A part of an address as it is meant. @param wrong says which setting it is. @throws BootError */
export function decodedPart(text: string, wrong: (vi: string, en: string) => BootError): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong('có ký tự % không hợp lệ: viết % là %25', 'has a % that is none: write it as %25');
  }
}

/** The password in an address, or the file that another setting names; null: none. @throws BootError when there are both. */
export function passwordOf(env: Environment, given: string, { url, file }: { url: string; file: string }): Secret | null {
  const named = env[file];
  if (given !== '' && named) throw new BootError(`Chỉ đặt một trong hai: mật khẩu trong ${url}, hoặc ${file}.`, `Give the password in ${url} or in ${file}, not in both.`);
  if (named) return { file: named };
  return given === '' ? null : { value: given };
}
