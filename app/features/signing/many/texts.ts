import { defineTexts, registerErrorTexts } from '~/ui/i18n';

export const manyTexts = defineTexts({
  vi: {
    title: 'Văn bản chờ ký', home: 'Trang đầu', own: 'Chữ ký của bạn', seal: 'Dấu của {unit}', empty: 'Không có văn bản nào chờ bạn ký.',
    minutes: 'Biên bản số {number}', counting: 'Biên bản kiểm phiếu số {number}', notice: 'Thông báo kết luận số {number}', note: '{title} · {pages:number} trang · chờ từ {since:date}',
    read: 'Đọc', readIt: 'Đọc {document}', pick: 'Chọn để ký: {document}', seen: 'Đã đọc', pickAll: 'Chọn tất cả {count:number} văn bản', pickNone: 'Bỏ chọn', picked: 'Đã chọn {picked:number} trên {count:number} văn bản', unread: '{count:number} văn bản đã chọn chưa được mở đọc trên máy này.',
    sign: 'Ký {count:number} văn bản', sealThem: 'Đóng dấu {count:number} văn bản', pickFirst: 'Chọn ít nhất một văn bản.',
    signTitle: 'Ký {count:number} văn bản bằng một mã PIN?', sealTitle: 'Đóng dấu {count:number} văn bản bằng một mã PIN?', signNote: 'Mỗi văn bản được ký riêng, đúng bản đang hiện ở đây. Văn bản nào đã đổi sau khi bạn đọc thì không được ký. Chữ ký không rút lại được.', pin: 'Mã PIN của khóa ký', pinHint: 'Mã PIN chỉ nhập một lần cho cả lượt ký và không được lưu.', needPin: 'Nhập mã PIN để ký.', cancel: 'Chưa ký',
    gone: '{count:number} văn bản đã được lấy lại sau khi bạn đọc, nên không ký.', reading: 'Văn bản {at:number} trên {count:number}', page: 'Trang {page:number}', loading: 'Đang mở văn bản…', broken: 'Không mở được văn bản này. Tải lại trang; nếu vẫn vậy, báo quản trị viên.', choose: 'Đồng ý ký, sang văn bản sau', chooseLast: 'Đồng ý ký', skip: 'Chưa ký, sang văn bản sau', before: 'Văn bản trước', close: 'Đóng', toPage: 'Mở trang của văn bản này',
    underWay: 'Đang ký', underWayNote: 'Xong {done:number} trên {total:number}', goesOn: 'Máy chủ ký lần lượt từng văn bản. Bạn có thể rời trang này.',
    cutOff: 'Lượt ký đã dừng giữa chừng', cutOffNote: 'Đã ký {signed:number} văn bản; {left:number} văn bản chưa ký vẫn còn trong danh sách. Chọn lại và nhập mã PIN để ký tiếp; văn bản đã ký không bị ký lần nữa.',
    results: 'Kết quả các lượt ký', run: 'Lượt ký', runOf: '{at:time}, {on:date} – ký {signed:number} trên {total:number}', runSeal: '{at:time}, {on:date} – đóng dấu {signed:number} trên {total:number}', certificate: 'Chứng thư: {name}',
    summary: 'Đã ký {signed:number}, không ký {refused:number}, chưa tới lượt {left:number}', sort_waiting: 'Đang chờ', sort_signed: 'Đã ký', sort_refused: 'Không ký', sort_left: 'Chưa ký', signedAt: 'lúc {at:time}', leftNote: 'Chưa tới lượt khi lượt ký dừng; văn bản vẫn chờ ký.', verify: 'Kiểm tra chữ ký',
  },
  en: {
    title: 'Documents to sign', home: 'Home', own: 'Your signature', seal: 'Seal of {unit}', empty: 'No document waits for your signature.',
    minutes: 'Minutes no. {number}', counting: 'Counting minutes no. {number}', notice: 'Notice of conclusions no. {number}', note: '{title} · {pages:number} {pages:plural:page|pages} · waiting since {since:date}',
    read: 'Read', readIt: 'Read {document}', pick: 'Choose to sign: {document}', seen: 'Read', pickAll: 'Choose all {count:number} {count:plural:document|documents}', pickNone: 'Choose none', picked: '{picked:number} of {count:number} {count:plural:document|documents} chosen', unread: '{count:number} chosen {count:plural:document was|documents were} not opened on this device.',
    sign: 'Sign {count:number} {count:plural:document|documents}', sealThem: 'Seal {count:number} {count:plural:document|documents}', pickFirst: 'Choose at least one document.',
    signTitle: 'Sign {count:number} {count:plural:document|documents} with one PIN?', sealTitle: 'Seal {count:number} {count:plural:document|documents} with one PIN?', signNote: 'Each document gets a signature of its own, exactly as it stands here. One that changed after you read it is not signed. Signatures cannot be taken back.', pin: 'PIN of the signing key', pinHint: 'The PIN is entered once for all of them and is not kept.', needPin: 'Enter the PIN to sign.', cancel: 'Not yet',
    gone: '{count:number} {count:plural:document was|documents were} taken back after you read, and will not be signed.', reading: 'Document {at:number} of {count:number}', page: 'Page {page:number}', loading: 'Opening the document…', broken: 'This document cannot be opened. Reload the page; if that does not help, tell the administrator.', choose: 'Agree to sign, next document', chooseLast: 'Agree to sign', skip: 'Not yet, next document', before: 'Previous document', close: 'Close', toPage: 'Open the page of this document',
    underWay: 'Signing', underWayNote: '{done:number} of {total:number} done', goesOn: 'The server signs one document after the other. You may leave this page.',
    cutOff: 'Signing stopped midway', cutOffNote: '{signed:number} {signed:plural:document was|documents were} signed; {left:number} not signed {left:plural:is|are} still in the list. Choose again and enter the PIN to go on; nothing is signed twice.',
    results: 'Results of signing', run: 'Signing run', runOf: '{at:time}, {on:date} – signed {signed:number} of {total:number}', runSeal: '{at:time}, {on:date} – sealed {signed:number} of {total:number}', certificate: 'Certificate: {name}',
    summary: '{signed:number} signed, {refused:number} refused, {left:number} not reached', sort_waiting: 'Waiting', sort_signed: 'Signed', sort_refused: 'Not signed', sort_left: 'Not reached', signedAt: 'at {at:time}', leftNote: 'Not reached when signing stopped; the document still waits.', verify: 'Verify the signatures',
  },
});

