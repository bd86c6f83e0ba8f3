/** The fictional province Thanh Giang: agencies, communes and the people who sign. */

export interface Agency { key: string; name: string; short: string; head: string; headTitle: string }

export const DEPARTMENTS: readonly Agency[] = [
  { key: 'vanphong', name: 'Văn phòng Ủy ban nhân dân tỉnh', short: 'Văn phòng UBND tỉnh', head: 'Khương Bá Lãm', headTitle: 'Chánh Văn phòng' },
  { key: 'taichinh', name: 'Sở Tài chính', short: 'Sở Tài chính', head: 'Cù Minh Thạc', headTitle: 'Giám đốc' },
  { key: 'noivu', name: 'Sở Nội vụ', short: 'Sở Nội vụ', head: 'Ngụy Thanh Diên', headTitle: 'Giám đốc' },
  { key: 'tuphap', name: 'Sở Tư pháp', short: 'Sở Tư pháp', head: 'Mạc Đình Quảng Tri', headTitle: 'Giám đốc' },
  { key: 'xaydung', name: 'Sở Xây dựng', short: 'Sở Xây dựng', head: 'Thạch Ngọc Biền', headTitle: 'Giám đốc' },
  { key: 'congthuong', name: 'Sở Công Thương', short: 'Sở Công Thương', head: 'Doãn Ích Lân', headTitle: 'Giám đốc' },
  { key: 'nnmt', name: 'Sở Nông nghiệp và Môi trường', short: 'Sở NN&MT', head: 'Lục Thị Quế Chi', headTitle: 'Giám đốc' },
  { key: 'khcn', name: 'Sở Khoa học và Công nghệ', short: 'Sở KH&CN', head: 'Phí Gia Tuấn', headTitle: 'Giám đốc' },
  { key: 'vhttdl', name: 'Sở Văn hóa, Thể thao và Du lịch', short: 'Sở VH,TT&DL', head: 'Nhữ Thị Mai Khanh', headTitle: 'Giám đốc' },
  { key: 'gddt', name: 'Sở Giáo dục và Đào tạo', short: 'Sở GD&ĐT', head: 'Giáp Văn Điều', headTitle: 'Giám đốc' },
  { key: 'yte', name: 'Sở Y tế', short: 'Sở Y tế', head: 'Trà Thế Huân', headTitle: 'Giám đốc' },
  { key: 'dttg', name: 'Sở Dân tộc và Tôn giáo', short: 'Sở DT&TG', head: 'Bế Ngọc Sính', headTitle: 'Giám đốc' },
  { key: 'thanhtra', name: 'Thanh tra tỉnh', short: 'Thanh tra tỉnh', head: 'Tiêu Quang Viện', headTitle: 'Chánh Thanh tra' },
  { key: 'ngoaivu', name: 'Sở Ngoại vụ', short: 'Sở Ngoại vụ', head: 'Âu Thị Phương Trầm', headTitle: 'Giám đốc' },
];

export interface Commune { key: string; name: string; kind: 'phường' | 'xã' | 'đặc khu'; short: string; area: number; population: number; villages: number; weight: number }

