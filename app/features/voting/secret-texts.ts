import { defineTexts, registerErrorTexts } from '~/ui/i18n';

registerErrorTexts(
  defineTexts({
    vi: {
      'voting.not_secret': 'Câu hỏi này không bỏ phiếu kín.',
      'voting.is_secret': 'Câu hỏi này bỏ phiếu kín: không nhập kết quả giơ tay.',
      'voting.too_few_for_secret': 'Bỏ phiếu kín cần ít nhất {needed} người có quyền biểu quyết, hiện có {members}. Ít hơn thì kết quả lộ phiếu của từng người.',
      'voting.weights_not_secret': 'Phiếu của mỗi người ở đây có trọng số khác nhau: bỏ phiếu kín sẽ lộ phiếu là của ai.',
      'voting.ballot_copied': 'Phiếu này trùng với một phiếu đã có trong hòm nên không được nhận. Hãy bỏ phiếu lại.',
      'voting.box_not_open': 'Hòm phiếu không mở.',
      'voting.box_not_closed': 'Hòm phiếu chưa đóng hoặc đã kiểm phiếu.',
      'voting.box_not_counted': 'Phiếu chưa được kiểm.',
      'voting.ballots_do_not_agree': 'Số phiếu mở ra ({ballots}) không khớp với số mã phiếu đã công bố ({trackers}). Không ghi kết quả nào.',
      'voting.ballot_key_gone': 'Không còn khóa của hòm phiếu này nên không ai mở được phiếu. Tuyên bố phiếu không có giá trị rồi biểu quyết lại.',
      'voting.ballot_key_there': 'Khóa của hòm phiếu vẫn còn, phiếu mở được. Hãy đóng hòm phiếu để kiểm phiếu.',
      'voting.ballot_keys_away': 'Phần giữ khóa hòm phiếu chưa trả lời ({code}). Phiếu đã bỏ vẫn còn nguyên; hãy thử lại.',
    },
    en: {
      'voting.not_secret': 'This question is not voted on by secret ballot.',
      'voting.is_secret': 'This question is voted on by secret ballot: no show of hands is entered.',
      'voting.too_few_for_secret': 'A secret ballot needs at least {needed} people with a vote, there {members:plural:is|are} {members}. With fewer the result shows how each one voted.',
      'voting.weights_not_secret': 'Votes weigh differently here: a secret ballot would tell whose each one is.',
      'voting.ballot_copied': 'This ballot is a copy of one in the box and was not taken. Vote again.',
      'voting.box_not_open': 'The ballot box is not open.',
      'voting.box_not_closed': 'The ballot box is not closed, or counted already.',
      'voting.box_not_counted': 'The ballots are not counted yet.',
      'voting.ballots_do_not_agree': 'The {ballots} {ballots:plural:ballot|ballots} opened and the {trackers} {trackers:plural:tracker|trackers} published do not agree. No result was recorded.',
      'voting.ballot_key_gone': 'The key of this ballot box is gone, so nobody can open the ballots. Declare them void and vote again.',
      'voting.ballot_key_there': 'The key of the ballot box is there and the ballots can be opened. Close the box to have them counted.',
      'voting.ballot_keys_away': 'What has the key of the ballot box does not answer ({code}). The ballots given are all there; try again.',
    },
  }),
);
