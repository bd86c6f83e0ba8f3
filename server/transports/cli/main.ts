import { BootError } from '../../kernel/boot-error';
import { fromCwd, operatorLanguage, parseArguments, UsageError, write } from './arguments';

const HELP = `Phiên – dòng lệnh / command line

  phien verify TỆP|THƯ_MỤC… [--trust CA.pem] [--crl TỆP] [--at THỜI_ĐIỂM] [--json]
      Kiểm tra chữ ký số của tệp PDF, hoặc của mọi tệp PDF trong thư mục (“-”: đọc từ đầu vào chuẩn). Không nêu --trust thì tin các nơi cấp trong PHIEN_DATA.
      THỜI_ĐIỂM: 2026-12-01 (hết ngày) hoặc 2026-12-01T16:32:11+07:00. Mã thoát: 0 mọi tệp hợp lệ, 1 có tệp không hợp lệ,
      2 lệnh sai hoặc có tệp không đọc được.
      Verifies the signatures of PDF files, of a folder all below it (“-”: standard input). Without --trust the authorities in PHIEN_DATA are believed.
      TIME: 2026-12-01 (its end) or 2026-12-01T16:32:11+07:00. Exit code: 0 all files are valid, 1 one is not,
      2 the command was not understood or a file cannot be read.
  phien inspect TỆP… [--json]
      Cho biết từng tệp PDF có được nhận khi tải lên không, vì sao, và những lưu ý; không lưu gì. --json: mỗi dòng một tệp.
      Mã thoát: 0 mọi tệp được nhận, 1 có tệp không được nhận, 2 lệnh sai hoặc có tệp không đọc được.
      Tells of each PDF whether the upload would take it, why not, and what is to be noted; stores nothing. --json: one line a file.
      Exit code: 0 all would be taken, 1 one would not, 2 the command was not understood or a file cannot be read.
  phien carry-over CŨ.pdf MỚI.pdf --marks GHI_CHÚ.json [--json]
      Ghi chú trên bản cũ đi đâu khi thay bằng bản mới: đã chuyển, cần xem lại, hay vào khay; không lưu gì.
      Mã thoát: 0 mọi ghi chú đã chuyển, 1 có ghi chú cần xem lại, 2 lệnh sai hoặc không đọc được tệp.
      Where marks of the old version go in the new one: moved, to be checked, or in the tray; stores nothing.
      Exit code: 0 all were moved, 1 one wants a look, 2 the command or a file was not understood.
  phien audit verify [--expect SỐ_DÒNG:ĐẦU_CHUỖI]… [--no-files] [--json]
      Kiểm tra chuỗi nhật ký của thư mục dữ liệu (PHIEN_DATA) và đối chiếu mọi bản ghi, mọi tệp với nhật ký, kể cả khi máy chủ đang chạy.
      Checks the audit chain of the data folder (PHIEN_DATA) and compares every record and file with it, also while a server runs;
      --expect: against heads noted earlier; --no-files: without reading the stored files.
  phien blobs verify [--json]
      Đọc mọi tệp đã lưu và so với mã băm SHA-256 của nó, kể cả khi máy chủ đang chạy. Mã thoát 1: có tệp hỏng hoặc mất.
      Reads every stored file and compares it with its SHA-256, also while a server runs. Exit code 1: one is damaged or missing.
  phien blobs copy [--json]
      Chép mọi tệp đã lưu từ thư mục dữ liệu vào kho S3 (PHIEN_BLOBS), so mã băm từng tệp; khi máy chủ đã dừng. Chạy lại thì chép tiếp.
      Copies every stored file from the data folder into the S3 store (PHIEN_BLOBS), each compared with its SHA-256; while the server is stopped. Run again it goes on.
  phien backup [THƯ_MỤC] [--keep NGÀY,TUẦN,THÁNG] [--json]
      Sao lưu toàn bộ hệ thống vào THƯ_MỤC (mặc định PHIEN_BACKUP) tại một thời điểm, kể cả khi máy chủ đang chạy; chỉ chép tệp mới.
      Mã hóa khi có PHIEN_BACKUP_KEY. --keep: bỏ bớt bản cũ.
      Backs the whole installation up into the folder (PHIEN_BACKUP) at one point in time, also while a server runs; only new files are copied.
      Sealed where PHIEN_BACKUP_KEY is set. --keep: lets old ones go.
  phien backup list|prune [THƯ_MỤC] [--keep NGÀY,TUẦN,THÁNG] [--json]
      Các bản đã có; bỏ bản cũ và tệp không bản nào còn dùng. / The backups there are; lets old ones go, and files none of them names.
  phien backup verify [THƯ_MỤC] [--at BẢN] [--key TỆP] [--scratch THƯ_MỤC] [--json]
      Khôi phục thử vào thư mục tạm, đối chiếu nhật ký và mọi tệp; cho biết bản cũ bao lâu, đủ bao nhiêu. Mã thoát 1: không trọn vẹn.
      Restores into a scratch folder and compares the audit log and every file; says how old and how complete it is. Exit code 1: not whole.
  phien backup key TỆP
      Tạo cặp khóa: khóa bí mật vào TỆP, khóa công khai để đặt PHIEN_BACKUP_KEY. / Makes a pair of keys: the secret one into FILE.
  phien restore [THƯ_MỤC] [--at BẢN] [--to THƯ_MỤC_DỮ_LIỆU] [--key TỆP] [--partial] [--json]
      Khôi phục vào thư mục dữ liệu mới, trống (mặc định PHIEN_DATA); không bao giờ đè lên dữ liệu đang có.
      Restores into a new, empty data folder (PHIEN_DATA); never over what is there.
  phien move --to postgres://NGƯỜI_DÙNG@MÁY/CSDL | --to folder [--from postgres://…] [--blobs s3://…|folder] [--json]
      Chuyển bản ghi và nét vẽ từ thư mục dữ liệu vào PostgreSQL (--to postgresql: theo DATABASE_URL) hoặc ngược lại, đối chiếu từng bảng rồi mới
      ghi nhận; khi máy chủ đã dừng. --blobs: chuyển cả tài liệu. Bị ngắt giữa chừng thì hệ thống vẫn ở chỗ cũ, còn nguyên.
      Moves rows and marks from the data folder into PostgreSQL (--to postgresql: what DATABASE_URL says) or back, compares every table and only
      then writes it down; while the server is stopped. --blobs: papers too. Interrupted, the installation is where it was, as it was.
  phien standby
      Máy thứ hai: theo máy chính (PHIEN_STANDBY_OF) từng giao dịch, từng tệp; sau khi tiếp quản thì phục vụ.
      The second machine: follows the first (PHIEN_STANDBY_OF) commit by commit, file by file; serves once it has taken over.
  phien standby take-over|status [--json]
      Máy này tiếp quản; máy chính, nếu còn trả lời, dừng đúng thứ tự trước. / Cho biết máy dự phòng chậm bao lâu.
      This machine takes over; the first, where it still answers, ends in order before. / Says how far behind the standby is.
  phien standby dismiss | phien standby key TỆP
      Trên máy chính (đã dừng): không còn máy dự phòng. / Tạo khóa cho hai máy.
      On the first machine (stopped): there is no standby any more. / Makes the key for both machines.
  phien export session|body|person MÃ --to TỆP_HOẶC_THƯ_MỤC [--json]
      Xuất mọi dữ liệu của một phiên họp, một ủy ban hoặc một người ra tệp ZIP định dạng mở, kèm mã băm; khi máy chủ đã dừng (đang chạy thì
      xuất ngay trong chương trình). Được ghi nhật ký; không bao giờ ghi đè.
      Exports everything of a session, a body or a person as a ZIP in open formats with digests; while the server is stopped (beside a
      running one ask in the program). Audited; never overwrites.
  phien export verify TỆP [--json]
      Tính lại mã băm của mọi tệp trong gói và so với bản kê. Mã thoát 1: có khác biệt.
      Computes the digests of all files in an archive again and compares them with its manifest. Exit code 1: something differs.
  phien import THƯ_MỤC|TỆP.zip [--list DANH_SÁCH.csv] [--report TỆP.csv] [--dry-run] [--json]
      Nhập tài liệu, biên bản, nghị quyết của những năm trước thành phiên họp đã kết thúc, khi máy chủ đã dừng; chạy lại thì tiếp tục, không
      nhập hai lần. Danh sách có các cột: Tệp, Ngày họp, Phiên họp, và nếu có: Cơ quan, Tên tài liệu, Số ký hiệu, Loại phiên, Nơi họp, Chủ trì,
      Người xác nhận không mật. --dry-run: chỉ xem trước, cả khi máy chủ đang chạy. Mã thoát 1: có tệp không nhập được, kèm lý do.
      Takes papers, minutes and decisions of earlier years in as closed sessions, while the server is stopped; run again it goes on, nothing comes
      in twice. Columns of the list: File, Date, Session, and where known: Body, Title, Number, Kind, Place, Chair, Cleared by. --dry-run:
      only tells, also beside a running server. Exit code 1: something was not taken, with the reason.
  phien pin
  phien pin reset --person MÃ --key MÃ --reason LÝ_DO
      Ai đang nhập sai mã PIN ký; cho người đó nhập lại (khi máy chủ đã dừng; việc này được ghi vào nhật ký).
      Who has wrong signing PINs; lets that person try again (while the server is stopped; goes into the audit log).
  phien metrics --meeting MÃ_PHIÊN [--json]
      Giấy tiết kiệm và thời lượng của một phiên họp.
      Paper saved and length of one session.
  phien link TÊN_ĐĂNG_NHẬP
      Liên kết đặt lại mật khẩu khi chỉ có một quản trị viên; máy chủ phải đang dừng. Được ghi nhật ký và báo cho chủ tài khoản.
      A link to reset a password where there is only one administrator; the server must be stopped. Audited, and the owner is told.
  phien sample
      Tạo tỉnh mẫu Thanh Giang trong thư mục dữ liệu trống (PHIEN_DATA).
      Makes the sample province Thanh Giang in an empty data folder (PHIEN_DATA).
  phien doctor [--json]
      Kiểm tra mọi thứ chương trình cần: máy, ổ đĩa, đồng hồ, cấu hình, chứng thư, dữ liệu; kết thúc bằng việc cần làm, theo thứ tự.
      Checks what the program stands on: machine, disk, clock, settings, certificate, data; ends with what to do next, in order.
  phien bundle TỆP.tar.gz
      Đóng gói chương trình, thư viện và Node.js thành một tệp chạy được trên máy không có kho npm; trong bản đã giải nén:
      bin/phien bundle check (mọi tệp còn nguyên?), bin/phien bundle use (từ nay chạy bản này).
      Packs program, libraries and Node.js into one file for machines without a registry; in an unpacked one:
      bin/phien bundle check (is every file what was packed?), bin/phien bundle use (this one from now on).
  phien help
`;

