import type { SampleUnit, UnitKind } from './types';

/** Start of the two-tier organization. */
const TWO_TIER = '2025-07-01';

function unit(key: string, kind: UnitKind, organId: string, name: string, shortName: string = name): SampleUnit {
  const parent = key === 'tinh' ? null : 'tinh';
  return { key, kind, name, shortName, organId, parent, validFrom: TWO_TIER, validTo: null, successors: [] };
}

const province = unit('tinh', 'province', 'H99', 'Ủy ban nhân dân tỉnh Thanh Giang', 'UBND tỉnh');

const departments: readonly SampleUnit[] = [
  unit('van-phong', 'office', 'H99.01', 'Văn phòng Ủy ban nhân dân tỉnh', 'Văn phòng UBND tỉnh'),
  unit('so-tai-chinh', 'department', 'H99.02', 'Sở Tài chính'),
  unit('so-noi-vu', 'department', 'H99.03', 'Sở Nội vụ'),
  unit('so-tu-phap', 'department', 'H99.04', 'Sở Tư pháp'),
  unit('so-xay-dung', 'department', 'H99.05', 'Sở Xây dựng'),
  unit('so-cong-thuong', 'department', 'H99.06', 'Sở Công Thương'),
  unit('so-nnmt', 'department', 'H99.07', 'Sở Nông nghiệp và Môi trường', 'Sở NN&MT'),
  unit('so-khcn', 'department', 'H99.08', 'Sở Khoa học và Công nghệ', 'Sở KH&CN'),
  unit('so-vhttdl', 'department', 'H99.09', 'Sở Văn hóa, Thể thao và Du lịch', 'Sở VHTT&DL'),
  unit('so-gddt', 'department', 'H99.10', 'Sở Giáo dục và Đào tạo', 'Sở GD&ĐT'),
  unit('so-y-te', 'department', 'H99.11', 'Sở Y tế'),
  unit('so-dttg', 'department', 'H99.12', 'Sở Dân tộc và Tôn giáo', 'Sở DT&TG'),
  unit('thanh-tra', 'department', 'H99.13', 'Thanh tra tỉnh'),
  unit('so-ngoai-vu', 'department', 'H99.14', 'Sở Ngoại vụ'),
  unit('bql-kcn', 'department', 'H99.15', 'Ban Quản lý các khu công nghiệp', 'BQL các KCN'),
  unit('bao-ptth', 'public_service', 'H99.16', 'Báo và phát thanh, truyền hình tỉnh', 'Báo và PTTH tỉnh'),
];

const communes: readonly SampleUnit[] = [
  unit('phuong-van-hai', 'ward', 'H99.31', 'Ủy ban nhân dân phường Vân Hải', 'Phường Vân Hải'),
  unit('phuong-binh-lac', 'ward', 'H99.32', 'Ủy ban nhân dân phường Bình Lạc', 'Phường Bình Lạc'),
  unit('phuong-tan-khe', 'ward', 'H99.33', 'Ủy ban nhân dân phường Tân Khê', 'Phường Tân Khê'),
  unit('xa-thuong-van', 'commune', 'H99.34', 'Ủy ban nhân dân xã Thượng Vân', 'Xã Thượng Vân'),
  unit('xa-hoa-khe', 'commune', 'H99.35', 'Ủy ban nhân dân xã Hòa Khê', 'Xã Hòa Khê'),
  unit('xa-dong-lac', 'commune', 'H99.36', 'Ủy ban nhân dân xã Đông Lạc', 'Xã Đông Lạc'),
  unit('xa-muong-sang', 'commune', 'H99.37', 'Ủy ban nhân dân xã Mường Sáng', 'Xã Mường Sáng'),
  unit('xa-phu-van', 'commune', 'H99.38', 'Ủy ban nhân dân xã Phú Vân', 'Xã Phú Vân'),
  unit('dac-khu-hon-ngoc', 'special_zone', 'H99.39', 'Ủy ban nhân dân đặc khu Hòn Ngọc', 'Đặc khu Hòn Ngọc'),
];

const neighbours: readonly SampleUnit[] = [
  unit('cong-an', 'vertical', 'H99.51', 'Công an tỉnh'),
  unit('bchqs', 'vertical', 'H99.52', 'Bộ Chỉ huy quân sự tỉnh', 'BCHQS tỉnh'),
  unit('thue', 'vertical', 'H99.53', 'Thuế tỉnh'),
  unit('kho-bac', 'vertical', 'H99.54', 'Kho bạc Nhà nước khu vực', 'KBNN khu vực'),
  unit('thong-ke', 'vertical', 'H99.55', 'Thống kê tỉnh'),
  unit('ngan-hang', 'vertical', 'H99.56', 'Ngân hàng Nhà nước khu vực', 'NHNN khu vực'),
  unit('hdnd', 'council', 'H99.61', 'Thường trực Hội đồng nhân dân tỉnh', 'Thường trực HĐND tỉnh'),
  unit('ban-ktns', 'council', 'H99.62', 'Ban Kinh tế – Ngân sách Hội đồng nhân dân tỉnh', 'Ban KT-NS HĐND tỉnh'),
  unit('vp-tinh-uy', 'party', 'H99.63', 'Văn phòng Tỉnh ủy'),
  unit('mttq', 'front', 'H99.64', 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh', 'Ủy ban MTTQ tỉnh'),
];

/** Kept as history only: the district level ended with the two-tier organization. */
const historic: SampleUnit = {
  ...unit('huyen-van-khe', 'historic_district', 'H99.90', 'Ủy ban nhân dân huyện Vân Khê', 'Huyện Vân Khê'),
  validFrom: '1999-07-01',
  validTo: '2025-06-30',
  successors: ['xa-hoa-khe', 'xa-thuong-van'],
};

export const sampleUnits: readonly SampleUnit[] = [province, ...departments, ...communes, ...neighbours, historic];

/** Remote sites (điểm cầu): one per commune-level unit. */
export const sampleSites: readonly { key: string; name: string; unit: string }[] = communes.map((commune) => ({
  key: `diem-cau-${commune.key}`,
  name: `Điểm cầu ${commune.shortName.charAt(0).toLowerCase()}${commune.shortName.slice(1)}`,
  unit: commune.key,
}));
