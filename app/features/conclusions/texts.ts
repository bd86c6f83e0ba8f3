import { defineTexts, registerErrorTexts } from '~/ui/i18n';

/** The page of the notice of conclusions of a session, and its row at home. */
export const conclusionsTexts = defineTexts({
  vi: {
    title: 'Thông báo kết luận', page: 'Nội dung thông báo kết luận', side: 'Hạn và các bước ban hành', toSide: 'Đến phần ban hành và ký', linkNumber: 'Thông báo kết luận số {number}',
    stateNone: 'Chưa soạn', stateDraft: 'Dự thảo', stateOpen: 'Chờ ký', stateSigned: 'Đã ký', stateRefused: 'Bị từ chối ký', stateVoid: 'Đã lấy lại để sửa',
    none: 'Chưa có thông báo kết luận. Nội dung được lập từ kết luận và nhiệm vụ đã ghi của phiên họp.', noneRead: 'Thông báo kết luận chưa được ban hành.', draft: 'Soạn thông báo kết luận', drafted: 'Đã lập dự thảo từ kết luận đã ghi',
    noSignatory: 'Người được chọn ký không còn trong thành phần phiên họp. Hãy chọn người ký khác.',
    due: 'Hạn ban hành', dueOn: '{on:date}', dueRule: '{days:number} ngày làm việc sau phiên họp', left: 'Còn {days:number} ngày làm việc', today: 'Hạn là hôm nay', late: 'Quá hạn {days:number} ngày làm việc', inTime: 'Đã ký đúng hạn', signedLate: 'Ký muộn {days:number} ngày làm việc',
    views: 'Cách xem', edit: 'Sửa nội dung', preview: 'Xem bản in', save: 'Lưu', saved: 'Đã lưu', unsaved: 'Có nội dung chưa lưu',
    part_abstract: 'Trích yếu', part_opening: 'Mở đầu', part_lead: 'Câu dẫn', part_general: 'Kết luận chung (không bắt buộc)', part_followup: 'Theo dõi thực hiện', part_closing: 'Câu kết', ofItem: 'Nội dung {title}',
    recordedTitle: 'Khác với kết luận, nhiệm vụ đã ghi', asRecorded: 'Lấy lại theo bản đã ghi', leftOut: 'Đã ghi trong phiên họp nhưng chưa có trong thông báo', takeIn: 'Đưa vào', needed: 'Phần này không được để trống.',
    recipients: 'Nơi nhận', recipientsHint: 'Mỗi dòng một nơi nhận; dòng cuối là nơi lưu.', signatory: 'Người ký', capacity: 'Ký với tư cách', position: 'Chức vụ ghi khi ký', capacity_own: 'Chức vụ của mình', capacity_KT: 'Ký thay (KT.)', capacity_TL: 'Thừa lệnh (TL.)', capacity_TUQ: 'Thừa ủy quyền (TUQ.)',
    issue: 'Trình ký', issueTitle: 'Ban hành để ký?', issueNote: 'Nội dung được khóa và cấp số, rồi chuyển đến người ký. Sau khi ký, văn thư đóng dấu. Muốn sửa nữa, người ký phải từ chối ký.', issueNumber: 'Số (để trống: số tiếp theo)', issued: 'Đã cấp số và chuyển ký',
    taskDraft: 'Ban hành thông báo kết luận', taskNote: '{title}. Hạn {on:date}, còn {days:number} ngày làm việc.', taskToday: '{title}. Hạn là hôm nay.', taskLate: '{title}. Quá hạn {days:number} ngày làm việc.', taskAction: 'Mở thông báo',
  },
  en: {
    title: 'Notice of conclusions', page: 'Text of the notice of conclusions', side: 'Deadline and steps of issuing', toSide: 'To issuing and signing', linkNumber: 'Notice of conclusions no. {number}',
    stateNone: 'Not drafted', stateDraft: 'Draft', stateOpen: 'To be signed', stateSigned: 'Signed', stateRefused: 'Signature declined', stateVoid: 'Taken back to correct',
    none: 'There is no notice of conclusions yet. Its text is made from the recorded conclusions and assignments of the session.', noneRead: 'The notice of conclusions has not been issued yet.', draft: 'Draft the notice', drafted: 'The draft was made from the recorded conclusions',
    noSignatory: 'Whoever was chosen to sign is no longer among the people of the session. Choose somebody else.',
    due: 'To be issued by', dueOn: '{on:date}', dueRule: '{days:number} working {days:plural:day|days} after the session', left: '{days:number} working {days:plural:day|days} left', today: 'Due today', late: '{days:number} working {days:plural:day|days} overdue', inTime: 'Signed in time', signedLate: 'Signed {days:number} working {days:plural:day|days} late',
    views: 'View', edit: 'Edit the text', preview: 'As it will be printed', save: 'Save', saved: 'Saved', unsaved: 'Not saved yet',
    part_abstract: 'Subject', part_opening: 'Opening', part_lead: 'Lead-in', part_general: 'General conclusion (optional)', part_followup: 'Follow-up', part_closing: 'Closing sentence', ofItem: 'Item {title}',
    recordedTitle: 'Differs from the recorded conclusion and assignments', asRecorded: 'Take the recorded words', leftOut: 'Recorded in the session, missing in the notice', takeIn: 'Take in', needed: 'This part cannot be empty.',
    recipients: 'Recipients', recipientsHint: 'One recipient a line; the last line is where it is filed.', signatory: 'Signed by', capacity: 'Signs', position: 'Position as printed', capacity_own: 'in the own office', capacity_KT: 'for the chair (KT.)', capacity_TL: 'by order (TL.)', capacity_TUQ: 'by authority given (TUQ.)',
    issue: 'Issue for signature', issueTitle: 'Issue for signature?', issueNote: 'The text is frozen and numbered, then it waits for the signature. After that a records clerk applies the seal. To change it again, whoever signs has to decline.', issueNumber: 'Number (empty: the next one)', issued: 'Numbered and sent to be signed',
    taskDraft: 'Issue the notice of conclusions', taskNote: '{title}. Due {on:date}, {days:number} working {days:plural:day|days} left.', taskToday: '{title}. Due today.', taskLate: '{title}. {days:number} working {days:plural:day|days} overdue.', taskAction: 'Open the notice',
  },
});

