import { addDays, type Day } from '../calendar';
import { COMMUNES, agency } from './province';

/** Tasks given by the committee and its chair, as the office follows them. */
export type TaskState = 'done' | 'late' | 'doing' | 'overdue';
export interface Task { number: number; agency: string; content: string; source: string; due: Day; state: TaskState; progress: string; fromSession: boolean }

export const STATE_LABELS: Record<TaskState, string> = {
  done: 'Hoàn thành đúng hạn',
  late: 'Hoàn thành quá hạn',
  doing: 'Đang thực hiện, trong hạn',
  overdue: 'Quá hạn, chưa hoàn thành',
};

/** agency | content | state | progress. A star marks a conclusion of last month's session. */
const LINES = `
vanphong|*Ban hành Thông báo kết luận phiên họp, theo dõi trên Hệ thống|done|Đã ban hành trong 4 ngày làm việc
vanphong|Rà soát, cắt giảm chế độ báo cáo định kỳ giấy của các sở, ngành|done|Giảm 31/84 loại báo cáo
vanphong|Đánh giá mức độ hài lòng tại 9 Trung tâm Phục vụ hành chính công cấp xã|doing|Đã khảo sát 6/9 đơn vị
vanphong|Xây dựng Quy chế làm việc sửa đổi của Ủy ban nhân dân tỉnh|doing|Đang lấy ý kiến thành viên
vanphong|Kiểm tra kỷ luật, kỷ cương hành chính tại 5 cơ quan|done|Đã có Báo cáo kết quả kiểm tra
taichinh|*Tổng hợp nhu cầu điều chỉnh kế hoạch đầu tư công|done|Trình tại phiên họp này
taichinh|*Báo cáo khả năng hụt thu tiền sử dụng đất, phương án bù đắp|done|Đã báo cáo Chủ tịch
taichinh|Quyết toán 26 dự án hoàn thành còn tồn đọng|overdue|Còn 9 dự án thiếu hồ sơ hoàn công của chủ đầu tư
taichinh|Phương án cân đối nguồn cải cách tiền lương|done|Đã trình Bộ Tài chính
taichinh|Phương án xử lý trụ sở dôi dư sau sắp xếp|doing|Báo cáo tại nội dung 6 của phiên họp
taichinh|Hướng dẫn định mức chi thường xuyên cho đặc khu|late|Chậm 12 ngày do chờ số liệu dân số
noivu|*Thẩm định hồ sơ đề nghị tặng Cờ thi đua|done|Trình tại phiên họp này
noivu|Hoàn thiện đề án vị trí việc làm cấp xã|overdue|Mới thẩm định 5/9 đơn vị
noivu|Giải quyết chế độ cho cán bộ không chuyên trách nghỉ sau sắp xếp|done|Đã chi trả 214 người
noivu|Kế hoạch tuyển dụng công chức cấp xã đợt 2|doing|Đã thông báo tuyển dụng
noivu|Số hóa hồ sơ cán bộ, công chức|doing|Đạt 86%
tuphap|*Thẩm định dự thảo Quy định phân cấp công trình hạ tầng kỹ thuật|done|Báo cáo thẩm định kèm theo hồ sơ
tuphap|Rà soát văn bản quy phạm pháp luật của cấp huyện cũ|done|Bãi bỏ 47 văn bản
tuphap|Số hóa sổ hộ tịch của các xã sau sắp xếp|overdue|Đạt 78%, thiếu kinh phí nhập dữ liệu 4 xã
tuphap|Tập huấn kiểm tra, xử lý vi phạm hành chính cho cấp xã|done|3 lớp, 264 người
tuphap|Kiểm tra công tác đấu giá tài sản|doing|Đã kiểm tra 3/5 tổ chức
xaydung|*Hoàn thiện dự thảo Quy định phân cấp, lấy ý kiến lần hai|done|Trình tại phiên họp này
xaydung|Điều chỉnh quy hoạch phân khu phía Nam phường Vân Hải|overdue|Chờ ý kiến thống nhất về chỉ tiêu sử dụng đất
xaydung|Xử lý 11 điểm đen tai nạn giao thông|late|Hoàn thành 11/11 điểm, chậm 20 ngày
xaydung|Kiểm tra an toàn 38 cầu yếu trước mùa mưa|done|Cắm biển hạn chế tải trọng 14 cầu
xaydung|Chương trình phát triển nhà ở xã hội 620 căn|overdue|Chủ đầu tư chưa hoàn thành thủ tục giao đất
xaydung|Lập danh mục công trình bàn giao cho cấp xã|doing|Đã kiểm kê 8/9 địa bàn
congthuong|*Phương án bảo đảm hàng hóa cuối năm và Tết|done|Đã ban hành kế hoạch
congthuong|Thành lập cụm công nghiệp Đông Lạc|overdue|Chưa được bố trí chỉ tiêu đất công nghiệp
congthuong|Đầu tư trạm biến áp 110 kV Tân Khê|doing|Đạt 62% khối lượng
congthuong|Hỗ trợ 40 doanh nghiệp lên sàn thương mại điện tử|done|43 doanh nghiệp
congthuong|Kiểm tra an toàn hồ đập thủy điện|done|7/7 hồ chứa
nnmt|*Báo cáo thiệt hại do mưa lũ, đề xuất hỗ trợ|done|Lấy ý kiến thành viên theo Phiếu
nnmt|Giao đất, giao rừng cho 420 hộ xã Mường Sáng|overdue|Đo đạc xong 265 hộ
nnmt|Xử lý bãi rác tạm xã Phú Vân|overdue|Chưa chọn được nhà thầu xử lý
nnmt|Cấp giấy chứng nhận quyền sử dụng đất lần đầu|doing|Đạt 93,4% số thửa
nnmt|Trồng mới 4.200 ha rừng|done|Đạt 4.318 ha
nnmt|Khắc phục khai thác thủy sản bất hợp pháp|doing|Lắp thiết bị giám sát 98,6% tàu
khcn|*Hoàn thiện dự thảo Kế hoạch chuyển đổi số năm sau|done|Trình tại phiên họp này
khcn|Triển khai họp không giấy tờ đến 9 đơn vị cấp xã|done|Đã sử dụng chính thức 9/9 đơn vị
khcn|Kết nối Nền tảng tích hợp, chia sẻ dữ liệu dùng chung|doing|31/36 dịch vụ dữ liệu
khcn|Xác định cấp độ an toàn cho các hệ thống thông tin|overdue|Còn 5/24 hệ thống chưa được phê duyệt
khcn|Phủ sóng di động 7 thôn lõm sóng|late|Hoàn thành 7/7 thôn, chậm 15 ngày
vhttdl|*Tổ chức Tuần văn hóa – du lịch tỉnh|done|Đón 46 nghìn lượt khách
vhttdl|Trùng tu di tích Thành cổ Vân Hải|doing|Đạt 48% khối lượng
vhttdl|Đề án phát triển du lịch đặc khu Hòn Ngọc|overdue|Tư vấn chưa hoàn thiện sản phẩm lần 2
vhttdl|Sắp xếp thiết chế văn hóa sau sáp nhập|doing|7/9 đơn vị có phương án
vhttdl|Chuẩn bị Đại hội Thể dục thể thao tỉnh|done|Hoàn thành cấp xã 9/9
gddt|*Rà soát thiếu phòng học, giáo viên đầu năm học|done|Thiếu 118 giáo viên, 42 phòng học
gddt|Triển khai học bạ số toàn tỉnh|done|100% trường tiểu học, trung học cơ sở
gddt|Kiên cố hóa 36 phòng học vùng khó khăn|overdue|Hoàn thành 27/36 phòng
gddt|Bữa ăn bán trú cho học sinh Mường Sáng|done|1.248 học sinh
gddt|Phân luồng, hướng nghiệp sau trung học cơ sở|doing|Đang khảo sát
yte|*Phòng, chống sốt xuất huyết, cúm mùa|done|Số ca mắc giảm 18,2%
yte|Bệnh án điện tử tại 100% bệnh viện công lập|late|Hoàn thành 8/8 bệnh viện, chậm 25 ngày
yte|Bố trí bác sĩ cho 9 trạm y tế cấp xã|overdue|Còn thiếu 3 bác sĩ tại 2 trạm
yte|Đấu thầu thuốc tập trung đợt 2|doing|Đang đánh giá hồ sơ dự thầu
yte|Sổ sức khỏe điện tử cho người cao tuổi|done|Đạt 94,6%
dttg|*Rà soát hộ nghèo, cận nghèo vùng đồng bào dân tộc thiểu số|done|Hoàn thành 100% thôn
dttg|Giải ngân Chương trình mục tiêu quốc gia vùng dân tộc|doing|Đạt 71,5%
dttg|Nhà ở cho 86 hộ nghèo xã Mường Sáng|overdue|Hoàn thành 64/86 căn
dttg|Hướng dẫn sinh hoạt tôn giáo tập trung|done|Đã ban hành hướng dẫn
thanhtra|*Báo cáo kết quả xử lý sau thanh tra|done|Thu hồi 96,1%
thanhtra|Thanh tra quản lý đất đai xã Phú Vân|doing|Đang xây dựng kết luận
thanhtra|Rà soát 12 vụ khiếu nại đông người|overdue|Giải quyết dứt điểm 10/12 vụ
thanhtra|Kê khai tài sản, thu nhập|done|1.186 người
ngoaivu|*Chuẩn bị Hội nghị gặp gỡ doanh nghiệp nước ngoài|done|32 doanh nghiệp đăng ký
ngoaivu|Ký kết thỏa thuận hợp tác với địa phương kết nghĩa|doing|Đang thống nhất nội dung
ngoaivu|Vận động viện trợ phi chính phủ nước ngoài|done|Đạt 3,2 triệu USD
ngoaivu|Quản lý đoàn ra, đoàn vào|done|100% đúng quy định`;

