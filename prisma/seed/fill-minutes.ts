import { writeParagraphs } from '../../server/modules/minutes';
import type { ClosedSession } from './province';
import { headOfOffice, secretary } from './province';
import { giveAssignments, reportAssignments } from './fill-assignments';
import { personOf, type SampleInstallation } from './installation';

/** What the chair concluded, by key of the agenda row. */
const CONCLUSIONS: Readonly<Record<string, string>> = {
  'truoc-nd1':
    'thống nhất nội dung Báo cáo; giao Sở Nông nghiệp và Môi trường chủ trì, phối hợp với các xã thống kê thiệt hại do mưa lũ, đề xuất hỗ trợ; giao Sở Công Thương hoàn thành phương án bảo đảm hàng hóa cuối năm.',
  'truoc-nd2':
    'yêu cầu công khai tiến độ từng nhiệm vụ trên Hệ thống; các cơ quan có nhiệm vụ quá hạn làm rõ nguyên nhân, báo cáo lại tại phiên họp tháng sau.',
  'truoc-nd3':
    'thống nhất cho lập phương án điều chỉnh; giao Sở Tài chính rà soát từng dự án, trình Ủy ban nhân dân tỉnh tại phiên họp tháng sau.',
};
const GENERAL =
  'Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các sở, ngành, địa phương thực hiện nghiêm các kết luận nêu trên; Văn phòng Ủy ban nhân dân tỉnh ra thông báo kết luận và đôn đốc việc thực hiện.';

/** Minutes of the closed session: drafted, completed by hand, submitted, approved and signed at the hours its history tells. */
export async function fillMinutes(installation: SampleInstallation, meetingId: string, session: ClosedSession): Promise<void> {
  const { application, clock } = installation;
  const writer = personOf(installation, secretary.login);
  const chair = personOf(installation, session.roles.find(({ role }) => role === 'chair')?.person ?? '');
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
  const write = async (text: readonly { id: string; text: string }[]): Promise<void> => {
    await application.database.transaction((db) => writeParagraphs(db, { minutesId, opId: application.ports.ids.next(), paragraphs: text }, { caller: writer, now: clock.now() }));
    await application.execute('minutes.save', { minutesId }, writer);
  };
  await write(paragraphs);
  const given = await giveAssignments(installation, agenda, session);
  const recorded = (await application.query('minutes.editor', { meetingId }, writer)).minutes?.recorded ?? [];
  const listed = paragraphs.flatMap((one) => [one, ...recorded.filter(({ id }) => one.id === id.replace(/:assignments$/u, ':conclusion') && one.id !== id).map(({ id, text }) => ({ id, text }))]);
  await write(listed);
  const submitted = await application.execute('minutes.submit', { minutesId, version }, writer);
  clock.set(times.approvedAt);
  const { officialId } = await application.execute('minutes.approve', { minutesId, version: submitted.version, number: session.minutesNumber }, chair);
  clock.set(times.secretarySignedAt);
  await application.execute('records.sign', { officialId, pin: installation.password }, writer);
  clock.set(times.chairSignedAt);
  await application.execute('records.sign', { officialId, pin: installation.password }, chair);
  clock.set(session.conclusions.issuedAt);
  await issueConclusions(installation, meetingId, session.conclusions.number);
  await reportAssignments(installation, given, session);
}

/** The notice of the conclusions, drafted from the record, issued and signed on the day its history tells. */
async function issueConclusions(installation: SampleInstallation, meetingId: string, number: number): Promise<void> {
  const { application, password } = installation;
  const writer = personOf(installation, secretary.login);
  const { version } = await application.execute('conclusions.draft', { meetingId }, writer);
  const { officialId } = await application.execute('conclusions.issue', { meetingId, version, number }, writer);
  await application.execute('records.sign', { officialId, pin: password }, personOf(installation, headOfOffice));
}