registerErrorTexts(
  defineTexts({
    vi: {
      'conclusions.secretary_only': 'Chỉ thư ký và người giúp việc thư ký soạn thông báo kết luận.',
      'conclusions.not_closed': 'Phiên họp chưa kết thúc nên chưa soạn được thông báo kết luận.',
      'conclusions.drafted_already': 'Thông báo kết luận của phiên họp này đã được soạn.',
      'conclusions.not_drafted': 'Thông báo kết luận chưa được soạn.',
      'conclusions.no_conclusions': 'Phiên họp chưa có kết luận nào được ghi nên chưa có gì để thông báo.',
      'conclusions.part_needed': 'Phần này không được để trống.',
      'conclusions.signatory_unknown': 'Người được chọn không thể ký thông báo với tư cách này.',
      'conclusions.issued_already': 'Thông báo kết luận đã được ban hành, số {number}. Nội dung không sửa được nữa.',
      'conclusions.not_refused': 'Không có ai từ chối ký nên không lấy lại thông báo.',
      'conclusions.changed_elsewhere': '{by} vừa sửa thông báo này lúc {at:time}. Nội dung bạn gõ vẫn còn ở đây; hãy so sánh rồi chọn.',
    },
    en: {
      'conclusions.secretary_only': 'Only the secretary and the secretary’s assistants write the notice of conclusions.',
      'conclusions.not_closed': 'The session is not closed, so its notice of conclusions cannot be written yet.',
      'conclusions.drafted_already': 'The notice of conclusions of this session was drafted already.',
      'conclusions.not_drafted': 'The notice of conclusions has not been drafted.',
      'conclusions.no_conclusions': 'No conclusion of this session was recorded, so there is nothing to tell.',
      'conclusions.part_needed': 'This part cannot be empty.',
      'conclusions.signatory_unknown': 'The person chosen cannot sign the notice in this way.',
      'conclusions.issued_already': 'The notice of conclusions was issued as number {number}. Its text cannot be changed any more.',
      'conclusions.not_refused': 'Nobody declined to sign, so the notice is not taken back.',
      'conclusions.changed_elsewhere': '{by} changed this notice at {at:time}. What you typed is still here; compare and choose.',
    },
  }),
);
