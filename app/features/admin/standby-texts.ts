import { defineTexts } from '~/ui/i18n';

export const standbyTexts = defineTexts({
  vi: {
    standby: 'Máy dự phòng',
    standbyNote: 'Máy thứ hai nhận mọi thay đổi ngay khi ghi, để thay máy này khi hỏng. Không thay cho sao lưu.',
    standby_away: 'Máy dự phòng không trả lời. Nếu máy này hỏng lúc này, những thay đổi từ đó có thể mất: báo người vận hành.',
    standby_late: 'Máy dự phòng đang chậm. Nếu máy này hỏng lúc này, những thay đổi gần đây có thể mất.',
    whole: 'Có đủ mọi thứ đến {at:time} ngày {at:date}.',
    never: 'Chưa có đủ dữ liệu.',
    heard: 'Nghe lần cuối lúc {at:time}.',
    unheard: 'Chưa nghe từ khi máy này khởi động.',
  },
  en: {
    standby: 'Second machine',
    standbyNote: 'It receives every change as it is written, to replace this one when it fails. It does not replace backups.',
    standby_away: 'The second machine does not answer. If this one failed now, changes since then could be lost: tell the operator.',
    standby_late: 'The second machine is late. If this one failed now, recent changes could be lost.',
    whole: 'It has everything as of {at:time} on {at:date}.',
    never: 'It does not have everything yet.',
    heard: 'Last heard of at {at:time}.',
    unheard: 'Not heard of since this one started.',
  },
});
