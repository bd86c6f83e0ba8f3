import { defineTexts, registerErrorTexts } from '~/ui/i18n';

/** Of the code of the room. */
export const hereTexts = defineTexts({
  vi: {
    hereShow: 'Mã điểm danh tại phòng',
    hereTitle: 'Mã điểm danh tại phòng họp',
    hereNote: 'Người trong phòng quét bằng máy ảnh của máy tính bảng hoặc điện thoại rồi chạm một lần. Mã tự đổi 30 giây một lần.',
    hereNotNow: 'Chưa đến giờ điểm danh.',
    hereHeading: 'Điểm danh tại phòng họp',
    hereNoSeat: 'Đồng chí không có trong thành phần của phiên họp này. Hãy báo thư ký.',
    hereGoOn: 'Vào phiên họp',
    hereScan: 'Trong phòng: quét mã trên màn hình của phòng họp để điểm danh.',
    hereWall: 'Quét mã để điểm danh',
  },
  en: {
    hereShow: 'Check-in code of the room',
    hereTitle: 'Check-in code of the room',
    hereNote: 'People in the room scan it with the camera of their tablet or phone and tap once. It changes every 30 seconds.',
    hereNotNow: 'Check-in is not open yet.',
    hereHeading: 'Check in to the room',
    hereNoSeat: 'You have no seat in this session. Tell the secretary.',
    hereGoOn: 'Enter the session',
    hereScan: 'In the room: scan the code on the screen of the room to check in.',
    hereWall: 'Scan the code to check in',
  },
});

registerErrorTexts(
  defineTexts({
    vi: {
      'sitting.code_needed': 'Trong phòng họp: hãy quét mã trên màn hình để điểm danh, hoặc báo thư ký.',
      'sitting.code_old': 'Mã này đã cũ. Hãy quét lại mã đang hiện trên màn hình phòng họp.',
      'sitting.code_wrong': 'Mã này không phải của phiên họp này. Hãy quét mã đang hiện trên màn hình phòng họp.',
    },
    en: {
      'sitting.code_needed': 'In the room: scan the code on the screen to check in, or tell the secretary.',
      'sitting.code_old': 'This code is too old. Scan the one that is on the screen of the room now.',
      'sitting.code_wrong': 'This code is not one of this session. Scan the one that is on the screen of the room.',
    },
  }),
);
