import type { DocumentLayout } from '../../../server/shared/protocol/administrative-document';

/** Line and cell spacing of each document within NĐ 30/2020, chosen so that the last page is about half full at the prescribed number of pages. */
const LAYOUTS: Record<string, DocumentLayout> = {
  'giay-moi': { size: 14, leading: 0.402, spacing: 9.92, padY: 2.62 },
  'chuong-trinh': { size: 14, leading: 0.213, spacing: 6.98, padY: 1.1 },
  'kt-xh-bao-cao': { size: 14, leading: 0.478, spacing: 11.1, padY: 3.22 },
  'kt-xh-tom-tat': { size: 14, leading: 0.352, spacing: 9.14, padY: 2.21 },
  'kt-xh-phu-luc': { size: 14, leading: 0.263, spacing: 7.76, padY: 1.51 },
  'nhiem-vu-bao-cao': { size: 14, leading: 0.566, spacing: 12.47, padY: 3.93 },
  'nhiem-vu-phu-luc': { size: 14, leading: 0.604, spacing: 13.06, padY: 4.23 },
  'dau-tu-cong-to-trinh': { size: 14, leading: 0.478, spacing: 11.1, padY: 3.22 },
  'dau-tu-cong-du-thao-nghi-quyet': { size: 14, leading: 0.163, spacing: 6.2, padY: 0.7 },
  'dau-tu-cong-phu-luc-du-an': { size: 14, leading: 0.503, spacing: 11.49, padY: 3.42 },
  'dau-tu-cong-tong-hop-y-kien': { size: 14, leading: 0.654, spacing: 13.84, padY: 4.63 },
  'phan-cap-to-trinh': { size: 14, leading: 0.251, spacing: 7.57, padY: 1.41 },
  'phan-cap-du-thao-quyet-dinh': { size: 14, leading: 0.326, spacing: 8.74, padY: 2.01 },
  'phan-cap-du-thao-quy-dinh': { size: 14, leading: 0.465, spacing: 10.9, padY: 3.12 },
  'phan-cap-bao-cao-tham-dinh': { size: 14, leading: 0.515, spacing: 11.68, padY: 3.52 },
  'phan-cap-bang-tiep-thu': { size: 14, leading: 0.528, spacing: 11.88, padY: 3.62 },
  'chuyen-doi-so-to-trinh': { size: 14, leading: 0.654, spacing: 13.84, padY: 4.63 },
  'chuyen-doi-so-du-thao-quyet-dinh': { size: 14, leading: 0.49, spacing: 11.29, padY: 3.32 },
  'chuyen-doi-so-du-thao-ke-hoach': { size: 14, leading: 0.566, spacing: 12.47, padY: 3.93 },
  'tru-so-bao-cao': { size: 14, leading: 0.541, spacing: 12.08, padY: 3.72 },
  'tru-so-phu-luc': { size: 14, leading: 0.2, spacing: 6, padY: 1.7 },
  'tru-so-cong-van': { size: 14, leading: 0.238, spacing: 7.37, padY: 1.31 },
  'thi-dua-to-trinh': { size: 14, leading: 0.604, spacing: 13.06, padY: 4.23 },
  'thi-dua-danh-sach': { size: 14, leading: 0.654, spacing: 13.84, padY: 4.63 },
  'thi-dua-du-thao-quyet-dinh': { size: 14, leading: 0.654, spacing: 13.84, padY: 4.63 },
  'ky-truoc-giay-moi': { size: 14, leading: 0.503, spacing: 11.49, padY: 3.42 },
  'ky-truoc-chuong-trinh': { size: 14, leading: 0.15, spacing: 6, padY: 0.6 },
  'ky-truoc-kt-xh-bao-cao': { size: 14, leading: 0.465, spacing: 10.9, padY: 3.12 },
  'ky-truoc-kt-xh-phu-luc': { size: 14, leading: 0.263, spacing: 7.76, padY: 1.51 },
  'ky-truoc-nhiem-vu': { size: 14, leading: 0.654, spacing: 13.84, padY: 4.63 },
  'ky-truoc-giai-ngan': { size: 14, leading: 0.654, spacing: 13.84, padY: 4.63 },
  'chuyen-doi-so-phu-luc': { size: 14, leading: 0.402, spacing: 9.92, padY: 2.62 },
};

export function layoutOf(key: string): DocumentLayout {
  return LAYOUTS[key] ?? {};
}
