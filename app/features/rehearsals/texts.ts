import { defineTexts, registerErrorTexts } from '~/ui/i18n';

export const rehearsalTexts = defineTexts({
  vi: {
    mark: 'Diễn tập',
    markNote: 'Không điều gì ở đây được ghi vào hồ sơ',
    leave: 'Rời buổi diễn tập',
    title: 'Diễn tập phiên họp',
    note: 'Thử trọn phiên họp trên một bản sao: điểm danh, biểu quyết, phát biểu, trình chiếu. Kết thúc là xóa sạch; nhật ký chỉ ghi ai đã tổ chức, từ giờ nào đến giờ nào.',
    shared: 'Không tổ chức được diễn tập trên hệ thống này: hệ thống đang chạy bằng nhiều tiến trình. Quản trị viên có thể cho chạy một tiến trình trong giờ diễn tập.',
    begin: 'Bắt đầu diễn tập',
    beginning: 'Đang chuẩn bị bản sao …',
    running: '{by} bắt đầu lúc {at:time}. Tự kết thúc lúc {until:time}.',
    enter: 'Vào buổi diễn tập',
    end: 'Kết thúc và xóa',
    endQuestion: 'Kết thúc buổi diễn tập?',
    endNote: 'Mọi người rời buổi diễn tập. Tất cả những gì đã làm trong đó bị xóa và không lấy lại được.',
    wall: 'Màn hình phòng họp: mở địa chỉ này trên máy của màn hình, rồi nhập mã hiện ra tại bàn điều hành của buổi diễn tập.',
    overTitle: 'Buổi diễn tập đã kết thúc',
    overNote: 'Mọi thứ trong buổi diễn tập đã được xóa. Phiên họp thật, tài liệu và ghi chú của đồng chí vẫn như trước.',
    home: 'Về trang chủ',
  },
  en: {
    mark: 'Rehearsal',
    markNote: 'Nothing here goes into the record',
    leave: 'Leave the rehearsal',
    title: 'Rehearse the session',
    note: 'Try the whole session on a copy: attendance, votes, speaking, presenting. When it ends everything is deleted; the log says only who held it, from when to when.',
    shared: 'No rehearsal can be held here: several processes serve the installation. An administrator can have one of them serve it while you rehearse.',
    begin: 'Begin a rehearsal',
    beginning: 'Making the copy …',
    running: 'Begun by {by} at {at:time}. Ends by itself at {until:time}.',
    enter: 'Enter the rehearsal',
    end: 'End and delete',
    endQuestion: 'End the rehearsal?',
    endNote: 'Everybody leaves the rehearsal. All that was done in it is deleted and cannot be brought back.',
    wall: 'Screen on the wall: open this address on the screen’s computer, then type the code it shows at the console of the rehearsal.',
    overTitle: 'The rehearsal is over',
    overNote: 'Everything in the rehearsal was deleted. The session itself, its papers and your notes are as they were.',
    home: 'Go to the home page',
  },
});

registerErrorTexts({
  vi: {
    'rehearsals.officers_only': 'Chỉ chủ tọa, thư ký và người giúp việc của thư ký bắt đầu và kết thúc diễn tập.',
    'rehearsals.running': 'Phiên họp này đang có một buổi diễn tập.',
    'rehearsals.none': 'Phiên họp này không có buổi diễn tập nào đang chạy.',
    'rehearsals.too_many': 'Hệ thống đang chạy {most:number} buổi diễn tập, không thêm được. Chờ một buổi kết thúc.',
    'rehearsals.not_here': 'Không bắt đầu được diễn tập tại đây: đang ở trong một buổi diễn tập, hoặc hệ thống chạy bằng nhiều tiến trình.',
  },
  en: {
    'rehearsals.officers_only': 'Only the chair, the secretary and the secretary’s assistants begin and end a rehearsal.',
    'rehearsals.running': 'A rehearsal of this session is running already.',
    'rehearsals.none': 'No rehearsal of this session is running.',
    'rehearsals.too_many': '{most:plural:One rehearsal runs|{most} rehearsals run} already, which is the most. Wait until one ends.',
    'rehearsals.not_here': 'A rehearsal cannot begin here: this is one already, or several processes serve the installation.',
  },
});
