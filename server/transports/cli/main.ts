import { BootError, readConfig } from '../../kernel/config';
import { fromCwd, parseArguments, UsageError, write } from './arguments';

const HELP = `Phiên – dòng lệnh / command line

  phien verify TỆP… [--trust CA.pem] [--crl TỆP] [--at THỜI_ĐIỂM] [--json]
      Kiểm tra chữ ký số của tệp PDF (“-”: đọc từ đầu vào chuẩn). Không nêu --trust thì tin các nơi cấp trong PHIEN_DATA.
      THỜI_ĐIỂM: 2026-12-01 (hết ngày) hoặc 2026-12-01T16:32:11+07:00. Mã thoát: 0 mọi tệp hợp lệ, 1 có tệp không hợp lệ,
      2 lệnh sai hoặc có tệp không đọc được.
      Verifies the signatures of PDF files (“-”: standard input). Without --trust the authorities in PHIEN_DATA are believed.
      TIME: 2026-12-01 (its end) or 2026-12-01T16:32:11+07:00. Exit code: 0 all files are valid, 1 one is not,
      2 the command was not understood or a file cannot be read.
  phien audit verify [--expect SỐ_DÒNG:ĐẦU_CHUỖI]… [--json]
      Kiểm tra chuỗi nhật ký của thư mục dữ liệu (PHIEN_DATA), kể cả khi máy chủ đang chạy.
      Checks the audit chain of the data folder (PHIEN_DATA), also while a server runs; --expect: against heads noted earlier.
  phien blobs verify [--json]
      Đọc mọi tệp đã lưu và so với mã băm SHA-256 của nó, kể cả khi máy chủ đang chạy. Mã thoát 1: có tệp hỏng hoặc mất.
      Reads every stored file and compares it with its SHA-256, also while a server runs. Exit code 1: one is damaged or missing.
  phien metrics --meeting MÃ_PHIÊN [--json]
      Giấy tiết kiệm và thời lượng của một phiên họp.
      Paper saved and length of one session.
  phien sample
      Tạo tỉnh mẫu Thanh Giang trong thư mục dữ liệu trống (PHIEN_DATA).
      Makes the sample province Thanh Giang in an empty data folder (PHIEN_DATA).
  phien doctor [--json]
      Kiểm tra môi trường chạy chương trình.
      Checks what the program stands on.
  phien help
`;

/** Modules are loaded by the command that needs them: verifying a file opens nothing else. */
async function run(command: string | undefined, args: readonly string[]): Promise<number> {
  const dataDir = fromCwd(process.env['PHIEN_DATA'] || 'data');
  switch (command) {
    case 'verify':
      return (await import('./verify')).verify(args, dataDir);
    case 'audit':
      return (await import('./audit')).audit(args, dataDir);
    case 'blobs':
      return (await import('./blobs')).blobs(args, dataDir);
    case 'metrics':
      return (await import('./metrics')).metrics(args, dataDir);
    case 'sample': {
      parseArguments(args, { flags: [], options: [] });
      const config = readConfig(process.env);
      const { holdDataFolder } = await import('../../application');
      const { fillSampleFolder } = await import('./fill-sample');
      const held = holdDataFolder(dataDir);
      try {
        await fillSampleFolder(held, config, (vi, en) => write(`${vi}\n${en}\n`));
      } finally {
        held.release();
      }
      write(`Đã tạo tỉnh mẫu trong ${dataDir}\nThe sample province is in ${dataDir}\n`);
      return 0;
    }
    case 'doctor': {
      const { flags } = parseArguments(args, { flags: ['json'], options: [] });
      const { formatDoctor, runDoctor } = await import('./doctor');
      const report = await runDoctor({ dataDir });
      write(flags.has('json') ? `${JSON.stringify(report, null, 2)}\n` : `${formatDoctor(report, /^en/i.test(process.env['LANG'] ?? '') ? 'en' : 'vi')}\n`);
      return report.ok ? 0 : 1;
    }
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      write(HELP);
      return 0;
    default:
      throw new UsageError(`Không có lệnh “${command}”. Xem: phien help`, `There is no command “${command}”. See: phien help`);
  }
}

// What a command writes into the data folder is nobody else's to read.
process.umask(0o077);
const [command, ...args] = process.argv.slice(2);
run(command, args).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const known = error instanceof UsageError || error instanceof BootError;
    process.stderr.write(known ? `${error.vi}\n${error.en}\n` : `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
