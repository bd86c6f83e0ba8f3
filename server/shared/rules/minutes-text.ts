import { documentMoment, localMoment, shortTime } from './date-forms';
import { percentOf } from './majority';

/** A person as the minutes name him: with the position held on the day. */
export type NamedPerson = { name: string; position: string };

export type VoteFact = {
  /** Id of the vote question. */
  ref: string;
  question: string;
  mode: 'open' | 'secret';
  members: number;
  needed: number;
  result:
    | { kind: 'yes_no'; for: number; against: number; abstain: number; notTakingPart: number; passed: boolean }
    | { kind: 'options'; options: readonly { label: string; votes: number }[]; none: number; notTakingPart: number; chosen: string | null };
};

/** From when to when, ISO instants. */
export type Span = { from: string; to: string };

/** One person leading through papers of an item; the span is known where it was done on the screens. */
export type PresentationFact = { presenter: NamedPerson; documents: readonly string[]; span?: Span | undefined };

export type ItemFact = {
  kind: 'item';
  /** Id of the agenda item. */
  ref: string;
  number: number;
  title: string;
  paperOnly: boolean;
  /** When the item was really taken; absent when it was not. */
  span?: Span | undefined;
  presentations: readonly PresentationFact[];
  votes: readonly VoteFact[];
  /** The chair's conclusion as it was recorded in the sitting. */
  conclusion?: string | undefined;
  /** Put off to a later session: before it was begun, or while it was being dealt with. */
  postponed?: 'unopened' | 'unfinished' | undefined;
};

/** A break between items (giải lao). */
export type BreakFact = { kind: 'break'; ref: string; span: Span };

export type MinutesFacts = {
  /** Id of the meeting. */
  ref: string;
  /** "Ủy ban nhân dân tỉnh" and "UBND tỉnh". */
  body: string;
  bodyShort: string;
  opened: string;
  closed: string;
  place: string;
  remoteSites: number;
  members: { total: number; inRoom: number; online: number };
  absent: readonly (NamedPerson & { reason: string; substitute?: NamedPerson | undefined })[];
  /** Voting members and substitutes who came after the opening or went before the end (ISO instants). */
  late: readonly (NamedPerson & { at: string })[];
  left: readonly (NamedPerson & { at: string })[];
  guests: number;
  chair: NamedPerson;
  secretary: NamedPerson;
  quorumReached: boolean;
  items: readonly (ItemFact | BreakFact)[];
  /** Where the minutes were adopted. */
  adopted: 'at_session' | 'in_system';
};

export type ParagraphSource = { kind: 'event'; ref: string } | { kind: 'hand' };
export type MinutesParagraph = { id: string; source: ParagraphSource; text: string };

/**
 * Draft of the minutes (biên bản) from what the system recorded, in the order of NĐ 30/2020, Mẫu 1.9. Every sentence carries the
 * fact it came from; an id stays the same while its fact exists, so that edits by hand survive a new draft. What nobody recorded is
 * left to the secretary (source `hand`): `item:<ref>:discussion` and `item:<ref>:conclusion` hold their lead-in only, the general
 * conclusion `conclusion` is empty. Official language only.
 */
export function buildMinutes(facts: MinutesFacts): MinutesParagraph[] {
  const event = (id: string, text: string, ref = facts.ref): MinutesParagraph => ({ id, source: { kind: 'event', ref }, text });
  const numbered = facts.items.filter(({ kind }) => kind === 'item').length;
  const hybrid = facts.remoteSites > 0 || facts.members.online > 0;
  const sites = facts.remoteSites > 0 ? `, kết hợp trực tuyến tới ${facts.remoteSites} điểm cầu` : '';
  return [
    event('start', `Thời gian bắt đầu: ${documentMoment(localMoment(facts.opened))}.`),
    event('place', `Địa điểm: ${facts.place}${sites}.`),
    event('form', `Hình thức: Họp trực tiếp${hybrid ? ' kết hợp trực tuyến' : ''}; tài liệu được cung cấp trên Hệ thống họp không giấy tờ.`),
    event('attendance', 'Thành phần tham dự:'),
    ...attendanceSentences(facts).map(([id, text], index) => event(`attendance:${id}`, `${index + 1}. ${text}`)),
    event('chair', `Chủ trì (chủ tọa): Đồng chí ${facts.chair.name} – ${inFull(facts.chair.position)}.`),
    event('secretary', `Thư ký (người ghi biên bản): Đồng chí ${facts.secretary.name} – ${inFull(facts.secretary.position)}.`),
    event('quorum', `Với số thành viên có mặt nêu trên, phiên họp ${facts.quorumReached ? '' : 'chưa '}đủ điều kiện tiến hành theo quy định.`),
    event('heading:content', 'NỘI DUNG PHIÊN HỌP'),
    event('heading:opening', 'I. KHAI MẠC'),
    event('opening', `Đồng chí Chủ tọa tuyên bố lý do, thông qua Chương trình phiên họp gồm ${numbered} nội dung.`),
    event('heading:course', 'II. DIỄN BIẾN'),
    ...facts.items.flatMap((item) => (item.kind === 'break' ? [breakParagraph(item)] : itemParagraphs(item, facts.body))),
    event('heading:conclusion', 'III. KẾT LUẬN CHUNG'),
    { id: 'conclusion', source: { kind: 'hand' }, text: '' },
    event(
      'closing',
      `Biên bản đã được thông qua ${facts.adopted === 'at_session' ? 'tại phiên họp' : 'qua Hệ thống'}. ` +
        `Phiên họp kết thúc vào ${documentMoment(localMoment(facts.closed))}./.`,
    ),
  ];
}

