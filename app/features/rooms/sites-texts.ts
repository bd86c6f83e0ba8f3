import { defineTexts, registerErrorTexts } from '~/ui/i18n';

/** Sites (điểm cầu) of a session, before and during it. */
export const sitesTexts = defineTexts({
  vi: {
    title: 'Điểm cầu', note: 'Hội trường chính là điểm cầu thứ nhất, không cần khai. Kéo hoặc bấm mũi tên để đổi thứ tự.',
    none: 'Chưa có điểm cầu. Lấy lại từ phiên trước, chọn trong danh mục hoặc thêm từng điểm.', roomOnly: 'Phiên này chỉ họp trực tiếp. Đổi hình thức họp ở “Thông tin” để khai điểm cầu.',
    copy: 'Lấy điểm cầu của phiên trước', copyOne: '{title} ({on:date}, {n:number} điểm cầu)', copied: 'Đã lấy {added:number} điểm cầu, xếp {placed:number} người vào điểm cầu',
    catalogue: 'Chọn trong danh mục', catalogueNote: 'Điểm cầu các phiên trước của cơ quan và xã, phường hiện có.', pickAll: 'Chọn tất cả', addPicked: 'Thêm {n:number} điểm cầu', find: 'Tìm trong danh mục', findPerson: 'Tìm người',
    add: 'Thêm điểm cầu', edit: 'Sửa {name}', name: 'Tên điểm cầu', place: 'Địa điểm', contactPerson: 'Cán bộ đầu mối', contactHint: 'Người có mặt trong danh sách dự họp thì tự ghi được tình trạng kết nối trên máy của mình.', nobody: 'Không có', contact: 'Liên hệ', contactWords: 'Số điện thoại, cách liên hệ',
    save: 'Lưu', remove: 'Bỏ điểm cầu', removeTitle: 'Bỏ điểm cầu {name}?', removeNote: '{n:number} người của điểm cầu này chuyển về hội trường.', saved: 'Đã lưu',
    peopleOf: '{n:number} người', people: 'Người dự tại đây', peopleNote: 'Mỗi người thuộc một điểm cầu; bấm để xếp hoặc đưa về hội trường.', elsewhere: 'Đang ở: {site}', inHall: 'Đang có mặt tại hội trường', open: 'Xem và sửa {name}', close: 'Đóng',
    up: 'Đã kết nối', bad: 'Kết nối kém', lost: 'Mất kết nối', unknown: 'Chưa ghi',
    sittingTitle: 'Điểm cầu đang dự', sum: '{up:number} kết nối, {bad:number} kém, {lost:number} mất, {unknown:number} chưa ghi', since: 'từ {at:time}', count: '{present:number}/{people:number} có mặt', outNote: '{n:number} người đã đưa ra khỏi số có mặt', sitesLink: 'Điểm cầu', sitesLost: 'Điểm cầu: {n:number} mất kết nối', back: 'Điều hành',
    noteAs: 'Ghi kết nối', takeOut: 'Đưa {n:number} người ra khỏi số có mặt', takeOutTitle: 'Đưa {n:number} người tại {name} ra khỏi số có mặt?',
    takeOutKeeps: 'Có mặt còn {present:number}/{members:number} thành viên, cần {needed:number}: vẫn đủ điều kiện họp.', takeOutLoses: 'Có mặt còn {present:number}/{members:number} thành viên, cần {needed:number}: không đủ điều kiện, không mở được biểu quyết.',
    takeOutBack: 'Khi điểm cầu kết nối lại, một lần bấm đưa mọi người trở lại.', bringBack: 'Đã kết nối lại, ghi {n:number} người có mặt', brought: 'Đã ghi {n:number} người có mặt trở lại',
    lostTitle: '{name} mất kết nối', lostCounted: '{n:number} người tại đây vẫn được tính có mặt.', silentTitle: '{name}: mọi máy đã mất mạng', silentNote: 'Từ {at:time} không máy nào tại đây trả lời. Người vẫn được tính có mặt.', silentHere: 'Mọi máy tại đây mất mạng từ {at:time}', noteLost: 'Ghi mất kết nối', askedMore: '{n:number} điểm cầu khác cũng mất kết nối',
    mine: 'Điểm cầu đồng chí phụ trách', mineAsk: 'Kết nối của {name} lúc này:',
    wallLine: 'Điểm cầu: {up:number}/{total:number} đã kết nối', wallLost: 'mất kết nối: {names}', wallMore: ' và {n:number} điểm khác',
    at: 'Tại điểm cầu: {name}', otherSite: 'Ở điểm cầu khác', chooseSite: 'Đồng chí đang ở điểm cầu nào?', fromHere: 'Có mặt tại {name}', alone: 'Trực tuyến, không ở điểm cầu',
  },
  en: {
    title: 'Sites', note: 'The main hall is the first site and needs no entry. Drag, or press the arrows, to change the order.',
    none: 'No sites yet. Take over those of an earlier session, choose from the catalogue, or add them one by one.', roomOnly: 'This session is held in the room only. Change its form under “Facts” to list sites.',
    copy: 'Take over the sites of an earlier session', copyOne: '{title} ({on:date}, {n:plural:one site|{n} sites})', copied: '{added:plural:One site|{added} sites} taken over, {placed:plural:one person|{placed} people} put at them',
    catalogue: 'Choose from the catalogue', catalogueNote: 'Sites of earlier sessions of the agency, and communes of today.', pickAll: 'Choose all', addPicked: 'Add {n:plural:one site|{n} sites}', find: 'Search the catalogue', findPerson: 'Find somebody',
    add: 'Add a site', edit: 'Change {name}', name: 'Name of the site', place: 'Place', contactPerson: 'Who looks after it', contactHint: 'Somebody with a seat can note the connection on their own device.', nobody: 'Nobody', contact: 'Contact', contactWords: 'Telephone, how to reach them',
    save: 'Save', remove: 'Remove the site', removeTitle: 'Remove the site {name}?', removeNote: '{n:plural:One person|{n} people} of this site move to the hall.', saved: 'Saved',
    peopleOf: '{n:plural:one person|{n} people}', people: 'People here', peopleNote: 'Everybody is at one site; press to put them here or back into the hall.', elsewhere: 'At: {site}', inHall: 'Present in the hall', open: 'Look at and change {name}', close: 'Close',
    up: 'Connected', bad: 'Bad connection', lost: 'Connection lost', unknown: 'Not noted',
    sittingTitle: 'Sites taking part', sum: '{up:number} connected, {bad:number} bad, {lost:number} lost, {unknown:number} not noted', since: 'since {at:time}', count: '{present:number} of {people:number} present', outNote: '{n:plural:one person was|{n} people were} taken out of those present', sitesLink: 'Sites', sitesLost: 'Sites: {n:number} lost', back: 'Console',
    noteAs: 'Note the connection', takeOut: 'Take {n:plural:one person|{n} people} out of those present', takeOutTitle: 'Take {n:plural:one person|{n} people} at {name} out of those present?',
    takeOutKeeps: '{present:number} of {members:number} {members:plural:member|members} stay present, {needed:number} needed: there is still a quorum.', takeOutLoses: '{present:number} of {members:number} {members:plural:member|members} stay present, {needed:number} needed: there is no quorum and no vote can be opened.',
    takeOutBack: 'When the site is connected again, one tap brings everybody back.', bringBack: 'Connected again, note {n:plural:one person|{n} people} as present', brought: '{n:plural:One person is|{n} people are} present again',
    lostTitle: '{name} is lost', lostCounted: '{n:plural:One person|{n} people} there still {n:plural:counts|count} as present.', silentTitle: '{name}: all tablets are off line', silentNote: 'No tablet there has answered since {at:time}. Its people still count as present.', silentHere: 'All tablets here off line since {at:time}', noteLost: 'Note it as lost', askedMore: '{n:plural:One more site is|{n} more sites are} lost',
    mine: 'The site you look after', mineAsk: 'Connection of {name} now:',
    wallLine: 'Sites: {up:number} of {total:number} connected', wallLost: 'lost: {names}', wallMore: ' and {n:plural:one more|{n} more}',
    at: 'At the site: {name}', otherSite: 'At another site', chooseSite: 'At which site are you?', fromHere: 'Present at {name}', alone: 'On line, at no site',
  },
});

