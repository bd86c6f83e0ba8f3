import { defineTexts, registerErrorTexts } from '~/ui/i18n';

export const signingTexts = defineTexts({
  vi: {
    title: 'Ký số biên bản', facts: 'Số {number}, {pages:number} trang, PDF/A', steps: 'Các bước ký',
    secretaryDone: 'Thư ký đã ký', secretaryWait: 'Thư ký ký', chairDone: 'Chủ tọa đã ký', chairWait: 'Chủ tọa ký', sealDone: 'Đã đóng dấu cơ quan', sealWait: 'Đóng dấu cơ quan',
 dueNow: 'Đang chờ chữ ký này', sealClerk: 'Văn thư', optional: 'không bắt buộc', refused: 'Từ chối ký: {reason}',
    certificate: 'Chứng thư số sẽ dùng', validUntil: '{issuer}, hạn dùng {at:date}', expired: 'Chứng thư đã hết hạn', testOnly: 'Chứng thư mẫu, không có giá trị pháp lý', noCertificate: 'Tài khoản này chưa có chứng thư số. Liên hệ văn thư để được cấp.',
    sealKey: 'Dùng chứng thư số của cơ quan.',
    sign: 'Ký biên bản', seal: 'Đóng dấu cơ quan', refuse: 'Từ chối ký', open: 'Xem bản PDF', openSigned: 'Mở bản đã ký', verify: 'Kiểm tra chữ ký',
    signTitle: 'Ký biên bản số {number}?', sealTitle: 'Đóng dấu biên bản số {number}?', signNote: 'Chữ ký số được ghi vào tệp và không rút lại được. Hãy đọc bản PDF trước khi ký.',
    pin: 'Mã PIN của khóa ký', pinHint: 'Mã PIN chỉ dùng cho lần ký này và không được lưu.', attempts: 'Còn {left:number} lần thử mã PIN.', needPin: 'Nhập mã PIN để ký.', cancel: 'Chưa ký',
    refuseTitle: 'Từ chối ký biên bản', refuseNote: 'Biên bản dừng ở bước này. Lý do được ghi lại cho thư ký và chủ tọa.', reason: 'Lý do từ chối', 
    complete: 'Biên bản đã có đủ chữ ký bắt buộc.', stopped: 'Việc ký đã dừng vì có người từ chối.', stoppedWait: 'Thư ký có thể lấy lại biên bản để sửa và trình lại.', reopen: 'Lấy lại để sửa', reopenTitle: 'Lấy lại biên bản để sửa?', reopenNote: 'Biên bản trở về dự thảo, giữ nguyên số và lịch sử. Tệp PDF hiện tại hết giá trị; chủ tọa phải duyệt lại và mọi người ký lại từ đầu.', signed: 'Đã ký biên bản', sealed: 'Đã đóng dấu biên bản', reopened: 'Biên bản đã trở về dự thảo',
    technical: 'Mã kiểm tra và dấu vân tay của nội dung', code: 'Mã kiểm tra', frozenHash: 'SHA-256 của nội dung đã khóa', fileHash: 'SHA-256 của tệp',
  },
  en: {
    title: 'Signing the minutes', facts: 'No. {number}, {pages:number} pages, PDF/A', steps: 'Signing steps',
    secretaryDone: 'Secretary has signed', secretaryWait: 'Secretary signs', chairDone: 'Chair has signed', chairWait: 'Chair signs', sealDone: 'Sealed by the organisation', sealWait: 'Seal of the organisation',
 dueNow: 'Waiting for this signature', sealClerk: 'Records clerk', optional: 'optional', refused: 'Declined: {reason}',
    certificate: 'Certificate to be used', validUntil: '{issuer}, valid until {at:date}', expired: 'The certificate has expired', testOnly: 'Sample certificate, without legal value', noCertificate: 'This account has no certificate. Ask the records clerk for one.',
    sealKey: 'The certificate of the organisation is used.',
    sign: 'Sign the minutes', seal: 'Apply the seal', refuse: 'Decline to sign', open: 'View the PDF', openSigned: 'Open the signed file', verify: 'Verify the signatures',
    signTitle: 'Sign minutes no. {number}?', sealTitle: 'Seal minutes no. {number}?', signNote: 'The signature is written into the file and cannot be taken back. Read the PDF before signing.',
    pin: 'PIN of the signing key', pinHint: 'The PIN is used for this signature only and is not kept.', attempts: '{left:number} PIN attempts left.', needPin: 'Enter the PIN to sign.', cancel: 'Not now',
    refuseTitle: 'Decline to sign the minutes', refuseNote: 'The minutes stop at this step. The reason is recorded for secretary and chair.', reason: 'Reason', 
    complete: 'All required signatures are there.', stopped: 'Signing has stopped because somebody declined.', stoppedWait: 'The secretary can take the minutes back, mend and submit them again.', reopen: 'Take back to mend', reopenTitle: 'Take the minutes back?', reopenNote: 'The minutes become a draft again and keep number and history. The present PDF is void; the chair approves anew and everybody signs from the beginning.', signed: 'The minutes were signed', sealed: 'The minutes were sealed', reopened: 'The minutes are a draft again',
    technical: 'Verification code and fingerprints', code: 'Verification code', frozenHash: 'SHA-256 of the frozen text', fileHash: 'SHA-256 of the file',
  },
});

registerErrorTexts(
  defineTexts({
    vi: {
      'signing.wrong_pin': 'Mã PIN chưa đúng. Còn {left} lần thử.',
      'signing.pin_locked': 'Khóa ký đã bị khóa vì nhập sai mã PIN nhiều lần. Liên hệ văn thư để cấp lại chứng thư.',
      'signing.no_certificate': 'Tài khoản này chưa có chứng thư số.',
      'signing.not_your_turn': 'Chưa đến lượt ký này. Biên bản đang chờ {waitingFor}.',
      'signing.not_a_signer': 'Biên bản này không cần chữ ký của tài khoản đang dùng.',
      'signing.clerk_only': 'Chỉ văn thư đóng dấu cơ quan.',
      'signing.already_signed': 'Bước này đã được ký. Không cần ký lại.',
      'signing.field_signed': 'Bước này đã được ký. Không cần ký lại.',
      'signing.was_refused': 'Bước này đã bị từ chối ký.',
      'signing.changed_meanwhile': 'Tệp biên bản vừa có chữ ký mới. Tải lại trang rồi ký lại.',
      'signing.no_file': 'Chưa có tệp biên bản để ký.',
    },
    en: {
      'signing.wrong_pin': 'The PIN is wrong. {left} attempts left.',
      'signing.pin_locked': 'The signing key is locked after too many wrong PINs. Ask the records clerk for a new certificate.',
      'signing.no_certificate': 'This account has no certificate.',
      'signing.not_your_turn': 'It is not the turn of this signature. The minutes wait for {waitingFor}.',
      'signing.not_a_signer': 'These minutes need no signature from this account.',
      'signing.clerk_only': 'Only the records clerk applies the seal.',
      'signing.already_signed': 'This step is signed already. There is nothing to do.',
      'signing.field_signed': 'This step is signed already. There is nothing to do.',
      'signing.was_refused': 'This step was declined.',
      'signing.changed_meanwhile': 'The file has just received another signature. Reload the page and sign again.',
      'signing.no_file': 'There is no file to sign yet.',
    },
  }),
);
