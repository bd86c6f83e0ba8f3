import type { AuthorityProblem } from '../../kernel/ports/authorities';

const WORDS: Readonly<Record<AuthorityProblem, { vi: string; en: string }>> = {
  unreachable: { vi: 'Không kết nối được: xem địa chỉ trong PHIEN_TSA và tường lửa.', en: 'It cannot be reached: look at the address in PHIEN_TSA and at the firewall.' },
  silent: { vi: 'Không trả lời kịp.', en: 'It does not answer in time.' },
  cut_off: { vi: 'Ngắt kết nối giữa chừng.', en: 'It hangs up in the middle.' },
  certificate: { vi: 'Chứng thư TLS của máy chủ không được tin.', en: 'The TLS certificate of its server is not trusted.' },
  refused: { vi: 'Máy chủ từ chối.', en: 'It refuses.' },
  too_large: { vi: 'Trả lời dài bất thường.', en: 'Its answer is abnormally long.' },
  inside: { vi: 'Địa chỉ nằm trong mạng nội bộ: thêm tên máy vào PHIEN_STATUS_HOSTS nếu đúng ý.', en: 'Its address lies inside this network: add the host to PHIEN_STATUS_HOSTS where that is meant.' },
  resting: { vi: 'Vừa hỏng nhiều lần nên tạm chưa hỏi lại.', en: 'It failed again and again, and is left alone for now.' },
  answer: { vi: 'Trả lời không đúng điều đã hỏi, nên không dùng.', en: 'It does not answer what it was asked, so nothing of it is used.' },
  untrusted: { vi: 'Chứng thư của nơi cấp chưa được tin tại đây: đặt chứng thư gốc vào signing/trust/ của thư mục dữ liệu.', en: 'Nobody here trusts it yet: put its root certificate into signing/trust/ of the data folder.' },
};

/** What an operator reads. */
export const authorityWords = (problem: AuthorityProblem): { vi: string; en: string } => WORDS[problem];
