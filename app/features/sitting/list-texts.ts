import { defineTexts } from '~/ui/i18n';

/** Words of the attendance list. */
export const listTexts = defineTexts({
  vi: {
    ofSite: 'điểm cầu {site}', markedSitesStay: 'Đã ghi điểm danh {count:number} người. {stay:number} người trực tuyến tại điểm cầu giữ nguyên.', allAtSites: '{count:number} người đã chọn đều trực tuyến tại điểm cầu và giữ nguyên. Chọn riêng từng người để chuyển về phòng.',
    file: 'Tải danh sách điểm danh (CSV)',
    open: 'In danh sách điểm danh', sheet: 'Danh sách điểm danh', print: 'In', signColumn: 'Có cột ký tên', rank: 'TT', positionUnit: 'Chức vụ, đơn vị', sign: 'Ký tên',
    membersPart: 'Thành viên', substitutesPart: 'Người dự thay', guestsPart: 'Đại biểu mời', officePart: 'Bộ phận giúp việc',
    sheetFacts: '{at:time} ngày {on:date}, {place}.', sheetCount: 'Thành viên có mặt: {there:number}/{all:number}.', sheetBy: 'NGƯỜI LẬP DANH SÁCH', takenAt: 'Lập lúc {at:time} ngày {on:date}.',
    spot: 'Chỗ', name: 'Họ và tên', position: 'Chức vụ', unit: 'Đơn vị', site: 'Điểm cầu', votes: 'Biểu quyết', substitutes: 'Dự thay', state: 'Trạng thái', reason: 'Lý do', course: 'Đến và đi',
    yes: 'Có', no: 'Không', onPaper: 'Nhập từ ghi chép lúc {at:time} ngày {on:date}, {by}',
    is_unknown: 'chưa điểm danh', is_room: 'có mặt tại phòng', is_online: 'có mặt trực tuyến', is_excused: 'vắng có lý do', is_unexcused: 'vắng không lý do', is_left: 'đã rời phiên',
    all: 'có mặt', part: 'có mặt {minutes:number} phút', none: 'không có mặt', recused: 'không tham gia',
    atSite: 'có mặt {present:number}/{of:number}', connection: 'Kết nối', lost: 'mất từ {from:time} đến {to:time}',
  },
  en: {
    ofSite: 'site {site}', markedSitesStay: 'Attendance recorded for {count:number} {count:plural:person|people}. {stay:plural:One person|{stay} people} on line at a site {stay:plural:stays|stay} there.', allAtSites: 'All {count:number} chosen are on line at a site and stay there. Choose one alone to move them into the room.',
    file: 'Download the attendance list (CSV)',
    open: 'Print the attendance list', sheet: 'Attendance list', print: 'Print', signColumn: 'With a column to sign in', rank: 'No.', positionUnit: 'Position, unit', sign: 'Signature',
    membersPart: 'Members', substitutesPart: 'Substitutes', guestsPart: 'Guests', officePart: 'Office',
    sheetFacts: '{at:time}, {on:date}, {place}.', sheetCount: 'Members present: {there:number}/{all:number}.', sheetBy: 'LIST MADE BY', takenAt: 'Made at {at:time}, {on:date}.',
    spot: 'Seat', name: 'Name', position: 'Position', unit: 'Unit', site: 'Site', votes: 'Votes', substitutes: 'Substitutes for', state: 'State', reason: 'Reason', course: 'Came and went',
    yes: 'Yes', no: 'No', onPaper: 'Entered from notes at {at:time} on {on:date} by {by}',
    is_unknown: 'not marked', is_room: 'in the room', is_online: 'on line', is_excused: 'excused', is_unexcused: 'absent', is_left: 'left',
    all: 'there', part: 'there {minutes:number} {minutes:plural:minute|minutes}', none: 'not there', recused: 'took no part',
    atSite: '{present:number} of {of:number} there', connection: 'Connection', lost: 'lost from {from:time} to {to:time}',
  },
});
