/** `error` → invalid; `unknown` → indeterminate; `warning` → valid with warnings; `info` changes nothing. */
export type Severity = 'error' | 'unknown' | 'warning' | 'info';

export interface Finding {
  readonly key: FindingKey;
  readonly severity: Severity;
  readonly params: Readonly<Record<string, string | number>>;
}

interface FindingText {
  readonly severity: Severity;
  readonly vi: string;
  readonly en: string;
}

const text = (severity: Severity, vi: string, en: string): FindingText => ({ severity, vi, en });

/**
 * Everything a verification can find: stable key, weight, and a sentence for people in both languages.
 * `{name}` stands for a parameter of the finding.
 */
export const FINDINGS = {
  // The file
  'document.damaged': text('error', 'Tệp có chữ ký nhưng cấu trúc hỏng hoặc bị chèn dữ liệu lạ, nên không thể tin nội dung đang hiển thị.', 'The file carries a signature, but its structure is damaged or foreign data was added; what is shown cannot be trusted.'),
  'document.unreadable': text('unknown', 'Không đọc được tệp này theo chuẩn PDF.', 'This file cannot be read as a PDF.'),
  'document.trailing_bytes': text('error', 'Có dữ liệu lạ sau phần kết thúc của tệp.', 'There is foreign data after the end of the file.'),
  'document.encrypted': text('unknown', 'Tệp được mã hóa nên không kiểm tra được toàn bộ.', 'The file is encrypted and cannot be checked in full.'),
  'document.hybrid': text('warning', 'Tệp có hai bảng tra cứu đối tượng; các phần mềm khác nhau có thể đọc khác nhau.', 'The file has two object directories; different programs may read it differently.'),
  'document.too_complex': text('error', 'Tệp quá phức tạp một cách bất thường; việc kiểm tra được dừng để bảo vệ hệ thống.', 'The file is abnormally complex; checking was stopped to protect the system.'),
  'document.damaged_object': text('warning', 'Trong phần đã ký có {count} đối tượng không đọc được.', '{count} objects in the signed part cannot be read.'),
  'document.hidden_pages': text('warning', 'Trong phần đã ký có trang ẩn không thuộc tài liệu đang hiển thị.', 'The signed part holds hidden pages that do not belong to the document shown.'),
  'document.pages': text('error', 'Cây trang của tài liệu không hợp lệ.', 'The page tree of the document is invalid.'),
  'document.internal': text('error', 'Không kiểm tra được tệp do lỗi bất thường.', 'The file could not be checked because of an unexpected fault.'),

  // The signature dictionary
  'signature.unlinked': text('error', 'Có chữ ký đã bị gỡ khỏi tài liệu.', 'A signature was unlinked from the document.'),
  'signature.unreadable': text('error', 'Trường chữ ký “{field}” có dữ liệu không đọc được.', 'The signature field “{field}” holds data that cannot be read.'),
  'signature.no_contents': text('error', 'Chữ ký không có dữ liệu mật mã.', 'The signature has no cryptographic data.'),
  'signature.subfilter': text('error', 'Kiểu chữ ký “{subFilter}” không được chấp nhận.', 'The signature type “{subFilter}” is not accepted.'),
  'signature.byterange': text('error', 'Phạm vi được ký không hợp lệ.', 'The signed range is invalid.'),
  'signature.byterange_gap': text('error', 'Phạm vi được ký bỏ sót một phần tệp ngoài chỗ dành cho chữ ký.', 'The signed range leaves out more of the file than the place of the signature.'),
  'signature.coverage': text('error', 'Chữ ký không bao trùm trọn một lần lưu của tệp.', 'The signature does not cover one whole saved state of the file.'),
  'signature.outside_revision': text('error', 'Thông tin chữ ký đã bị thay đổi sau khi ký.', 'The signature entry was changed after signing.'),
  'signature.contents_form': text('error', 'Dữ liệu chữ ký viết sai quy cách.', 'The signature data is not written as required.'),
  'signature.padding': text('error', 'Có dữ liệu lạ trong chỗ dành cho chữ ký.', 'There is foreign data in the place of the signature.'),
  'signature.no_time': text('warning', 'Chữ ký không ghi thời gian ký.', 'The signature does not state when it was made.'),
  'signature.cert_entry': text('warning', 'Chữ ký có mục Cert không theo chuẩn PAdES.', 'The signature has a Cert entry, which PAdES does not allow.'),

  // The CMS
  'cms.not_der': text('error', 'Dữ liệu mật mã của chữ ký không đúng chuẩn DER.', 'The cryptographic data of the signature is not DER.'),
  'cms.ber': text('warning', 'Dữ liệu mật mã viết theo BER chứ không theo DER; chữ ký đúng về mật mã nhưng không phải PAdES.', 'The cryptographic data is BER, not DER; the signature is sound, but it is not PAdES.'),
  'cms.signer_count': text('error', 'Chữ ký chứa {count} người ký; chỉ được có một.', 'The signature holds {count} signers; there must be one.'),
  'cms.encapsulated': text('error', 'Chữ ký mang nội dung riêng thay vì ký lên tài liệu.', 'The signature carries its own content instead of covering the document.'),
  'cms.content_type': text('error', 'Kiểu nội dung được ký không đúng.', 'The signed content type is wrong.'),
  'cms.stray_certificate': text('warning', 'Chữ ký mang theo một chứng thư bị hỏng hoặc không rõ nơi cấp; chứng thư đó không được dùng đến.', 'The signature brings along a certificate that is damaged or that nobody known signed; it is used for nothing.'),
  'cms.no_certificate': text('error', 'Không tìm thấy chứng thư số của người ký trong chữ ký.', 'The certificate of the signer is not in the signature.'),
  'cms.no_signed_attributes': text('error', 'Chữ ký thiếu các thuộc tính được ký.', 'The signature has no signed attributes.'),
  'cms.attribute_count': text('error', 'Thuộc tính bắt buộc thiếu hoặc bị lặp.', 'A required attribute is missing or repeated.'),
  'cms.attributes_unsorted': text('warning', 'Thuộc tính được ký không theo thứ tự chuẩn DER.', 'The signed attributes are not in DER order.'),
  'cms.digest_mismatch': text('error', 'Nội dung đã bị thay đổi sau khi ký.', 'The content was changed after signing.'),
  'cms.signature_mismatch': text('error', 'Chữ ký không khớp với chứng thư số.', 'The signature does not match the certificate.'),
  'cms.weak_digest': text('error', 'Chữ ký dùng thuật toán băm “{digest}” không còn an toàn.', 'The signature uses the hash “{digest}”, which is no longer safe.'),
  'cms.unknown_algorithm': text('error', 'Thuật toán của chữ ký không được hỗ trợ.', 'The algorithm of the signature is not supported.'),
  'cms.digest_conflict': text('error', 'Thuật toán băm khai báo và thuật toán đã dùng khác nhau.', 'The hash that is declared and the one used differ.'),
  'cms.no_ess': text('error', 'Chữ ký không gắn với chứng thư số của người ký.', 'The signature is not bound to the certificate of the signer.'),
  'cms.ess_mismatch': text('error', 'Chữ ký gắn với một chứng thư số khác.', 'The signature is bound to another certificate.'),
  'cms.short_key': text('error', 'Khóa {bits} bit ngắn hơn mức cho phép.', 'The key of {bits} bits is shorter than allowed.'),

  // PAdES baseline
  'baseline.signing_time_attribute': text('warning', 'Thời gian ký nằm sai chỗ theo chuẩn PAdES; chữ ký vẫn đúng về mật mã.', 'The signing time stands where PAdES does not allow it; the signature itself is sound.'),
  'baseline.forbidden_attribute': text('warning', 'Chữ ký có thuộc tính mà PAdES không cho phép.', 'The signature has an attribute that PAdES does not allow.'),
  'baseline.ess_sha1': text('warning', 'Chữ ký gắn với chứng thư số bằng hàm băm SHA-1 đã yếu.', 'The signature is bound to its certificate by SHA-1, which is weak.'),
  'baseline.not_pades': text('warning', 'Chữ ký theo kiểu PDF cũ (PKCS#7), không phải PAdES.', 'The signature is of the older PDF kind (PKCS#7), not PAdES.'),
  'baseline.b': text('info', 'Chữ ký đạt PAdES mức B-B: chưa có dấu thời gian, nên chỉ kiểm tra được đến khi chứng thư số hết hạn.', 'The signature meets PAdES level B-B: without a time-stamp it can be checked only until its certificate ends.'),
  'baseline.t': text('info', 'Chữ ký đạt PAdES mức B-T: dấu thời gian chứng minh chữ ký đã có lúc {time}; tệp chưa mang theo đủ dữ liệu để kiểm tra về sau.', 'The signature meets PAdES level B-T: a time-stamp proves that it was there at {time}; the file does not yet bring all that is needed to check it later.'),
  'baseline.lt': text('info', 'Chữ ký đạt PAdES mức B-LT: tệp mang theo đủ dữ liệu để kiểm tra, nhưng chưa có dấu thời gian lưu trữ bảo vệ dữ liệu đó.', 'The signature meets PAdES level B-LT: the file brings what is needed to check it, but no archive time-stamp protects that yet.'),
  'baseline.lta': text('info', 'Chữ ký đạt PAdES mức B-LTA: kiểm tra được lâu dài; dấu thời gian lưu trữ cần được gia hạn trước ngày {date}.', 'The signature meets PAdES level B-LTA: it can be checked for the long term; the archive time-stamp has to be renewed before {date}.'),

  // Certificate, chain, revocation
  'certificate.purpose': text('error', 'Chứng thư số không được cấp để ký văn bản.', 'The certificate was not issued for signing documents.'),
  'certificate.expired': text('unknown', 'Chứng thư số đã hết hạn và không có dấu thời gian chứng minh chữ ký được tạo khi còn hạn.', 'The certificate has expired, and no time-stamp proves that the signature is older.'),
  'certificate.not_yet_valid': text('error', 'Chữ ký có trước khi chứng thư số có hiệu lực.', 'The signature is older than the validity of the certificate.'),
  'certificate.signed_outside_validity': text('info', 'Thời gian ký ghi trong tệp nằm ngoài thời hạn chứng thư số.', 'The signing time stated lies outside the validity of the certificate.'),
  'certificate.untrusted': text('unknown', 'Chứng thư số không thuộc nhà cung cấp đã được tin cậy tại đây.', 'The certificate does not lead to an authority trusted here.'),
  'certificate.chain_invalid': text('error', 'Chuỗi chứng thư số không hợp lệ.', 'The certificate chain is invalid.'),
  'certificate.test_only': text('info', 'Chữ ký thử nghiệm, không có giá trị pháp lý.', 'Test signature, without legal value.'),
  'algorithm.retired': text('unknown', 'Chữ ký dùng thuật toán {algorithm}, không còn an toàn từ ngày {date}, và không có dấu thời gian chứng minh chữ ký có trước đó.', 'The signature uses {algorithm}, which is not safe since {date}, and no time-stamp proves that it is older.'),
  'revocation.revoked': text('error', 'Chứng thư số đã bị thu hồi ngày {date}.', 'The certificate was revoked on {date}.'),
  'revocation.revoked_later': text('info', 'Chứng thư số bị thu hồi ngày {date}, sau thời điểm ký đã được chứng minh.', 'The certificate was revoked on {date}, after the proven time of signing.'),
  'revocation.unknown': text('warning', 'Chưa kiểm tra được chứng thư số có bị thu hồi hay không.', 'Whether the certificate was revoked could not be checked.'),
  'revocation.stale': text('warning', 'Danh sách thu hồi đã quá hạn ({date}).', 'The revocation list is out of date ({date}).'),
  'revocation.not_yet': text('warning', 'Thông tin thu hồi đề ngày {date}, muộn hơn thời điểm kiểm tra; không dùng được.', 'The revocation information is dated {date}, later than this check; it proves nothing.'),
  'revocation.not_published': text('info', 'Nơi cấp không công bố danh sách thu hồi cho chứng thư số này.', 'The issuer publishes no revocation list for this certificate.'),
  'revocation.good': text('info', 'Chứng thư số không bị thu hồi.', 'The certificate is not revoked.'),

  // Time-stamps
  'timestamp.invalid': text('warning', 'Dấu thời gian không thuộc về chữ ký này hoặc bị hỏng; không dùng được làm bằng chứng.', 'The time-stamp does not belong to this signature or is damaged; it proves nothing.'),
  'timestamp.untrusted': text('warning', 'Dấu thời gian do nơi chưa được tin cậy cấp.', 'The time-stamp comes from an authority not trusted here.'),
  'timestamp.expired': text('warning', 'Chứng thư của nơi cấp dấu thời gian đã hết hạn ngày {date} mà dấu không được gia hạn trước đó; dấu thời gian không còn là bằng chứng.', 'The certificate of the time-stamp authority ended on {date}, and the time-stamp was not renewed before; it proves nothing any more.'),
  'timestamp.retired': text('warning', 'Dấu thời gian dùng thuật toán {algorithm}, không còn an toàn từ ngày {date}, mà không được gia hạn trước đó; không còn là bằng chứng.', 'The time-stamp uses {algorithm}, which is not safe since {date}, and was not renewed before; it proves nothing any more.'),
  'timestamp.revoked': text('warning', 'Chứng thư của nơi cấp dấu thời gian đã bị thu hồi; dấu thời gian không còn là bằng chứng.', 'The certificate of the time-stamp authority was revoked; the time-stamp proves nothing any more.'),
  'timestamp.good': text('info', 'Dấu thời gian hợp lệ: {time}.', 'The time-stamp is valid: {time}.'),
  'timestamp.imprint': text('error', 'Dấu thời gian của tài liệu không khớp nội dung.', 'The document time-stamp does not match the content.'),

  // Later revisions
  'change.signature_added': text('info', 'Có thêm chữ ký vào ô đã dành sẵn “{field}”.', 'A signature was added in the field prepared for it, “{field}”.'),
  'change.signature_field_added': text('info', 'Có thêm một chữ ký mới “{field}”.', 'A further signature “{field}” was added.'),
  'change.timestamp_added': text('info', 'Có thêm dấu thời gian của tài liệu.', 'A document time-stamp was added.'),
  'change.validation_data': text('info', 'Có thêm dữ liệu xác minh dài hạn.', 'Long-term validation data was added.'),
  'change.validation_data_foreign': text('warning', 'Dữ liệu xác minh thêm sau khi ký có mục không phải chứng thư, danh sách thu hồi hay trả lời OCSP.', 'The validation data added after signing holds something that is no certificate, revocation list or OCSP response.'),
  'change.technical': text('info', 'Chỉ thay đổi dữ liệu kỹ thuật của tệp.', 'Only technical data of the file changed.'),
  'change.metadata_dates': text('info', 'Ngày sửa đổi trong thông tin tệp được cập nhật.', 'The modification date in the file information was updated.'),
  'change.empty_field_added': text('warning', 'Có thêm ô chữ ký trống “{field}” sau khi ký.', 'An empty signature field “{field}” was added after signing.'),
  'change.large_field': text('error', 'Các ô chữ ký thêm sau khi ký che một phần lớn của một trang ({percent} %).', 'Signature fields added after signing cover a large part of a page ({percent} %).'),
  'change.unsigned_appearance': text('error', 'Sau khi ký có thêm hình hiển thị không thuộc chữ ký nào; nó có thể che nội dung.', 'Something visible was added after signing that belongs to no signature; it may cover the content.'),
  'change.field_twice': text('error', 'Ô chữ ký thêm sau khi ký lấy tên “{field}” của một ô đã có.', 'A signature field added after signing takes the name “{field}” of one that was there.'),
  'change.unreferenced': text('warning', 'Lần lưu sau có {count} đối tượng không được dùng đến.', 'A later save holds {count} unused objects.'),
  'change.page': text('error', 'Một trang đã bị thay đổi sau khi ký.', 'A page was changed after signing.'),
  'change.page_content': text('error', 'Nội dung của trang đã bị thay sau khi ký.', 'The content of a page was replaced after signing.'),
  'change.pages': text('error', 'Có trang bị thêm, bớt hoặc đổi chỗ sau khi ký.', 'Pages were added, removed or reordered after signing.'),
  'change.font': text('error', 'Phông chữ đã bị thay sau khi ký; chữ hiển thị có thể khác.', 'A font was replaced after signing; the text shown may differ.'),
  'change.catalog': text('error', 'Thiết lập của tài liệu (“{entry}”) đã bị thay đổi sau khi ký.', 'A document setting (“{entry}”) was changed after signing.'),
  'change.form': text('error', 'Biểu mẫu đã bị thay đổi sau khi ký.', 'The form was changed after signing.'),
  'change.field': text('error', 'Một ô biểu mẫu đã bị sửa hoặc điền sau khi ký.', 'A form field was changed or filled in after signing.'),
  'change.field_removed': text('error', 'Một ô chữ ký đã bị gỡ bỏ sau khi ký.', 'A signature field was removed after signing.'),
  'change.signature_replaced': text('error', 'Dữ liệu của một chữ ký đã bị thay sau khi ký.', 'The data of a signature was replaced after signing.'),
  'change.annotation': text('error', 'Có chú thích hoặc hình phủ được thêm sau khi ký.', 'An annotation or overlay was added after signing.'),
  'change.document_info': text('error', 'Thông tin tài liệu (tiêu đề, tác giả…) đã bị thay đổi sau khi ký.', 'The document information (title, author …) was changed after signing.'),
  'change.validation_data_removed': text('error', 'Dữ liệu xác minh dài hạn đã bị xóa.', 'Long-term validation data was removed.'),
  'change.object_removed': text('error', 'Một phần của tài liệu đã bị xóa sau khi ký.', 'A part of the document was deleted after signing.'),
  'change.repointed': text('error', 'Bảng tra cứu của tệp bị sửa để trỏ sang nội dung khác.', 'The directory of the file was changed to point to other content.'),
  'change.dangling_filled': text('error', 'Một chỗ để trống từ trước khi ký đã được điền nội dung sau khi ký.', 'A gap left open before signing was filled after signing.'),
  'change.object': text('error', 'Một phần của tài liệu đã bị thay đổi sau khi ký.', 'A part of the document was changed after signing.'),
  'change.other_use': text('error', 'Một phần được đổi sau khi ký còn dùng ở nơi khác trong tài liệu; nội dung hiển thị có thể đã khác.', 'A part changed after signing is also used elsewhere in the document; what is shown may differ.'),
  'change.unaccounted_bytes': text('error', 'Lần lưu sau chứa dữ liệu không thuộc đối tượng nào.', 'A later save holds data that belongs to no object.'),
  'change.damaged': text('error', 'Lần lưu sau khi ký bị hỏng.', 'The save after signing is damaged.'),
  'change.trailer': text('error', 'Phần gốc của tệp đã bị chuyển sang tài liệu khác.', 'The root of the file was switched to another document.'),

  // Certification
  'mdp.permissions': text('error', 'Tài liệu khai là đã được chứng nhận nhưng không có chữ ký chứng nhận tương ứng.', 'The document says that it is certified, but no signature in it certifies.'),
  'mdp.not_first': text('error', 'Chữ ký chứng nhận phải là chữ ký đầu tiên.', 'A certifying signature must be the first one.'),
  'mdp.signature_not_allowed': text('error', 'Người ký trước không cho phép ký thêm.', 'An earlier signer did not allow further signatures.'),
  'mdp.timestamp_appearance': text('error', 'Dấu thời gian thêm sau có hình hiển thị, trái với mức chứng nhận.', 'The time-stamp added later has an appearance, which the certification forbids.'),
  'mdp.visible_field': text('error', 'Có thêm chữ ký hiển thị mới sau khi tài liệu đã được chứng nhận.', 'A new visible signature was added after the document had been certified.'),
  'mdp.invisible_field': text('warning', 'Có thêm chữ ký ẩn sau khi tài liệu đã được chứng nhận.', 'An invisible signature was added after the document had been certified.'),
  'mdp.field_locked': text('error', 'Ô “{field}” đã bị khóa bởi một chữ ký trước.', 'The field “{field}” was locked by an earlier signature.'),
} as const satisfies Readonly<Record<string, FindingText>>;

export type FindingKey = keyof typeof FINDINGS;

/** A finding with the weight of its key. */
export function finding(key: FindingKey, params: Finding['params'] = {}): Finding {
  return { key, severity: FINDINGS[key].severity, params };
}

/** The sentence of a finding with its parameters filled in. */
export function findingText(of: Finding, language: 'vi' | 'en'): string {
  return FINDINGS[of.key][language].replace(/\{(\w+)\}/g, (_match, name: string) => String(of.params[name] ?? ''));
}
