import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';

/** A sentence in both languages. */
export interface Bilingual {
  vi: string;
  en: string;
}

/** `fail`: the program cannot work. `warn`: it works, someone should look. `missing`: a helper is not there. */
export type DoctorState = 'ok' | 'warn' | 'missing' | 'fail';

export interface DoctorRow {
  id: string;
  label: Bilingual;
  state: DoctorState;
  /** What was found: version, path, figure. */
  value: string;
  /** What it means and what to do; absent when all is well. */
  note?: Bilingual;
}

export interface Helper {
  id: string;
  /** Names the program goes by, the first found counts. */
  commands: readonly string[];
  versionArgs: readonly string[];
  /** Package on Debian, for the hint. */
  debian: string;
  without: Bilingual;
  /** Words with which it prints `alone` where this user may use it. */
  tried?: readonly string[];
}

const TEST_ONLY = (vi: string, en: string): Bilingual => ({
  vi: `Hệ thống chạy đủ chức năng; chỉ không chạy được phép thử đối chiếu ${vi}.`,
  en: `Everything works; only the cross-checks of ${en} in the tests cannot run.`,
});

/** System programs that help and are never a must. */
export const HELPERS: readonly Helper[] = [
  {
    id: 'unshare',
    commands: ['unshare'],
    versionArgs: ['--version'],
    debian: 'util-linux',
    tried: ['-rn', 'echo', 'alone'],
    without: {
      vi: 'Tiến trình kiểm tra tệp PDF không được tách khỏi mạng; các giới hạn khác vẫn giữ.',
      en: 'The process that inspects PDF files is not cut off from the network; its other limits remain.',
    },
  },
  {
    id: 'openssl',
    commands: ['openssl'],
    versionArgs: ['version'],
    debian: 'openssl',
    without: TEST_ONLY('chữ ký số và chứng thư', 'signatures and certificates'),
  },
  {
    id: 'pdfsig',
    commands: ['pdfsig'],
    versionArgs: ['-v'],
    debian: 'poppler-utils',
    without: TEST_ONLY('chữ ký số trong PDF', 'signatures in PDF files'),
  },
  {
    id: 'qpdf',
    commands: ['qpdf'],
    versionArgs: ['--version'],
    debian: 'qpdf',
    without: TEST_ONLY('cấu trúc PDF', 'the structure of PDF files'),
  },
  {
    id: 'softhsm',
    commands: ['softhsm2-util'],
    versionArgs: ['--version'],
    debian: 'softhsm2',
    without: TEST_ONLY('thiết bị ký PKCS#11', 'PKCS#11 signing devices'),
  },
  {
    id: 'chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
    versionArgs: ['--version'],
    debian: 'chromium',
    without: TEST_ONLY('giao diện trên trình duyệt', 'the pages in a browser'),
  },
  {
    id: 'soffice',
    commands: ['soffice', 'libreoffice'],
    versionArgs: ['--version'],
    debian: 'libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui',
    without: {
      vi: 'Chỉ nhận PDF và ảnh PNG, JPEG; tệp Word, Excel, PowerPoint và OpenDocument phải xuất ra PDF trước khi tải lên.',
      en: 'Only PDF and PNG or JPEG pictures are taken; Word, Excel, PowerPoint and OpenDocument files are exported to PDF before upload.',
    },
  },
  {
    id: 'bwrap',
    commands: ['bwrap'],
    versionArgs: ['--version'],
    debian: 'bubblewrap',
    tried: ['--unshare-all', '--die-with-parent', '--ro-bind', '/', '/', 'echo', 'alone'],
    without: {
      vi: 'LibreOffice không được tách khỏi tệp của máy này: tệp .doc, .xls, .ppt không được nhận; các loại mới hơn được làm sạch trước khi chuyển.',
      en: 'LibreOffice cannot be kept from the files of this machine: .doc, .xls and .ppt are not taken; newer kinds are cleaned before they are converted.',
    },
  },
  {
    id: 'tesseract',
    commands: ['tesseract'],
    versionArgs: ['--version'],
    debian: 'tesseract-ocr tesseract-ocr-vie',
    without: {
      vi: 'Bản quét không được máy đọc: không tìm được theo chữ, và người tải lên phải tự xem dấu chỉ độ mật rồi xác nhận từng tệp. Hãy cài tesseract-ocr và tesseract-ocr-vie.',
      en: 'Scans are not read by machine: their words are not found, and whoever uploads one looks for marks of secrecy and confirms it, file by file. Install tesseract-ocr and tesseract-ocr-vie.',
    },
  },
];

/** Absolute path of the first command found on the search path, or undefined. */
export async function findCommand(commands: readonly string[], searchPath: string): Promise<string | undefined> {
  for (const command of commands) {
    for (const folder of searchPath.split(path.delimiter).filter(Boolean)) {
      const file = path.join(folder, command);
      const found = await access(file, constants.X_OK).then(() => true, () => false);
      if (found) return file;
    }
  }
  return undefined;
}

/** First line a program prints, at most 80 characters; undefined when it fails or takes longer than `timeoutMs`. */
export function firstLine(file: string, args: readonly string[], timeoutMs = 5_000): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(file, [...args], { timeout: timeoutMs, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      const line = `${stdout}\n${stderr}`.split('\n').find((text) => text.trim() !== '');
      resolve(error && !line ? undefined : line?.trim().slice(0, 80));
    });
  });
}
