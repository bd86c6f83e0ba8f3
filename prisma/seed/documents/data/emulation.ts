/** Units proposed for the committee's emulation flag, and others considered. */
export interface Candidate { label: 'A' | 'B' | 'C'; name: string; block: string; score: number; points: string[]; figures: Array<readonly [string, string, string]> }

export const CANDIDATES: readonly Candidate[] = [
  {
    label: 'A', name: 'Sở Khoa học và Công nghệ', block: 'Khối các sở, ban, ngành tổng hợp', score: 97.6,
    points: [
      'Tham mưu hoàn thành 46/48 chỉ tiêu chuyển đổi số; đưa Hệ thống họp không giấy tờ vào sử dụng tại Ủy ban nhân dân tỉnh và 9/9 đơn vị cấp xã.',
      'Xây dựng 31 dịch vụ chia sẻ dữ liệu trên nền tảng dùng chung, giảm 20% thành phần hồ sơ người dân phải nộp.',
      'Hoàn thành phủ sóng di động 7 thôn lõm sóng; triển khai 12 nhiệm vụ khoa học ứng dụng trong nông nghiệp.',
      'Không có đơn thư khiếu nại vượt cấp; tập thể đoàn kết, 100% công chức hoàn thành tốt nhiệm vụ trở lên.',
    ],
    figures: [['Nhiệm vụ được giao', '126', '124'], ['Sáng kiến được công nhận', '06', '09'], ['Hồ sơ giải quyết trước hạn (%)', '95,0', '98,4'], ['Tỷ lệ giải ngân vốn được giao (%)', '90,0', '94,1']],
  },
  {
    label: 'B', name: 'Ủy ban nhân dân xã Hòa Khê', block: 'Khối các xã, đặc khu', score: 96.2,
    points: [
      'Thu ngân sách trên địa bàn vượt 14,3% dự toán; giải ngân vốn đầu tư công đạt 91,2% kế hoạch sau 10 tháng.',
      'Hoàn thành giải phóng mặt bằng công trình cấp nước sạch cho 4.860 hộ; bố trí đủ vốn đối ứng.',
      'Tỷ lệ hồ sơ trực tuyến đạt 93,5%; 22/22 thôn có Tổ công nghệ số cộng đồng hoạt động.',
      'Giảm tỷ lệ hộ nghèo còn 2,1%; không để xảy ra vụ việc phức tạp về an ninh trật tự.',
    ],
    figures: [['Thu ngân sách (triệu đồng)', '41.200', '47.090'], ['Hộ nghèo (%)', '2,8', '2,1'], ['Hồ sơ trực tuyến (%)', '85,0', '93,5'], ['Giải ngân đầu tư công (%)', '85,0', '91,2']],
  },
  {
    label: 'C', name: 'Trung tâm Y tế đặc khu Hòn Ngọc', block: 'Khối các đơn vị sự nghiệp', score: 92.8,
    points: [
      'Duy trì cấp cứu đường biển 24/7, chuyển 38 ca về đất liền an toàn.',
      'Tổ chức 1.450 lượt khám, hội chẩn từ xa; bao phủ bảo hiểm y tế đạt 97,8% dân số đặc khu.',
      'Còn chậm tiến độ tiếp nhận thiết bị do gói thầu phải tổ chức lại; đơn vị đã có báo cáo giải trình.',
      'Hội đồng Thi đua – Khen thưởng đề nghị xem xét trong mối quan hệ chung về nguyên nhân khách quan.',
    ],
    figures: [['Lượt khám, chữa bệnh', '21.500', '23.860'], ['Trẻ em tiêm chủng đầy đủ (%)', '96,0', '97,1'], ['Hội chẩn từ xa (lượt)', '900', '1.450'], ['Tiếp nhận thiết bị theo kế hoạch (%)', '100', '61,5']],
  },
];

/** Criteria and highest scores used by the council on emulation. */
export const CRITERIA: ReadonlyArray<readonly [string, number]> = [
  ['Hoàn thành nhiệm vụ chính trị, chuyên môn được giao', 45],
  ['Cải cách hành chính, chuyển đổi số', 20],
  ['Sáng kiến, nghiên cứu khoa học được công nhận', 10],
  ['Quản lý tài chính, tài sản công; giải ngân vốn', 10],
  ['Chấp hành chủ trương, pháp luật; kỷ luật, kỷ cương', 10],
  ['Phong trào thi đua, hoạt động xã hội', 5],
];
