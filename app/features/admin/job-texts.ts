import type { JobName } from '../../../server/application';
import { defineTexts, registerErrorTexts } from '~/ui/i18n';

/** What each kind of job does, in words. */
const vi = {
  'documents.inspect-file': 'Kiểm tra tệp vừa gửi đến',
  'documents.convert-file': 'Chuyển tệp văn phòng thành PDF',
  'documents.erase-staged': 'Xóa tệp chờ không còn cần',
  'documents.draw-pages': 'Vẽ ảnh cho trang nặng',
  'documents.read-scans': 'Máy đọc chữ trên trang quét',
  'documents.compare-versions': 'So sánh hai bản của tài liệu',
  'annotations.carry-marks': 'Chuyển ghi chú sang bản mới',
  'search.read-paper': 'Đọc chữ của tài liệu để tìm kiếm',
  'search.catch-up': 'Lập chỉ mục tìm kiếm cho các phiên họp đã có',
  'storage.read-files': 'Đọc lại mọi tệp đã lưu',
  'storage.sweep-orphans': 'Dọn tệp không thuộc hồ sơ nào',
  'storage.forget-old-receipts': 'Bỏ trả lời cũ của lệnh gửi lại',
  'storage.make-backup': 'Sao lưu hệ thống',
  'exports.make-export': 'Đóng gói dữ liệu xuất',
  'exports.forget-ended': 'Xóa gói dữ liệu đã hết hạn',
  'packs.make-pack': 'Ghép tập tài liệu của phiên họp',
  'packs.forget-ended': 'Xóa tập tài liệu đã cũ',
  'mail.send-letter': 'Gửi thư cho người dự họp',
  'mail.send-queued': 'Gửi thư đang chờ',
  'mail.remind': 'Nhắc lịch họp',
  'mail.remind-units': 'Nhắc nhiệm vụ đến hạn và quá hạn',
  'retention.sweep': 'Xóa dữ liệu hết thời hạn giữ',
  'voting.close-when-due': 'Đóng biểu quyết khi hết giờ',
  'voting.count-ballots': 'Kiểm phiếu kín',
  'jobs.forget-ended': 'Bỏ việc đã xong từ lâu',
} as const satisfies Record<JobName, string>;

const en = {
  'documents.inspect-file': 'Checking a file that has come in',
  'documents.convert-file': 'Making a PDF of an office file',
  'documents.erase-staged': 'Erasing staged files that are not needed',
  'documents.draw-pages': 'Drawing pictures of heavy pages',
  'documents.read-scans': 'Reading the words of scanned pages by machine',
  'documents.compare-versions': 'Comparing two versions of a paper',
  'annotations.carry-marks': 'Carrying marks to a new version',
  'search.read-paper': 'Reading the words of a paper, to be searched',
  'search.catch-up': 'Indexing the sessions that were there before',
  'storage.read-files': 'Reading all stored files again',
  'storage.sweep-orphans': 'Clearing stored files no record names',
  'storage.forget-old-receipts': 'Forgetting old answers to repeated commands',
  'storage.make-backup': 'Backing the installation up',
  'exports.make-export': 'Packing a data export',
  'exports.forget-ended': 'Removing exports whose time is over',
  'packs.make-pack': 'Putting the pack of a session together',
  'packs.forget-ended': 'Removing packs that are out of date',
  'mail.send-letter': 'Sending a letter to somebody of a session',
  'mail.send-queued': 'Sending letters that wait',
  'mail.remind': 'Reminding people of sessions',
  'mail.remind-units': 'Reminding units of assignments',
  'retention.sweep': 'Removing what was kept long enough',
  'voting.close-when-due': 'Closing a vote when its time is over',
  'voting.count-ballots': 'Counting secret ballots',
  'jobs.forget-ended': 'Forgetting jobs that ended long ago',
} as const satisfies Record<JobName, string>;

export const jobTexts = defineTexts({
  vi: {
    ...vi,
    jobs: 'Việc chạy nền',
    jobsNote: 'Việc nặng chạy ngoài các màn hình: kiểm tra tệp, vẽ ảnh trang, đọc lại tệp đã lưu. Việc không xong được thử lại, rồi nằm ở đây.',
    noJobs: 'Không có việc nào đang chạy hoặc không xong.',
    running: 'Đang chạy',
    progress: '{done:number}/{total:number}',
    waiting: '{count:number} việc đang chờ',
    failed: 'Không xong sau {attempts:number} lần thử, lúc {at:time} ngày {at:date}.',
    retry: 'Chạy lại',
    letGo: 'Bỏ việc này',
  },
  en: {
    ...en,
    jobs: 'Background work',
    jobsNote: 'Heavy work runs outside the screens: checking files, drawing pages, reading stored files again. What fails is tried again, then stays here.',
    noJobs: 'Nothing is running, and nothing has failed.',
    running: 'Running',
    progress: '{done:number} of {total:number}',
    waiting: '{count:number} {count:plural:job is|jobs are} waiting',
    failed: 'Failed after {attempts:number} {attempts:plural:attempt|attempts}, at {at:time} on {at:date}.',
    retry: 'Run again',
    letGo: 'Let it go',
  },
});

export const isKnownJob = (kind: string): kind is JobName => kind in vi;

registerErrorTexts(
  defineTexts({
    vi: {
      'jobs.ended': 'Việc này đã kết thúc.',
      'jobs.not_failed': 'Việc này đã được chạy lại hoặc đã được bỏ.',
      'jobs.too_slow': 'Quá thời gian cho phép.',
      'jobs.cancelled': 'Đã được dừng theo yêu cầu.',
      'jobs.lost': 'Chương trình không giữ được việc này.',
      'jobs.stopping': 'Máy chủ đang dừng.',
    },
    en: {
      'jobs.ended': 'This job has ended.',
      'jobs.not_failed': 'This job was run again or let go already.',
      'jobs.too_slow': 'It took longer than it may.',
      'jobs.cancelled': 'It was stopped on request.',
      'jobs.lost': 'The program could not hold on to this job.',
      'jobs.stopping': 'The server is stopping.',
    },
  }),
);
