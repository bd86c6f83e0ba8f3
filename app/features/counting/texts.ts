import { defineTexts, registerErrorTexts } from '~/ui/i18n';

/** The page of the counting minutes of a vote. */
export const countingPageTexts = defineTexts({
  vi: {
    title: 'Biên bản kiểm phiếu', committee: 'Tổ kiểm phiếu', head: 'Tổ trưởng', member: 'Tổ viên', page: 'Nội dung biên bản kiểm phiếu',
    waiting: 'Biểu quyết này chưa có kết quả. Biên bản kiểm phiếu được lập sau khi kiểm phiếu xong.',
    record: 'Nhập kết quả kiểm phiếu', recordNote: 'Biểu quyết bằng phiếu giấy đang mở. Sau khi kiểm phiếu xong, nhập các số vào đây.',
    issue: 'Lập biên bản kiểm phiếu', issueNote: 'Nội dung lấy từ kết quả đã ghi, không sửa bằng tay. Sau khi lập, văn bản được cấp số và lần lượt các tổ viên rồi tổ trưởng ký.', issueTitle: 'Lập biên bản kiểm phiếu?', issued: 'Đã lập biên bản kiểm phiếu',
    notYet: 'Chưa lập biên bản kiểm phiếu. Thư ký hoặc tổ trưởng tổ kiểm phiếu lập.', stateNone: 'Chưa lập', stateOpen: 'Đang ký', stateSigned: 'Đã ký đủ', stateRefused: 'Có người từ chối ký', stateVoid: 'Đã lấy lại',
    toSide: 'Đến phần ký và kiểm phiếu', list: 'Biên bản kiểm phiếu', listNumber: 'Số {number}', listNone: 'chưa lập',
  },
  en: {
    title: 'Counting minutes', committee: 'Counting committee', head: 'Head', member: 'Member', page: 'Text of the counting minutes',
    waiting: 'This vote has no result yet. Counting minutes are drawn up once it is counted.',
    record: 'Enter the count', recordNote: 'The vote on paper is open. Once the ballots are counted, the figures are entered here.',
    issue: 'Draw up the counting minutes', issueNote: 'The text follows from the recorded result and is not written by hand. It gets a number, then the members of the committee and its head sign in turn.', issueTitle: 'Draw up the counting minutes?', issued: 'The counting minutes were drawn up',
    notYet: 'The counting minutes are not drawn up yet. The secretary or the head of the committee does so.', stateNone: 'Not drawn up', stateOpen: 'Being signed', stateSigned: 'Signed in full', stateRefused: 'Signature declined', stateVoid: 'Taken back',
    toSide: 'To signing and counting', list: 'Counting minutes', listNumber: 'No. {number}', listNone: 'not drawn up',
  },
});

registerErrorTexts(
  defineTexts({
    vi: {
      'counting.writers_only': 'Chỉ thư ký và tổ trưởng tổ kiểm phiếu lập biên bản kiểm phiếu.',
      'counting.not_closed': 'Biểu quyết này chưa có kết quả nên chưa lập được biên bản kiểm phiếu.',
      'counting.written_already': 'Biên bản kiểm phiếu đã được lập, số {number}.',
      'counting.not_refused': 'Không có ai từ chối ký nên không lấy lại biên bản kiểm phiếu.',
    },
    en: {
      'counting.writers_only': 'Only the secretary and the head of the counting committee draw up counting minutes.',
      'counting.not_closed': 'This vote has no result yet, so no counting minutes can be drawn up.',
      'counting.written_already': 'The counting minutes were drawn up already, as number {number}.',
      'counting.not_refused': 'Nobody declined to sign, so the counting minutes are not taken back.',
    },
  }),
);