/** Chair and secretary stand with their full title: "Chủ tịch UBND tỉnh" → "Chủ tịch Ủy ban nhân dân tỉnh". */
function inFull(position: string): string {
  return position.replace(/\bUBND\b/g, 'Ủy ban nhân dân');
}

function attendanceSentences(facts: MinutesFacts): [id: string, text: string][] {
  return [
    ['members', membersSentence(facts)],
    ['absent', absentSentence(facts)],
    ...(facts.late.length > 0 ? [['late', `Đến sau giờ khai mạc: ${timedPeople(facts.late, 'lúc')}.`] satisfies [string, string]] : []),
    ...(facts.left.length > 0 ? [['left', `Về trước khi phiên họp kết thúc: ${timedPeople(facts.left, 'từ')}.`] satisfies [string, string]] : []),
    ['guests', `Đại biểu mời: ${facts.guests} đồng chí – có danh sách kèm theo.`],
  ];
}

function membersSentence({ bodyShort, members }: MinutesFacts): string {
  const present = members.inRoom + members.online;
  return `Thành viên ${bodyShort}: có mặt ${present}/${members.total} đồng chí (${members.inRoom} trực tiếp, ${members.online} trực tuyến) – có danh sách kèm theo.`;
}

function absentSentence({ absent }: MinutesFacts): string {
  if (absent.length === 0) return 'Vắng mặt: không.';
  const each = absent.map(({ name, position, reason, substitute }) => {
    const sent = substitute
      ? `, cử ${substitute.name}, ${substitute.position} dự thay (người dự thay không tham gia biểu quyết)`
      : '';
    return `${name}, ${position} – ${reason}${sent}`;
  });
  return `Vắng mặt: ${absent.length} đồng chí, gồm: ${each.join('; ')}.`;
}

function timedPeople(people: MinutesFacts['late'], word: 'lúc' | 'từ'): string {
  const each = people.map(({ name, position, at }) => `${name}, ${position} (${word} ${shortTime(localMoment(at))})`);
  return `${people.length} đồng chí, gồm: ${each.join('; ')}`;
}

const spanWords = ({ from, to }: Span): string => `từ ${shortTime(localMoment(from))} đến ${shortTime(localMoment(to))}`;

function breakParagraph({ ref, span }: BreakFact): MinutesParagraph {
  return { id: `item:${ref}:break`, source: { kind: 'event', ref }, text: `Phiên họp tạm nghỉ ${spanWords(span)}.` };
}

const POSTPONED = {
  unopened: 'Nội dung này chưa được xem xét tại phiên họp; chuyển sang phiên họp sau.',
  unfinished: 'Nội dung này chưa kết thúc tại phiên họp; chuyển sang phiên họp sau.',
} as const;

