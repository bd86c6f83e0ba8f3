import { defineTexts, registerErrorTexts } from '~/ui/i18n';

export const guestTexts = defineTexts({
  vi: {
    passes: 'Giấy mời có mã QR',
    passesNote: 'Khách mời quét mã trong ngày họp để điểm danh và mở tài liệu của nội dung được mời, không cần tài khoản. In lại thì mã in trước hết dùng.',
    noGuests: 'Phiên họp chưa có khách mời.',
    printAll: 'In giấy mời cho khách', printOf: 'In giấy mời của {name}', printOne: 'In', revoke: 'Thu hồi', revokeOf: 'Thu hồi mã của {name}', revoked: 'Đã thu hồi mã.',
    printed: 'Đã in mã', sentCode: 'Đã gửi mã trong thư', noCode: 'Chưa có mã', usedAt: 'Vào lúc {at:time} ngày {at:date}',
    sheet: 'Giấy mời của khách', print: 'In', close: 'Đóng',
    printNote: 'Mã chỉ hiện một lần ở đây. Đóng trang này thì phải in lại bằng mã mới.',
    invited: 'Trân trọng kính mời', session: '{kind:select:regular=Phiên họp thường kỳ|thematic=Phiên họp chuyên đề|other=Phiên họp đột xuất}',
    timePlace: '{at:time}, ngày {at:date}. {place}',
    howTo: 'Trong ngày họp, quét mã bằng máy ảnh của điện thoại hoặc máy tính bảng, rồi bấm “Có mặt”. Mã dành riêng cho một người, không chuyển cho người khác.',
    code: 'Mã vào họp của {name}',
    passTitle: 'Giấy mời', here: 'Có mặt', goIn: 'Vào trang của khách mời', early: 'Mã dùng được từ {at:time} ngày {at:date}.', passNote: 'Bấm “Có mặt” để điểm danh và mở tài liệu của nội dung được mời trên máy này.',
    together: 'Tài liệu chung',
    present: 'Đã điểm danh lúc {at:time}.', papers: 'Tài liệu', noPapers: 'Chưa có tài liệu nào mở cho khách mời.', waitItem: 'Tài liệu mở khi phiên họp đến nội dung được mời. Trang này tự làm mới.', item: 'Nội dung đang họp: {title}', pages: '{count:number} trang', leave: 'Rời trang',
  },
  en: {
    passes: 'Invitations with a QR code',
    passesNote: 'On the day of the session guests scan the code to check in and open the papers of the item they are asked to, without an account. Printing anew ends what was printed before.',
    noGuests: 'The session has no guests.',
    printAll: 'Print the guests’ invitations', printOf: 'Print the invitation of {name}', printOne: 'Print', revoke: 'Take back', revokeOf: 'Take back the code of {name}', revoked: 'The code was taken back.',
    printed: 'Code printed', sentCode: 'Code sent by letter', noCode: 'No code yet', usedAt: 'Came in at {at:time} on {at:date}',
    sheet: 'Invitations of guests', print: 'Print', close: 'Close',
    printNote: 'The codes are shown here once. After closing this page they are printed anew, with new codes.',
    invited: 'You are invited to the', session: '{kind:select:regular=Regular session|thematic=Thematic session|other=Extraordinary session}',
    timePlace: '{at:time} on {at:date}. {place}',
    howTo: 'On the day of the session scan the code with the camera of a phone or tablet and press “I am here”. The code is for one person; do not pass it on.',
    code: 'Pass of {name}',
    passTitle: 'Invitation', here: 'I am here', goIn: 'To the page for guests', early: 'The code works from {at:time} on {at:date}.', passNote: 'Press “I am here” to check in and to open the papers of the item you are asked to on this device.',
    together: 'Papers of the session',
    present: 'Checked in at {at:time}.', papers: 'Papers', noPapers: 'No paper is open to guests yet.', waitItem: 'Papers open when the session comes to the item you are asked to. This page looks again by itself.', item: 'The running item: {title}', pages: '{count:number} {count:plural:page|pages}', leave: 'Leave',
  },
});

registerErrorTexts(
  defineTexts({
    vi: {
      'guests.pass_unknown': 'Mã này không đúng. Kiểm tra lại giấy mời, hoặc hỏi thư ký phiên họp.',
      'guests.pass_revoked': 'Mã này đã được thu hồi hoặc thay bằng mã mới. Hỏi thư ký phiên họp.',
      'guests.pass_over': 'Mã này không còn dùng được: phiên họp đã kết thúc hoặc đã hủy.',
      'guests.pass_early': 'Chưa đến giờ. Mã dùng được từ {at:time} ngày {at:date}.',
      'guests.no_guests': 'Phiên họp chưa có khách mời nào.',
      'guests.guests_only': 'Trang này chỉ dành cho khách mời.',
      'pass.only_own_session': 'Mã của khách mời chỉ mở trang của khách mời. Việc này cần tài khoản.',
    },
    en: {
      'guests.pass_unknown': 'This code is not right. Look at the invitation again, or ask the secretary of the session.',
      'guests.pass_revoked': 'This code was taken back, or a new one took its place. Ask the secretary of the session.',
      'guests.pass_over': 'This code is of no use any more: the session is over or was called off.',
      'guests.pass_early': 'It is too early. The code works from {at:time} on {at:date}.',
      'guests.no_guests': 'The session has no guests.',
      'guests.guests_only': 'This page is for guests.',
      'pass.only_own_session': 'A guest’s code opens the page for guests alone. This needs an account.',
    },
  }),
);
