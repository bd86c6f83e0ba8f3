import { foldText } from '../../../server/shared/language/vietnamese-text';
import { provincialCommitteePolicy } from '../../../server/shared/law/provincial-committee';
import type { GlobalRole, SampleGuest, SampleMember, SamplePerson } from './types';

/** Sign-in name of a person without a short one: "Cù Minh Thạc" → "cu.minh.thac". */
export function loginOf(name: string): string {
  return foldText(name).replaceAll(' ', '.');
}

function person(name: string, position: string, unit: string, login = loginOf(name), globalRoles: readonly GlobalRole[] = []): SamplePerson {
  return { login, name, position, unit, globalRoles };
}

const MEMBER = 'Ủy viên';

/** The 21 members in protocol order; the first is the chair. */
export const sampleMembers: readonly SampleMember[] = [
  person('Đỗ Khắc Trường Vân', 'Chủ tịch UBND tỉnh', 'tinh', 'chu.tich'),
  person('Lương Thục Khuê', 'Phó Chủ tịch thường trực UBND tỉnh', 'tinh', 'pct.thuong.truc'),
  person('Tạ Hữu Đăng Nhơn', 'Phó Chủ tịch UBND tỉnh', 'tinh', 'pct.kinh.te'),
  person('Vi Thị Hạ Sương', 'Phó Chủ tịch UBND tỉnh', 'tinh', 'pct.van.xa'),
  person('Khương Bá Lãm', `${MEMBER}, Chánh Văn phòng UBND tỉnh`, 'van-phong', 'chanh.van.phong'),
  person('Cù Minh Thạc', `${MEMBER}, Giám đốc Sở Tài chính`, 'so-tai-chinh'),
  person('Ngụy Thanh Diên', `${MEMBER}, Giám đốc Sở Nội vụ`, 'so-noi-vu'),
  person('Mạc Đình Quảng Tri', `${MEMBER}, Giám đốc Sở Tư pháp`, 'so-tu-phap'),
  person('Thạch Ngọc Biền', `${MEMBER}, Giám đốc Sở Xây dựng`, 'so-xay-dung'),
  person('Doãn Ích Lân', `${MEMBER}, Giám đốc Sở Công Thương`, 'so-cong-thuong'),
  person('Lục Thị Quế Chi', `${MEMBER}, Giám đốc Sở Nông nghiệp và Môi trường`, 'so-nnmt'),
  person('Phí Gia Tuấn', `${MEMBER}, Giám đốc Sở Khoa học và Công nghệ`, 'so-khcn'),
  person('Nhữ Thị Mai Khanh', `${MEMBER}, Giám đốc Sở Văn hóa, Thể thao và Du lịch`, 'so-vhttdl'),
  person('Giáp Văn Điều', `${MEMBER}, Giám đốc Sở Giáo dục và Đào tạo`, 'so-gddt'),
  person('Trà Thế Huân', `${MEMBER}, Giám đốc Sở Y tế`, 'so-y-te'),
  person('Bế Ngọc Sính', `${MEMBER}, Giám đốc Sở Dân tộc và Tôn giáo`, 'so-dttg'),
  person('Tiêu Quang Viện', `${MEMBER}, Chánh Thanh tra tỉnh`, 'thanh-tra'),
  person('Quản Trọng Hách', `${MEMBER}, Giám đốc Công an tỉnh`, 'cong-an'),
  person('Ma Đức Thuyên', `${MEMBER}, Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh`, 'bchqs'),
  person('Âu Thị Phương Trầm', `${MEMBER}, Giám đốc Sở Ngoại vụ`, 'so-ngoai-vu'),
  person('Kha Chí Diệm', `${MEMBER} (chuyên trách)`, 'tinh'),
]
  // Directors, and the head of the office, approve what their units bring.
  .map((member, index) => ({ ...member, globalRoles: /(?:Giám đốc Sở|Chánh Văn phòng) /u.test(member.position) ? (['leader'] as const) : member.globalRoles, protocolOrder: index + 1 }));

/** Signs notices by order of the chair. */
export const headOfOffice = 'chanh.van.phong';

export const secretary = person('Đàm Thị Ngọc Ước', 'Phó Chánh Văn phòng UBND tỉnh', 'van-phong', 'thu.ky', ['officer']);
export const secretaryAssistant = person('Lại Quốc Khiêm', 'Chuyên viên Phòng Tổng hợp, Văn phòng UBND tỉnh', 'van-phong', 'giup.viec', ['officer']);
export const recordsClerk = person('Trịnh Thị Sâm', 'Văn thư Văn phòng UBND tỉnh', 'van-phong', 'van.thu', ['clerk']);
export const systemAdministrator = person('Hứa Duy Toản', 'Quản trị hệ thống, Sở Khoa học và Công nghệ', 'so-khcn', 'quan.tri', ['system_admin']);

