import { defineTexts, registerErrorTexts } from '~/ui/i18n';

/** A sitting that goes on at another time. */
export const adjournTexts = defineTexts({
  vi: {
    adjourn: 'Tạm ngừng, họp tiếp lúc khác',
    again: 'Đổi giờ họp tiếp',
    title: 'Tạm ngừng phiên họp',
    note: 'Đồng hồ dừng, không ai giữ quyền phát biểu. Khi họp tiếp, mọi người điểm danh lại. Người dự họp được báo giờ họp tiếp.',
    day: 'Ngày họp tiếp',
    time: 'Giờ họp tiếp',
    confirm: 'Tạm ngừng',
    until: 'Phiên họp tạm ngừng. Họp tiếp lúc {at:time} ngày {on:date}',
    untilNote: 'Tại {place}. Điểm danh lại từ {at:time} ngày {on:date}.',
    resume: 'Họp tiếp',
    wall: 'Phiên họp tạm ngừng',
    wallUntil: 'Họp tiếp lúc {at:time} ngày {on:date}',
    said: 'Phiên họp tạm ngừng. Họp tiếp lúc {at:time} ngày {on:date}.',
    endsOn: '{at:time}, {on:date}',
  },
  en: {
    adjourn: 'Adjourn to another time',
    again: 'Change when it goes on',
    title: 'Adjourn the session',
    note: 'The clocks stop and nobody keeps the floor. When it goes on, everyone checks in again. The attendees are told when it goes on.',
    day: 'Day it goes on',
    time: 'Time it goes on',
    confirm: 'Adjourn',
    until: 'The session is adjourned. It goes on at {at:time} on {on:date}',
    untilNote: '{place}. Check in again from {at:time} on {on:date}.',
    resume: 'Go on with the session',
    wall: 'The session is adjourned',
    wallUntil: 'It goes on at {at:time} on {on:date}',
    said: 'The session is adjourned. It goes on at {at:time} on {on:date}.',
    endsOn: '{at:time}, {on:date}',
  },
});

registerErrorTexts(
  defineTexts({
    vi: {
      'sitting.adjourned_too_short': 'Giờ họp tiếp phải sau ít nhất {minutes} phút. Nghỉ ngắn hơn thì dùng “Tạm dừng phiên họp”.',
      'sitting.adjourned_too_long': 'Phiên họp tạm ngừng không quá {days} ngày. Lâu hơn thì hoãn nội dung sang phiên họp khác.',
      'sitting.no_quorum_again': 'Có mặt {present}/{members}, cần {needed}. Chưa đủ điều kiện họp tiếp.',
    },
    en: {
      'sitting.adjourned_too_short': 'It goes on {minutes} {minutes:plural:minute|minutes} from now at the earliest. For a shorter break pause the session.',
      'sitting.adjourned_too_long': 'A session is adjourned for {days} {days:plural:day|days} at most. For longer, move its items to another session.',
      'sitting.no_quorum_again': '{present}/{members} present, {needed} needed. The session cannot go on yet.',
    },
  }),
);