/** The state of each commune's two standing tasks. */
const COMMUNE_TASKS: ReadonlyArray<readonly [content: (place: string) => string, state: TaskState, progress: string]> = [
  [(place) => `Giải phóng mặt bằng các dự án trên địa bàn ${place}`, 'doing', 'Phê duyệt phương án bồi thường đợt cuối'],
  [(place) => `Số hóa, tái sử dụng kết quả thủ tục hành chính tại ${place}`, 'done', 'Đạt tỷ lệ giao trong năm'],
  [(place) => `Kiểm kê, tiếp nhận công trình hạ tầng dự kiến phân cấp cho ${place}`, 'doing', 'Đang đối chiếu hồ sơ với Sở Xây dựng'],
];

/** @param cutOff last day of the month the office reports on. */
export function taskList(cutOff: Day): Task[] {
  const tasks: Task[] = [];
  const add = (name: string, content: string, state: TaskState, progress: string, seed: number, fromSession: boolean) => {
    const open = state === 'doing';
    tasks.push({
      number: tasks.length + 1, agency: name, content, state, progress, fromSession,
      source: fromSession ? 'Thông báo kết luận phiên họp tháng trước' : ['Chương trình công tác', 'Văn bản giao việc của Chủ tịch', 'Nghị quyết của HĐND tỉnh'][seed % 3] ?? '',
      due: addDays(cutOff, open ? 14 + (seed * 11) % 48 : -6 - (seed * 17) % 84),
    });
  };
  LINES.trim().split('\n').forEach((text, index) => {
    const [key = '', content = '', state = 'done', progress = ''] = text.split('|');
    add(agency(key).name, content.replace(/^\*/u, ''), state as TaskState, progress, index, content.startsWith('*'));
  });
  COMMUNES.forEach((commune, c) => COMMUNE_TASKS.forEach(([content, state, progress], k) => add(`UBND ${commune.name}`, content(commune.name), state, progress, c * 3 + k, false)));
  return tasks;
}

export function countByState(tasks: readonly Task[]): Record<TaskState, number> {
  const count: Record<TaskState, number> = { done: 0, late: 0, doing: 0, overdue: 0 };
  for (const task of tasks) count[task.state] += 1;
  return count;
}