/** Sits for the absent director of education; speaks for the department, does not vote. */
export const substitute = person('Hàn Thị Lưu', 'Phó Giám đốc Sở Giáo dục và Đào tạo', 'so-gddt');

const communeChair = (name: string, unit: string, label: string): SamplePerson & { site: string } => ({
  ...person(name, `Chủ tịch UBND ${label}`, unit),
  site: `diem-cau-${unit}`,
});

const guests: readonly (SamplePerson & { site?: string })[] = [
  person('Hoàng Bích Thủy Liên', 'Phó Chủ tịch Thường trực HĐND tỉnh', 'hdnd'),
  person('Phùng Đắc Hiển', 'Phó Chánh Văn phòng Tỉnh ủy', 'vp-tinh-uy'),
  person('Nông Thị Thanh Hà', 'Phó Chủ tịch Ủy ban MTTQ Việt Nam tỉnh', 'mttq'),
  person('Triệu Công Nghị', 'Trưởng Ban Kinh tế – Ngân sách HĐND tỉnh', 'ban-ktns'),
  person('Lê Khả Phúc Nguyên', 'Trưởng Thuế tỉnh', 'thue'),
  person('Vũ Thị Lan Chi', 'Giám đốc Kho bạc Nhà nước khu vực', 'kho-bac'),
  person('Ninh Văn Tường', 'Trưởng Thống kê tỉnh', 'thong-ke'),
  person('Chu Đức Hoành', 'Phó Giám đốc Ngân hàng Nhà nước khu vực', 'ngan-hang'),
  person('Từ Minh Khải', 'Trưởng Ban Quản lý các khu công nghiệp', 'bql-kcn'),
  person('Đinh Thị Hồng Ánh', 'Tổng Biên tập Báo và phát thanh, truyền hình tỉnh', 'bao-ptth'),
  person('Cao Xuân Trạch', 'Phó Chánh Văn phòng UBND tỉnh', 'van-phong'),
  person('Văn Thị Minh Hiếu', 'Phó Chánh Văn phòng UBND tỉnh', 'van-phong'),
  communeChair('Đào Nguyên Bảo', 'phuong-van-hai', 'phường Vân Hải'),
  communeChair('Trương Thị Diệu Hoa', 'phuong-binh-lac', 'phường Bình Lạc'),
  communeChair('Phan Huy Cẩn', 'phuong-tan-khe', 'phường Tân Khê'),
  communeChair('Lò Văn Pín', 'xa-thuong-van', 'xã Thượng Vân'),
  communeChair('Hồ Sĩ Quyến', 'xa-hoa-khe', 'xã Hòa Khê'),
  communeChair('Bùi Thị Nhàn', 'xa-dong-lac', 'xã Đông Lạc'),
  communeChair('Vàng Seo Lử', 'xa-muong-sang', 'xã Mường Sáng'),
  communeChair('Mai Trọng Nghĩa', 'xa-phu-van', 'xã Phú Vân'),
  communeChair('Dương Hải Triều', 'dac-khu-hon-ngoc', 'đặc khu Hòn Ngọc'),
  person('Tống Thị Yên Bình', 'Phó Giám đốc Sở Tài chính', 'so-tai-chinh', undefined, ['officer']),
  person('Kiều Anh Dũng', 'Chuyên viên Sở Xây dựng', 'so-xay-dung', undefined, ['officer']),
  person('Lâm Thị Tú Oanh', 'Chuyên viên Sở Khoa học và Công nghệ', 'so-khcn', undefined, ['officer']),
];

/** The 24 guests in protocol order; the chairs of communes sit at their own remote sites. */
export const sampleGuests: readonly SampleGuest[] = guests.map(({ site, ...guest }, index) => ({
  ...guest,
  protocolOrder: index + 1,
  remoteSite: site ?? null,
}));

export const samplePeople: readonly SamplePerson[] = [
  ...sampleMembers,
  secretary,
  secretaryAssistant,
  recordsClerk,
  systemAdministrator,
  substitute,
  ...sampleGuests,
];

/** The accounts a first visitor tries, in the order the start screen lists them. */
export const mainAccounts: readonly string[] = ['chu.tich', 'thu.ky', 'giup.viec', 'pct.thuong.truc', 'chanh.van.phong', 'van.thu', 'quan.tri'];

export const sampleBody = {
  key: 'ubnd-tinh',
  unit: 'tinh',
  name: 'Ủy ban nhân dân tỉnh Thanh Giang',
  chair: 'chu.tich',
  /** Memberships begin with the term. */
  membershipFrom: '2026-06-15',
  policy: provincialCommitteePolicy,
} as const;
