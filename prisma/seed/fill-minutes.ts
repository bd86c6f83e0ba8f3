import type { ClosedSession } from './province';
import { secretary } from './province';
import { personOf, type SampleHouse } from './sample';

/** What the chair concluded, by key of the agenda row. */
const CONCLUSIONS: Readonly<Record<string, string>> = {
  'truoc-nd1':
    'thống nhất nội dung Báo cáo; giao Sở Tài chính chủ trì, phối hợp với các sở, ngành hoàn thiện các giải pháp tháng cuối quý, báo cáo Ủy ban nhân dân tỉnh tại phiên họp sau.',
  'truoc-nd2':
    'thống nhất Kế hoạch; giao Sở Nông nghiệp và Môi trường tiếp thu ý kiến thành viên Ủy ban nhân dân tỉnh, trình ký ban hành; Ủy ban nhân dân các xã, phường, đặc khu rà soát phương án sơ tán dân ở nơi xung yếu.',
  'truoc-nd3': 'thống nhất dự toán để trình Hội đồng nhân dân tỉnh; giao Sở Tài chính hoàn chỉnh hồ sơ, phối hợp với Sở Tư pháp thẩm định theo quy định.',
  'truoc-nd4': 'thống nhất phương án; giao Sở Giáo dục và Đào tạo tổ chức lấy ý kiến phụ huynh tại các trường phải sắp xếp trước khi thực hiện.',
  'truoc-nd5': 'giao Sở Nội vụ đôn đốc các đơn vị còn hồ sơ quá hạn; Văn phòng Ủy ban nhân dân tỉnh theo dõi, báo cáo kết quả hằng tháng.',
};
const GENERAL =
  'Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các sở, ngành, địa phương thực hiện nghiêm các kết luận nêu trên; Văn phòng Ủy ban nhân dân tỉnh ra thông báo kết luận và đôn đốc việc thực hiện.';

/** Minutes of the closed session: drafted, completed by hand, submitted, approved and signed at the hours its history tells. */
export async function fillMinutes(house: SampleHouse, meetingId: string, session: ClosedSession, _sessionDate: string): Promise<void> {
  const { application, clock } = house;
  const writer = personOf(house, secretary.login);
  const chair = personOf(house, session.roles.find(({ role }) => role === 'chair')?.person ?? '');
  const { minutes: times } = session;
  clock.set(times.sentAt);
  const { minutesId, version } = await application.execute('minutes.draft', { meetingId }, writer);
  const { agenda, minutes } = await application.query('minutes.editor', { meetingId }, writer);
  const conclusionOf = new Map(agenda.map(({ id, title }) => [`item:${id}:conclusion`, CONCLUSIONS[session.agenda.find((row) => row.title === title)?.key ?? ''] ?? '']));
  const paragraphs = (minutes?.paragraphs ?? []).map(({ id, text }) => {
    if (id === 'conclusion') return { id, text: GENERAL };
    const conclusion = conclusionOf.get(id);
    return { id, text: conclusion ? `${text.trimEnd()} ${conclusion}` : text };
  });
  const saved = await application.execute('minutes.save', { minutesId, version, paragraphs }, writer);
  const submitted = await application.execute('minutes.submit', { minutesId, version: saved.version }, writer);
  clock.set(times.approvedAt);
  await application.execute('minutes.approve', { minutesId, version: submitted.version, number: session.minutesNumber }, chair);
  clock.set(times.secretarySignedAt);
  await application.execute('signing.sign', { minutesId, pin: house.password }, writer);
  clock.set(times.chairSignedAt);
  await application.execute('signing.sign', { minutesId, pin: house.password }, chair);
}
