import { defineTexts, registerErrorTexts } from '~/ui/i18n';

/** Counting committees and votes on paper ballots. */
export const countingTexts = defineTexts({
  vi: {
    wayPaper: 'Phiếu giấy, tổ kiểm phiếu đếm', paperNote: 'Biểu quyết bằng phiếu giấy. Tổ kiểm phiếu phát phiếu, thu phiếu và kiểm phiếu; máy này không nhận phiếu.',
    committee: 'Tổ kiểm phiếu', committeeOf: 'Tổ kiểm phiếu: {count:number} người', committeeNote: 'Chọn từ {least:number} đến {most:number} người trước khi mở biểu quyết. Người có tên trong danh sách bầu không tham gia kiểm phiếu.',
    members: 'Thành viên tổ kiểm phiếu', head: 'Tổ trưởng', chooseHead: 'Chọn tổ trưởng', stands: 'có tên trong danh sách bầu', saveCommittee: 'Lưu tổ kiểm phiếu', dropCommittee: 'Không lập tổ kiểm phiếu',
    chosenOf: 'Đã chọn {count:number} người.', tooFew: 'Chọn ít nhất {least:number} người.', tooMany: 'Chọn nhiều nhất {most:number} người.', needHead: 'Chọn tổ trưởng trong số đã chọn.', askFailed: 'Chưa lấy được danh sách. Kiểm tra mạng rồi thử lại.', asking: 'Đang lấy danh sách',
    record: 'Nhập kết quả kiểm phiếu', recordTitle: 'Kết quả kiểm phiếu', issued: 'Số phiếu phát ra', returned: 'Số phiếu thu về', invalid: 'Số phiếu không hợp lệ', valid: 'Còn {count:number} phiếu hợp lệ.', notSaid: 'Không ghi ý kiến', nobody: 'Phiếu không chọn ai', raised: 'Số người giơ tay', handsOf: 'Số người giơ tay cho từng người',
    publishTitle: 'Công bố kết quả kiểm phiếu?', publishNote: 'Phát ra {issued:number} phiếu, thu về {returned:number}, không hợp lệ {invalid:number}. Mọi người thấy kết quả ngay; không sửa lại được.',
    toPaper: 'Chuyển sang phiếu giấy', toPaperTitle: 'Dừng biểu quyết trên máy, chuyển sang phiếu giấy?', toPaperNote: 'Chỉ dùng khi máy hoặc mạng gặp sự cố. {cast:number} phiếu đã nhận được ghi lại cùng kết quả, không cộng vào phiếu giấy.', toPaperSecret: 'Chỉ dùng khi máy hoặc mạng gặp sự cố. {cast:number} phiếu đã niêm phong không được mở; khóa hòm phiếu bị hủy, chỉ còn lại số phiếu.',
    minutes: 'Biên bản kiểm phiếu', minutesNumber: 'Biên bản kiểm phiếu số {number}', papersNote: 'Phát ra {issued:number} phiếu, thu về {returned:number} phiếu',
  },
  en: {
    wayPaper: 'Paper ballots, counted by the committee', paperNote: 'Voting on paper. The counting committee hands out, collects and counts the ballots; this tablet takes none.',
    committee: 'Counting committee', committeeOf: 'Counting committee: {count:number} {count:plural:person|people}', committeeNote: 'Choose {least:number} to {most:number} people before the vote opens. Nobody who stands for election counts.',
    members: 'Members of the counting committee', head: 'Head', chooseHead: 'Choose the head', stands: 'stands for election', saveCommittee: 'Save the committee', dropCommittee: 'No counting committee',
    chosenOf: '{count:number} {count:plural:person|people} chosen.', tooFew: 'Choose at least {least:number}.', tooMany: 'Choose at most {most:number}.', needHead: 'Choose the head among them.', askFailed: 'The list could not be fetched. Check the network and try again.', asking: 'Fetching the list',
    record: 'Enter the count', recordTitle: 'The count', issued: 'Ballots handed out', returned: 'Ballots returned', invalid: 'Invalid ballots', valid: '{count:number} valid {count:plural:ballot|ballots} left.', notSaid: 'No opinion', nobody: 'Ballots for nobody', raised: 'Members who raised a hand', handsOf: 'Hands for each name',
    publishTitle: 'Announce the count?', publishNote: '{issued:number} {issued:plural:ballot|ballots} handed out, {returned:number} returned, {invalid:number} invalid. Everyone will see the result at once; it cannot be changed.',
    toPaper: 'Go on on paper', toPaperTitle: 'Stop voting on tablets and go on on paper?', toPaperNote: 'Only when tablets or network fail. The {cast:number} {cast:plural:ballot|ballots} received {cast:plural:is|are} recorded with the result and not added to the paper ballots.', toPaperSecret: 'Only when tablets or network fail. The {cast:number} sealed {cast:plural:ballot is|ballots are} not opened; the key of the box is destroyed and only their number stays.',
    minutes: 'Counting minutes', minutesNumber: 'Counting minutes no. {number}', papersNote: '{issued:number} {issued:plural:ballot|ballots} handed out, {returned:number} returned',
  },
});