registerErrorTexts(
  defineTexts({
    vi: {
      'signing.key_gone': 'Khóa ký đã đóng lại. Nhập mã PIN để ký tiếp; văn bản đã ký không bị ký lần nữa.',
      'signing.signer_away': 'Bộ phận giữ khóa ký chưa trả lời ({code}). Chưa có gì được ký; hãy thử lại sau ít phút.',
      'signing.run_over': 'Lượt ký này đã kết thúc. Xem kết quả trong trang “Văn bản chờ ký”.',
      'signing.taken_back': 'Văn bản đã được lấy lại để sửa sau khi bạn đọc.',
      'signing.changed_since_shown': 'Văn bản đã đổi sau khi bạn đọc. Đọc lại rồi ký.',
      'signing.other_certificate': 'Chứng thư số đã đổi trong khi đang ký. Kiểm tra chứng thư rồi ký lại.',
      'signing.other_seal': 'Văn bản này thuộc cơ quan khác, không đóng dấu này.',
    },
    en: {
      'signing.key_gone': 'The key is closed again. Enter the PIN to go on; nothing is signed twice.',
      'signing.signer_away': 'What keeps the signing keys does not answer ({code}). Nothing was signed; try again in a few minutes.',
      'signing.run_over': 'This signing run is over. Its results are under “Documents to sign”.',
      'signing.taken_back': 'The document was taken back after you read it.',
      'signing.changed_since_shown': 'The document changed after you read it. Read it again, then sign.',
      'signing.other_certificate': 'The certificate changed while signing. Check the certificate, then sign again.',
      'signing.other_seal': 'This document is of another agency; this seal is not for it.',
    },
  }),
);
