import { defineTexts, registerErrorSentences, registerErrorTexts } from '~/ui/i18n';

export const errorPageTexts = defineTexts({
  vi: { noEntry: 'Không mở được trang này', trouble: 'Chưa mở được trang này', home: 'Về trang chủ', request: 'Mã yêu cầu: {code} (đọc mã này khi báo quản trị viên)' },
  en: { noEntry: 'This page cannot be opened', trouble: 'This page could not be opened', home: 'Go to the home page', request: 'Request code: {code} (read it to the administrator)' },
});

/** Of screens that followed a session and cannot any more. */
export const liveEndTexts = defineTexts({
  vi: {
    signed_out: 'Phiên đăng nhập đã kết thúc nên trang này không còn cập nhật. Ghi chú vẫn an toàn trên máy này; đăng nhập lại sẽ quay về đúng trang này.',
    closed: 'Quyền theo dõi phiên họp này đã kết thúc nên trang này không còn cập nhật.',
    outdated: 'Hệ thống vừa được nâng cấp. Tải lại trang để tiếp tục; ghi chú vẫn an toàn trên máy này.',
    signIn: 'Đăng nhập lại',
    home: 'Về trang chủ',
    reload: 'Tải lại trang',
  },
  en: {
    signed_out: 'You have been signed out, so this page is no longer kept up to date. Marks are safe on this device; signing in again brings you back here.',
    closed: 'You may no longer follow this session, so this page is no longer kept up to date.',
    outdated: 'The system was just updated. Load the page again to go on; marks are safe on this device.',
    signIn: 'Sign in again',
    home: 'Go to the home page',
    reload: 'Load again',
  },
});

/** What people call the fields whose input a command may refuse, in the sentence "Mục “…”". */
const FIELD_NAMES: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  reason: ['Lý do', 'Reason'], remarks: ['Ý kiến', 'Remarks'], title: ['Tên', 'Title'], text: ['Nội dung', 'Text'], fullName: ['Họ và tên', 'Full name'],
  userName: ['Tên đăng nhập', 'User name'], email: ['Thư điện tử', 'E-mail'], password: ['Mật khẩu', 'Password'], position: ['Chức vụ', 'Position'], place: ['Địa điểm', 'Place'],
  site: ['Điểm cầu', 'Remote site'], startsAt: ['Thời gian bắt đầu', 'Start'], endsAt: ['Thời gian kết thúc', 'End'], durationMin: ['Thời lượng', 'Duration'], copies: ['Số bản', 'Copies'],
  presenterText: ['Người trình bày', 'Presenter'], preparingText: ['Cơ quan chuẩn bị', 'Prepared by'], number: ['Số', 'Number'], invitationNumber: ['Số giấy mời', 'Number of the invitation'],
  name: ['Tên', 'Name'], shortName: ['Tên viết tắt', 'Short name'], validFrom: ['Từ ngày', 'From'], validTo: ['Đến ngày', 'To'], minutes: ['Số phút', 'Minutes'], pin: ['Mã PIN', 'PIN'],
};

/** Which field it is and what is wrong with it, as far as that is known. */
registerErrorSentences({
  'input.invalid': ({ field, problem }) => {
    const key = String(field ?? '').split('.').filter((part) => !/^\d+$/.test(part)).at(-1) ?? '';
    const [vi, en] = FIELD_NAMES[key] ?? [null, null];
    const [viFault, enFault] = problem === 'too_small' ? ['còn thiếu hoặc quá ngắn', 'is missing or too short'] : problem === 'too_big' ? ['quá dài hoặc quá lớn', 'is too long or too large'] : ['còn thiếu hoặc chưa đúng', 'is missing or not right'];
    return {
      vi: vi === null ? `Một mục đã nhập ${viFault}. Hãy kiểm tra lại.` : `Mục “${vi}” ${viFault}.`,
      en: en === null ? `Something entered ${enFault}. Check it again.` : `“${en}” ${enFault}.`,
    };
  },
});

