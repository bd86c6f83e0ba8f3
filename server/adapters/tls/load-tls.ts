import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { BootError, type Config } from '../../kernel/config';
import type { TlsMaterial } from '../../kernel/ports/tls';
import { covers, namesToCover, openLocalAuthority } from './authority';

/**
 * Certificate and key to serve with, or null without TLS.
 * @throws BootError in both languages: file unreadable, key of another certificate, expired, or made for another name.
 */
export async function loadTls(
  config: Pick<Config, 'tls' | 'dataDir' | 'origin' | 'host'>,
  now: Date = new Date(),
): Promise<TlsMaterial | null> {
  switch (config.tls.mode) {
    case 'none':
      return null;
    case 'local':
      return openLocalAuthority(path.join(config.dataDir, 'tls'), namesToCover(config.origin, config.host), now).catch(
        (cause: unknown) => {
          const folder = path.join(config.dataDir, 'tls');
          throw new BootError(
            `Không ghi được chứng thư vào ${folder}. Kiểm tra quyền ghi của thư mục.`,
            `The certificate could not be written to ${folder}. Check that the folder can be written.`,
            { cause },
          );
        },
      );
    case 'files':
      return readFiles(config.tls.cert, config.tls.key, new URL(config.origin).hostname, now);
  }
}

async function readFiles(certFile: string, keyFile: string, hostName: string, now: Date): Promise<TlsMaterial> {
  const cert = await readText(certFile, 'PHIEN_TLS_CERT');
  const key = await readText(keyFile, 'PHIEN_TLS_KEY');
  const parsed = parse(() => new X509Certificate(cert), certFile, 'PHIEN_TLS_CERT');
  const privateKey = parse(() => createPrivateKey(key), keyFile, 'PHIEN_TLS_KEY');
  if (!parsed.checkPrivateKey(privateKey)) {
    throw new BootError(
      'PHIEN_TLS_KEY không phải khóa của chứng thư trong PHIEN_TLS_CERT.',
      'PHIEN_TLS_KEY is not the key of the certificate in PHIEN_TLS_CERT.',
    );
  }
  if (Date.parse(parsed.validTo) <= now.getTime()) {
    throw new BootError(
      `Chứng thư trong PHIEN_TLS_CERT đã hết hạn (${parsed.validTo}).`,
      `The certificate in PHIEN_TLS_CERT has expired (${parsed.validTo}).`,
    );
  }
  const bare = hostName.replace(/^\[|\]$/g, '');
  if (!covers(parsed, bare)) {
    throw new BootError(
      `Chứng thư trong PHIEN_TLS_CERT không cấp cho tên máy chủ ${bare} của PHIEN_ORIGIN.`,
      `The certificate in PHIEN_TLS_CERT is not for the host name ${bare} of PHIEN_ORIGIN.`,
    );
  }
  return { cert, key };
}

async function readText(file: string, variable: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw unreadable(file, variable, cause);
  });
}

function parse<T>(read: () => T, file: string, variable: string): T {
  try {
    return read();
  } catch (cause) {
    throw unreadable(file, variable, cause);
  }
}

function unreadable(file: string, variable: string, cause: unknown): BootError {
  return new BootError(
    `Không đọc được tệp ${file} của ${variable}. Cần tệp PEM đọc được.`,
    `The file ${file} of ${variable} could not be read. A readable PEM file is needed.`,
    { cause },
  );
}