registerErrorTexts(
  defineTexts({
    vi: {
      'meetings.sites_changed_elsewhere': '{by:who} vừa sửa danh sách điểm cầu lúc {at:time}. Danh sách mới đã hiện; hãy xem lại rồi sửa tiếp.',
      'meetings.no_sites_in_room': 'Phiên chỉ họp trực tiếp không có điểm cầu. Đổi hình thức họp trước.',
      'meetings.site_twice': 'Điểm cầu {name} đã có trong danh sách.',
      'meetings.contact_has_no_seat': 'Cán bộ đầu mối của {name} không có trong danh sách dự họp.',
      'meetings.is_in_hall': '{name} đang có mặt tại hội trường. Ghi người này trực tuyến trước khi xếp vào điểm cầu.',
      'sitting.not_site_contact': 'Chỉ người điều hành và cán bộ đầu mối của điểm cầu ghi tình trạng kết nối.',
      'sitting.site_changed_elsewhere': '{by:who} vừa ghi tình trạng điểm cầu này lúc {at:time}. Hãy xem lại.',
      'sitting.nobody_at_site': 'Không có ai đang có mặt tại {name}.',
      'sitting.no_seat_map': 'Phiên này chưa có sơ đồ chỗ ngồi để chiếu.',
    },
    en: {
      'meetings.sites_changed_elsewhere': '{by:who} changed the sites at {at:time}. The new list is shown; look at it and go on.',
      'meetings.no_sites_in_room': 'A session held in the room only has no sites. Change its form first.',
      'meetings.site_twice': 'The site {name} is in the list already.',
      'meetings.contact_has_no_seat': 'Who looks after {name} has no seat in this session.',
      'meetings.is_in_hall': '{name} is present in the hall. Mark them on line before putting them at a site.',
      'sitting.not_site_contact': 'Only those who run the session, and who looks after the site, note how it is connected.',
      'sitting.site_changed_elsewhere': '{by:who} noted this site at {at:time}. Look at it again.',
      'sitting.nobody_at_site': 'Nobody is present at {name}.',
      'sitting.no_seat_map': 'This session has no plan of seats to show.',
    },
  }),
);