/** Reasons of the kernel and the transports; each capability registers its own. */
registerErrorTexts(
  defineTexts({
    vi: {
      'command.id_reused': 'Yêu cầu này đã được gửi với nội dung khác. Tải lại trang rồi thực hiện lại.',
      'state.meeting': 'Phiên họp đã chuyển sang trạng thái khác từ thiết bị khác nên chưa thực hiện được việc này.',
      'role.admin_only': 'Chỉ quản trị hệ thống thực hiện được việc này.',
      'request.cross_origin': 'Yêu cầu không đến từ trang của hệ thống này nên bị từ chối.',
      'request.form_too_large': 'Nội dung gửi lên lớn hơn {kilobytes} kB nên chưa được nhận. Nội dung vừa nhập vẫn còn trên máy này; hãy rút ngắn rồi gửi lại.',
      'request.form_malformed': 'Biểu mẫu gửi lên bị hỏng trên đường truyền nên chưa được nhận. Nội dung vừa nhập vẫn còn trên máy này; hãy gửi lại.',
      'request.too_slow': 'Nội dung gửi lên quá chậm nên máy chủ đã dừng nhận. Hãy kiểm tra mạng rồi gửi lại.',
      'upload.too_many': 'Từ địa chỉ này đang gửi quá nhiều tệp cùng lúc. Hãy chờ một phút rồi gửi lại.',
      'sandbox.busy': 'Đang có nhiều tệp chờ kiểm tra. Hãy thử lại sau một phút.',
      'sandbox.unavailable': 'Máy chủ chưa mở được nơi kiểm tra tệp. Hãy thử lại sau ít phút, hoặc báo quản trị viên.',
      'sandbox.stopped': 'Việc kiểm tra tệp này vượt quá giới hạn của máy chủ nên đã dừng; điều đó không nói gì về chữ ký. Hãy kiểm tra bằng “phien verify” trên máy riêng.',
      'limit.reached': 'Danh sách này đã đủ {most:number} mục, là mức tối đa, nên chưa thêm được. Hãy báo quản trị viên nếu thật sự cần nhiều hơn.',
      'storage.full': 'Máy chủ hết chỗ lưu trữ nên chưa lưu được. Nội dung vừa nhập vẫn còn trên máy này. Hãy báo quản trị viên.',
      'storage.damaged_file': 'Tệp này trên máy chủ không còn nguyên vẹn nên không được mở, để không ai đọc nhầm nội dung sai. Hãy báo thư ký tải tài liệu lên lại, hoặc quản trị viên khôi phục từ bản sao lưu.',
      'storage.damaged': 'Máy chủ không đọc được một phần dữ liệu đã lưu nên việc này chưa thực hiện được. Nội dung vừa nhập vẫn còn trên máy này. Hãy báo quản trị viên.',
      'storage.unreachable': 'Máy chủ không kết nối được với kho tệp nên việc này chưa thực hiện được. Nội dung vừa nhập vẫn còn trên máy này. Hãy thử lại sau ít phút, hoặc báo quản trị viên.',
      'storage.database_unreachable': 'Máy chủ chưa kết nối được với cơ sở dữ liệu nên việc này chưa thực hiện được. Nội dung vừa nhập vẫn còn trên máy này. Hãy thử lại sau ít phút, hoặc báo quản trị viên.',
      'storage.unanswered': 'Mất kết nối với cơ sở dữ liệu đúng lúc đang lưu nên chưa rõ đã lưu hay chưa. Hãy thử lại: nếu đã lưu rồi thì không lưu lần thứ hai.',
      'storage.unwritable': 'Máy chủ không ghi được vào ổ đĩa nên chưa lưu được. Nội dung vừa nhập vẫn còn trên máy này. Hãy báo quản trị viên.',
      'storage.busy': 'Kho dữ liệu đang bận. Chưa có gì bị mất; hãy thử lại sau ít giây.',
      sign_in_first: 'Hãy đăng nhập để tiếp tục.',
    },
    en: {
      'command.id_reused': 'This request was already sent with other content. Load the page again and repeat it.',
      'state.meeting': 'The session moved to another state on another device, so this was not done.',
      'role.admin_only': 'Only a system administrator can do this.',
      'request.cross_origin': 'The request did not come from a page of this system and was refused.',
      'request.form_too_large': 'What was sent is larger than {kilobytes} kB and was not taken. What was entered is still on this device; shorten it and send it again.',
      'request.form_malformed': 'The form arrived damaged and was not taken. What was entered is still on this device; send it again.',
      'request.too_slow': 'The content came too slowly, so the server stopped receiving it. Check the network and send it again.',
      'upload.too_many': 'Too many files are being sent from this address at once. Wait a minute, then send the file again.',
      'sandbox.busy': 'Many files are waiting to be checked. Try again in a minute.',
      'sandbox.unavailable': 'The server could not open the place where files are checked. Try again in a few minutes, or tell the administrator.',
      'sandbox.stopped': 'Checking this file went beyond the limits of the server and was stopped; that says nothing about its signatures. Check it with “phien verify” on a machine of your own.',
      'limit.reached': 'This list has {most:number} {most:plural:entry|entries}, the most it takes, so nothing was added. Tell the administrator if more is really needed.',
      'storage.full': 'The server has run out of storage, so nothing was saved. What was entered is still on this device. Tell the administrator.',
      'storage.damaged_file': 'The file on the server is not what was stored, so it is not opened: nobody should read wrong content. Ask the secretary to upload the paper again, or the administrator to restore it from a backup.',
      'storage.damaged': 'The server cannot read part of what it has stored, so this was not done. What was entered is still on this device. Tell the administrator.',
      'storage.unreachable': 'The server cannot reach the store of files, so this was not done. What was entered is still on this device. Try again in a few minutes, or tell the administrator.',
      'storage.database_unreachable': 'The server cannot reach its database, so this was not done. What was entered is still on this device. Try again in a few minutes, or tell the administrator.',
      'storage.unanswered': 'The connection to the database was lost while this was being saved, so it is not known whether it was. Try again: what was saved already is not saved twice.',
      'storage.unwritable': 'The server cannot write to its disk, so nothing was saved. What was entered is still on this device. Tell the administrator.',
      'storage.busy': 'The store is busy. Nothing is lost; try again in a few seconds.',
      sign_in_first: 'Sign in to continue.',
    },
  }),
);