/** Modules are loaded by the command that needs them: verifying a file opens nothing else. */
async function run(command: string | undefined, args: readonly string[]): Promise<number> {
  const dataDir = fromCwd(process.env['PHIEN_DATA'] || 'data');
  switch (command) {
    case 'verify': {
      const parsed = parseArguments(args, { flags: ['json'], options: ['trust', 'crl', 'at'] });
      const { createSandbox } = await import('../../adapters/sandbox/sandbox');
      const { PARALLEL, verify } = await import('./verify');
      // Foreign files are read in processes of their own here too: it may stand in a script of a mailbox. One for each file, none more.
      const sandbox = createSandbox({ parallel: PARALLEL, ...(parsed.words.length === 1 && { idleMs: 0 }) });
      if (parsed.words.length > 0) sandbox.ready();
      try {
        return await verify(parsed, dataDir, sandbox);
      } finally {
        sandbox.stop();
      }
    }
    case 'inspect':
      return (await import('./inspect')).inspect(args);
    case 'carry-over':
      return (await import('./carry-over')).carryOver(args);
    case 'audit':
      return (await import('./audit')).audit(args, dataDir);
    case 'pin':
      return (await import('./pin')).pin(args, dataDir);
    case 'blobs':
      return (await import('./blobs')).blobs(args, dataDir);
    case 'backup':
      return (await import('./backup')).backup(args, dataDir);
    case 'restore':
      return (await import('./restore')).restore(args, dataDir);
    case 'move':
      return (await import('./move')).move(args, dataDir);
    case 'standby':
      return (await import('./standby')).standby(args, dataDir);
    case 'export':
      return (await import('./export')).exportData(args, dataDir);
    case 'import':
      return (await import('./import')).importPapers(args, dataDir);
    case 'metrics':
      return (await import('./metrics')).metrics(args, dataDir);
    case 'link':
      return (await import('./link')).link(args, dataDir);
    case 'sample': {
      parseArguments(args, { flags: [], options: [] });
      const { readConfig } = await import('../../kernel/config');
      const config = readConfig(process.env);
      const { holdDataFolder } = await import('../../application');
      const { fillSampleFolder } = await import('./fill-sample');
      const held = holdDataFolder(dataDir, { rowsHere: config.rows === null });
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
      const { readBlobPlace } = await import('../../kernel/blob-place');
      const { readDatabasePlace } = await import('../../kernel/database-place');
      const { readRedisPlace } = await import('../../kernel/redis-place');
      const { readMailPlace } = await import('../../kernel/mail-place');
      const { readAuthorityPlaces } = await import('../../kernel/authority-places');
      const { readBackupPlan } = await import('../../kernel/backup-plan');
      // What is wrong with the settings stands in the report; the rest is looked at all the same.
      const asFarAsRead = <Setting>(read: () => Setting): Setting | undefined => {
        try {
          return read();
        } catch (error) {
          if (!(error instanceof BootError)) throw error;
          return undefined;
        }
      };
      const report = await runDoctor({ dataDir, blobs: asFarAsRead(() => readBlobPlace(process.env)) ?? null, rows: asFarAsRead(() => readDatabasePlace(process.env)) ?? null, redis: asFarAsRead(() => readRedisPlace(process.env)) ?? null, mail: asFarAsRead(() => readMailPlace(process.env)), authorities: asFarAsRead(() => readAuthorityPlaces(process.env)), backups: asFarAsRead(() => readBackupPlan(process.env)), env: process.env });
      write(flags.has('json') ? `${JSON.stringify(report, null, 2)}\n` : `${formatDoctor(report, operatorLanguage())}\n`);
      return report.ok ? 0 : 1;
    }
    case 'bundle':
      return (await import('./bundle/bundle')).bundle(args);
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
// Until a command has said how it ended, it has not ended well.
process.exitCode = 1;
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