function itemParagraphs(item: ItemFact, body: string): MinutesParagraph[] {
  const id = (part: string): string => `item:${item.ref}:${part}`;
  const source: ParagraphSource = { kind: 'event', ref: item.ref };
  if (item.paperOnly) {
    const text = `Nội dung ${item.number}. Thực hiện theo tài liệu giấy; biên bản riêng theo quy định về bảo vệ bí mật nhà nước.`;
    return [{ id: id('title'), source, text }];
  }
  const title: MinutesParagraph = { id: id('title'), source, text: `Nội dung ${item.number}. ${item.title}` };
  if (item.postponed === 'unopened') return [title, { id: id('conclusion'), source, text: POSTPONED.unopened }];
  const parts: MinutesParagraph[] = [];
  if (item.span) parts.push({ id: id('time'), source, text: `Thời gian: ${spanWords(item.span)}.` });
  item.presentations.forEach(({ presenter, documents, span }, index) => {
    const when = span ? ` (${spanWords(span)})` : '';
    const text = `Trình bày: Đồng chí ${presenter.name}, ${presenter.position} báo cáo tóm tắt ${documents.join('; ')}${when}.`;
    parts.push({ id: index === 0 ? id('presentation') : id(`presentation:${index + 1}`), source, text });
  });
  parts.push({ id: id('discussion'), source: { kind: 'hand' }, text: DISCUSSION });
  for (const vote of item.votes) {
    parts.push({ id: `vote:${vote.ref}`, source: { kind: 'event', ref: vote.ref }, text: voteSentence(vote, body) });
  }
  if (item.postponed) parts.push({ id: id('conclusion'), source, text: POSTPONED[item.postponed] });
  else parts.push({ id: id('conclusion'), source: item.conclusion ? source : { kind: 'hand' }, text: `${CONCLUSION}${item.conclusion ?? ''}` });
  return [title, ...parts.map((part, index) => ({ ...part, text: `${index + 1}. ${part.text}` }))];
}

const DISCUSSION = 'Ý kiến thảo luận: ';
const CONCLUSION = 'Kết luận của Chủ tọa: ';
const LEAD_INS: readonly string[] = [DISCUSSION.trim(), CONCLUSION.trim()];

const NUMBER = /^\d+\. /;
/** A sentence without the number of its place. */
export const unnumbered = (text: string): string => text.replace(NUMBER, '');

/** Whether a paragraph says nothing: empty, or only the lead-in that waits for words. */
export const saysNothing = (text: string): boolean => text.trim() === '' || LEAD_INS.includes(unnumbered(text).trim());

/**
 * The minutes as they are read and typeset: what says nothing is left out, and the numbers within each item run on without a gap.
 * Numbers somebody wrote into a paragraph of their own stay.
 */
export function readableMinutes<P extends { id: string; text: string }>(paragraphs: readonly P[]): P[] {
  let count = 0;
  return paragraphs.flatMap((paragraph) => {
    const { id, text } = paragraph;
    if (id.endsWith(':title')) count = 0;
    if (saysNothing(text)) return [];
    if (!/^(item|vote):/.test(id) || id.endsWith(':title') || !NUMBER.test(text)) return [paragraph];
    count += 1;
    return [{ ...paragraph, text: `${count}. ${unnumbered(text)}` }];
  });
}

/**
 * The minutes as they are written: everything is there, with the numbers it will be printed with; what says nothing has none,
 * because it will not be printed.
 */
export function numberedAsPrinted<P extends { id: string; text: string }>(paragraphs: readonly P[]): P[] {
  const printed = new Map(readableMinutes(paragraphs).map((paragraph) => [paragraph.id, paragraph.text]));
  return paragraphs.map((paragraph) => ({ ...paragraph, text: printed.get(paragraph.id) ?? unnumbered(paragraph.text) }));
}

/** What somebody typed into a paragraph that {@link numberedAsPrinted} shows: a number that belongs to its place stays with it. */
export function withItsNumber(stored: string, typed: string): string {
  const [number] = NUMBER.exec(stored) ?? [];
  return number === undefined || NUMBER.test(typed) ? typed : `${number}${typed}`;
}

function voteSentence(vote: VoteFact, body: string): string {
  const mode = vote.mode === 'open' ? 'công khai' : 'bỏ phiếu kín';
  const head = `Biểu quyết: “${vote.question}”. Hình thức: ${mode}. Kết quả: `;
  const majority = ` Số phiếu tán thành cần đạt: ${vote.needed}/${vote.members} thành viên.`;
  const { result } = vote;
  if (result.kind === 'yes_no') {
    const verdict = `${body} ${result.passed ? 'thông qua' : 'không thông qua'}.`;
    return (
      `${head}tán thành ${ofMembers(result.for, vote.members)}; không tán thành ${result.against}; ` +
      `không biểu quyết ${result.abstain}; không tham gia ${result.notTakingPart}. ${verdict}${majority}`
    );
  }
  const options = result.options.map((option) => `${option.label} ${ofMembers(option.votes, vote.members)}`).join('; ');
  const verdict = result.chosen === null ? `${body} không thông qua phương án nào.` : `${body} thông qua ${result.chosen}.`;
  return `${head}${options}; không chọn ${result.none}; không tham gia ${result.notTakingPart}. ${verdict}${majority}`;
}

function ofMembers(votes: number, members: number): string {
  return `${votes}/${members} thành viên (${percentOf(votes, members).toFixed(1).replace('.', ',')}%)`;
}