/** Area km², population, villages or quarters, weight = share used to spread works. */
export const COMMUNES: readonly Commune[] = [
  { key: 'vanhai', name: 'phường Vân Hải', kind: 'phường', short: 'Vân Hải', area: 31.6, population: 86_420, villages: 24, weight: 15 },
  { key: 'binhlac', name: 'phường Bình Lạc', kind: 'phường', short: 'Bình Lạc', area: 38.2, population: 61_750, villages: 21, weight: 13 },
  { key: 'tankhe', name: 'phường Tân Khê', kind: 'phường', short: 'Tân Khê', area: 42.9, population: 48_310, villages: 18, weight: 12 },
  { key: 'thuongvan', name: 'xã Thượng Vân', kind: 'xã', short: 'Thượng Vân', area: 186.4, population: 21_860, villages: 19, weight: 11 },
  { key: 'hoakhe', name: 'xã Hòa Khê', kind: 'xã', short: 'Hòa Khê', area: 97.3, population: 33_140, villages: 22, weight: 11 },
  { key: 'donglac', name: 'xã Đông Lạc', kind: 'xã', short: 'Đông Lạc', area: 74.8, population: 29_570, villages: 17, weight: 10 },
  { key: 'muongsang', name: 'xã Mường Sáng', kind: 'xã', short: 'Mường Sáng', area: 242.7, population: 14_930, villages: 16, weight: 10 },
  { key: 'phuvan', name: 'xã Phú Vân', kind: 'xã', short: 'Phú Vân', area: 118.5, population: 24_680, villages: 18, weight: 10 },
  { key: 'honngoc', name: 'đặc khu Hòn Ngọc', kind: 'đặc khu', short: 'Hòn Ngọc', area: 46.1, population: 9_240, villages: 6, weight: 8 },
];

export const CHAIR = 'Đỗ Khắc Trường Vân';
export const CHIEF_OF_OFFICE = 'Khương Bá Lãm';
export const SECRETARY = 'Đàm Thị Ngọc Ước';
export const COUNCIL_CHAIR = 'Viên Thục Đoan';

export function agency(key: string): Agency {
  const found = DEPARTMENTS.find((one) => one.key === key);
  if (!found) throw new RangeError(`no agency ${key}`);
  return found;
}

/** 21 members in protocol order: name, position. */
export const MEMBERS: ReadonlyArray<readonly [name: string, position: string]> = [
  ['Đỗ Khắc Trường Vân', 'Chủ tịch UBND tỉnh'],
  ['Lương Thục Khuê', 'Phó Chủ tịch thường trực UBND tỉnh'],
  ['Tạ Hữu Đăng Nhơn', 'Phó Chủ tịch UBND tỉnh'],
  ['Vi Thị Hạ Sương', 'Phó Chủ tịch UBND tỉnh'],
  ['Khương Bá Lãm', 'Ủy viên, Chánh Văn phòng UBND tỉnh'],
  ['Cù Minh Thạc', 'Ủy viên, Giám đốc Sở Tài chính'],
  ['Ngụy Thanh Diên', 'Ủy viên, Giám đốc Sở Nội vụ'],
  ['Mạc Đình Quảng Tri', 'Ủy viên, Giám đốc Sở Tư pháp'],
  ['Thạch Ngọc Biền', 'Ủy viên, Giám đốc Sở Xây dựng'],
  ['Doãn Ích Lân', 'Ủy viên, Giám đốc Sở Công Thương'],
  ['Lục Thị Quế Chi', 'Ủy viên, Giám đốc Sở Nông nghiệp và Môi trường'],
  ['Phí Gia Tuấn', 'Ủy viên, Giám đốc Sở Khoa học và Công nghệ'],
  ['Nhữ Thị Mai Khanh', 'Ủy viên, Giám đốc Sở Văn hóa, Thể thao và Du lịch'],
  ['Giáp Văn Điều', 'Ủy viên, Giám đốc Sở Giáo dục và Đào tạo'],
  ['Trà Thế Huân', 'Ủy viên, Giám đốc Sở Y tế'],
  ['Bế Ngọc Sính', 'Ủy viên, Giám đốc Sở Dân tộc và Tôn giáo'],
  ['Tiêu Quang Viện', 'Ủy viên, Chánh Thanh tra tỉnh'],
  ['Quản Trọng Hách', 'Ủy viên, Giám đốc Công an tỉnh'],
  ['Ma Đức Thuyên', 'Ủy viên, Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh'],
  ['Âu Thị Phương Trầm', 'Ủy viên, Giám đốc Sở Ngoại vụ'],
  ['Kha Chí Diệm', 'Ủy viên UBND tỉnh'],
];