registerErrorTexts(
  defineTexts({
    vi: {
      'voting.on_paper': 'Câu hỏi này biểu quyết bằng phiếu giấy.',
      'voting.not_on_paper': 'Câu hỏi này không biểu quyết bằng phiếu giấy.',
      'voting.paper_is_nameless': 'Phiếu giấy chỉ dùng khi biểu quyết không ghi tên hoặc bỏ phiếu kín.',
      'voting.counters_only': 'Chỉ chủ tọa, thư ký và tổ trưởng tổ kiểm phiếu nhập kết quả kiểm phiếu.',
      'voting.committee_size': 'Tổ kiểm phiếu có từ {least} đến {most} người.',
      'voting.counter_twice': 'Mỗi người chỉ có tên một lần trong tổ kiểm phiếu.',
      'voting.counter_gone': 'Có người trong tổ kiểm phiếu không còn dự phiên họp. Chọn lại tổ kiểm phiếu.',
      'voting.counter_stands': 'Người có tên trong danh sách bầu không kiểm phiếu: {names}. Chọn lại tổ kiểm phiếu.',
      'voting.figures_off': 'Các số cộng lại là {sum}, phải đúng bằng {valid} phiếu hợp lệ.',
      'voting.figures_of_name_off': '{label}: các số cộng lại là {sum}, phải đúng bằng {valid} phiếu hợp lệ.',
      'voting.more_than_ballots': '{label}: {votes} phiếu, nhiều hơn {ballots} phiếu có chọn người.',
      'voting.more_than_places': 'Cộng các ứng cử viên được {sum}, nhiều hơn {ballots} phiếu × {seats} người được chọn = {most}.',
      'voting.fewer_than_ballots': 'Cộng các ứng cử viên được {sum}, ít hơn {ballots} phiếu có chọn người.',
      'voting.more_issued': 'Phát ra {issued} phiếu, nhiều hơn {present} thành viên có mặt.',
      'voting.more_returned': 'Thu về {returned} phiếu, nhiều hơn {issued} phiếu phát ra.',
      'voting.more_invalid': '{invalid} phiếu không hợp lệ, nhiều hơn {returned} phiếu thu về.',
    },
    en: {
      'voting.on_paper': 'This question is voted on with paper ballots.',
      'voting.not_on_paper': 'This question is not voted on with paper ballots.',
      'voting.paper_is_nameless': 'Paper ballots are for votes without names and secret ones.',
      'voting.counters_only': 'Only chair, secretary and the head of the counting committee enter a count.',
      'voting.committee_size': 'A counting committee has {least} to {most} people.',
      'voting.counter_twice': 'Everybody is in the committee once.',
      'voting.counter_gone': 'Somebody of the counting committee has no seat any more. Choose the committee again.',
      'voting.counter_stands': 'Who stands for election does not count: {names}. Choose the committee again.',
      'voting.figures_off': 'The figures add up to {sum} and have to be the {valid} valid {valid:plural:ballot|ballots}.',
      'voting.figures_of_name_off': '{label}: the figures add up to {sum} and have to be the {valid} valid {valid:plural:ballot|ballots}.',
      'voting.more_than_ballots': '{label}: {votes} {votes:plural:vote|votes}, more than the {ballots} {ballots:plural:ballot|ballots} that choose somebody.',
      'voting.more_than_places': 'The candidates add up to {sum}, more than {ballots} × {seats} = {most}.',
      'voting.fewer_than_ballots': 'The candidates add up to {sum}, fewer than the {ballots} {ballots:plural:ballot|ballots} that choose somebody.',
      'voting.more_issued': '{issued} {issued:plural:ballot|ballots} handed out, more than the {present} {present:plural:member|members} present.',
      'voting.more_returned': '{returned} {returned:plural:ballot|ballots} returned, more than the {issued} handed out.',
      'voting.more_invalid': '{invalid} invalid {invalid:plural:ballot|ballots}, more than the {returned} returned.',
    },
  }),
);
