import { defineTexts, registerErrorTexts } from '~/ui/i18n';

export const backupTexts = defineTexts({
  vi: {
    backups: 'Sao lưu',
    backupsNote: 'Mỗi ngày một bản, vào thư mục mà người vận hành đã chọn. Kiểm tra khôi phục: phien backup verify.',
    none: 'Chưa đặt sao lưu hằng ngày. Mất máy chủ này là mất mọi hồ sơ: nhờ người vận hành đặt PHIEN_BACKUP (xem tài liệu vận hành).',
    late: 'Đã quá giờ mà chưa có bản sao lưu mới. Xem việc chạy nền bên dưới và nhật ký máy chủ.',
    unreachable: 'Không đọc được thư mục sao lưu {folder}.',
    failed: 'Lần sao lưu lúc {at:time} ngày {at:date} không xong.',
    never: 'Chưa có bản nào trong {folder}.',
    last: 'Bản mới nhất: {at:time} ngày {at:date}',
    facts: '{files:number} tệp tài liệu, {size:number} MB, ở {folder}.',
    missing: 'Thiếu {count:number} tệp đã mất hoặc hỏng trước khi sao lưu.',
    sealed: 'Đã mã hóa',
    open: 'Chưa mã hóa',
  },
  en: {
    backups: 'Backups',
    backupsNote: 'One a day, into the folder the operator chose. To try a restore: phien backup verify.',
    none: 'No daily backup is set up. Losing this server would lose every record: ask the operator to set PHIEN_BACKUP (see the operating guide).',
    late: 'A new backup is overdue. Look at the background work below and at the log of the server.',
    unreachable: 'The backup folder {folder} cannot be read.',
    failed: 'The backup at {at:time} on {at:date} failed.',
    never: 'There is none in {folder} yet.',
    last: 'Newest: {at:time} on {at:date}',
    facts: '{files:number} stored {files:plural:file|files}, {size:number} MB, in {folder}.',
    missing: '{count:number} {count:plural:file is|files are} missing in it: gone or damaged before it was made.',
    sealed: 'Sealed',
    open: 'Not sealed',
  },
});

registerErrorTexts(
  defineTexts({
    vi: {
      'storage.backup_failed': 'Không sao lưu được. Lý do nằm trong nhật ký máy chủ.',
      'storage.backup_full': 'Ổ đĩa sao lưu đã đầy.',
      'storage.no_backups': 'Chưa đặt thư mục sao lưu (PHIEN_BACKUP).',
    },
    en: {
      'storage.backup_failed': 'The backup could not be made. The log of the server says why.',
      'storage.backup_full': 'The backup disk is full.',
      'storage.no_backups': 'No backup folder is set (PHIEN_BACKUP).',
    },
  }),
);
