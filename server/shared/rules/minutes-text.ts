import { documentDate, documentMoment, localMoment, shortTime } from './date-forms';
import { deputiesWords, presidedDuring, presidedElsewhere, type NamedPerson } from './minutes-chair';
import type { BreakFact, ItemFact, MinutesFacts, Span, SpeechFact, VoteFact } from './minutes-facts';
import { inFull } from './agency-name';
import { assignmentsSentence } from './assignment-words';
import { adjournmentParagraphs, because, blockSentence, putOffSentence, within } from './minutes-order-text';
import { percentOf } from './majority';
import { weightText } from './weights';

export type { NamedPerson };
export type * from './minutes-facts';

export type ParagraphSource = { kind: 'event'; ref: string } | { kind: 'hand' };
export type MinutesParagraph = { id: string; source: ParagraphSource; text: string };

/**
 * Draft of the minutes (biên bản) from what the system recorded, in the order of NĐ 30/2020, Mẫu 1.9. Every sentence says what a fact says
 * and no more (N20); an id stays the same while its fact exists, so that edits by hand survive a new draft. What nobody recorded is
 * left to the secretary (source `hand`): `item:<ref>:presentation`, `:discussion` and `:conclusion` hold their lead-in only, the general
 * conclusion `conclusion` is empty. Official language only.
 */
export function buildMinutes(facts: MinutesFacts): MinutesParagraph[] {
  const event = (id: string, text: string, ref = facts.ref): MinutesParagraph => ({ id, source: { kind: 'event', ref }, text });
  const numbered = facts.items.filter((item) => item.kind === 'item' && item.number !== null).length;
  const course = (items: MinutesFacts['items']) => items.flatMap((item) => (item.kind === 'break' ? breakParagraph(item, facts.opened) : itemParagraphs(item, facts)));
  const isOpening = (item: MinutesFacts['items'][number]): boolean => item.kind === 'item' && item.isOpening === true;
  const sites = facts.remoteSites > 0 && facts.form !== 'room' ? `, kết hợp trực tuyến tới ${facts.remoteSites} điểm cầu` : '';
  const papers = facts.hasPapers ? '; tài liệu được cung cấp trên Hệ thống họp không giấy tờ' : '';
  const officer = (id: 'chair' | 'secretary', label: string): MinutesParagraph => {
    const { isThere, ...person } = facts[id];
    const own = `Đồng chí ${called({ ...person, position: inFull(person.position) }, ' – ')}`;
    const others = id === 'chair' ? deputiesWords(facts.presided ?? [], chairWords(facts)) : [];
    const words = [...(isThere || others.length === 0 ? [own] : []), ...others].join('; ');
    const sentence = event(id, `${label}: ${words.charAt(0).toLocaleUpperCase('vi')}${words.slice(1)}.`);
    // Who should have led or written is an appointment; that they did is recorded by their being there.
    return isThere || others.length > 0 ? sentence : { ...sentence, source: { kind: 'hand' } };
  };
  return [
    event('start', `Thời gian bắt đầu: ${documentMoment(localMoment(facts.opened))}.`),
    event('place', `Địa điểm: ${within(facts.place)}${sites}.`),
    event('form', `Hình thức: ${FORMS[facts.form]}${papers}.`),
    event('attendance', 'Thành phần tham dự:'),
    ...attendanceSentences(facts).map(([id, text], index) => event(`attendance:${id}`, `${index + 1}. ${text}`)),
    officer('chair', 'Chủ trì (chủ tọa)'),
    officer('secretary', 'Thư ký (người ghi biên bản)'),
    event('quorum', quorumSentence(facts)),
    event('heading:content', 'NỘI DUNG PHIÊN HỌP'),
    event('heading:opening', 'I. KHAI MẠC'),
    event('opening', `Phiên họp khai mạc lúc ${timeOn(facts.opened, facts.opened)}. Chương trình phiên họp gồm ${numbered} nội dung.`),
    ...paperParagraph(facts).map((text) => event('on-paper', text)),
    ...course(facts.items.filter(isOpening)),
    event('heading:course', 'II. DIỄN BIẾN'),
    ...course(facts.items.filter((item) => !isOpening(item))),
    ...presidedElsewhere(facts, chairWords(facts)).map((text) => event('presiding', text)),
    ...adjournmentParagraphs(facts).map((text, index) => event(index === 0 ? 'adjourned' : `adjourned:${index + 1}`, text)),
    ...pauseParagraphs(facts).map((text) => event('pauses', text)),
    event('heading:conclusion', 'III. KẾT LUẬN CHUNG'),
    { id: 'conclusion', source: { kind: 'hand' }, text: '' },
    // That the minutes were adopted nobody can know while they are being drafted; whoever adopts them signs them.
    event('closing', `Phiên họp kết thúc vào ${documentMoment(localMoment(facts.closed))}./.`),
  ];
}

const FORMS: Record<MinutesFacts['form'], string> = { room: 'Họp trực tiếp', online: 'Họp trực tuyến', hybrid: 'Họp trực tiếp kết hợp trực tuyến' };

/** "Cù Minh Thạc, Giám đốc Sở Tài chính"; the name alone where no position is known. */
const called = ({ name, position }: NamedPerson, joint = ', '): string => [name, within(position)].filter((part) => part !== '').join(joint);

/** More than a sentence can name stand in the attendance list alone (sitting L82). */
const MOST_NAMED = 100;
const isListed = (of: readonly unknown[]): boolean => of.length > MOST_NAMED;

function attendanceSentences(facts: MinutesFacts): [id: string, text: string][] {
  const people = <P extends NamedPerson>(id: string, words: string, of: readonly P[], when: (person: P) => string): [string, string][] =>
    of.length === 0 ? [] : [[id, isListed(of) ? `${words}: ${of.length} đồng chí – có danh sách kèm theo.` : `${words}: ${of.length} đồng chí, gồm: ${of.map((person) => `${called(person)} (${when(person)})`).join('; ')}.`]];
  const { guests, opened } = facts;
  return [
    ['members', membersSentence(facts)],
    ['absent', absentSentence(facts)],
    ...people('late', 'Đến sau giờ khai mạc', facts.late, ({ at }) => `lúc ${timeOn(at, opened)}`),
    ...people('away', 'Vắng mặt một thời gian trong phiên họp', facts.away, ({ spans }) => spansWords(spans, opened)),
    ...people('left', 'Về trước khi phiên họp kết thúc', facts.left, ({ at }) => `từ ${timeOn(at, opened)}`),
    ...siteSentences(facts),
    ...(guests.invited > 0 ? [['guests', `Đại biểu mời: có mặt ${guests.present}/${guests.invited} đồng chí – có danh sách kèm theo.`] satisfies [string, string]] : []),
  ];
}

/** Those of the sites where nobody belongs are named by their number in the line of the place alone. */
function siteSentences({ sites = [], form, opened }: MinutesFacts): [id: string, text: string][] {
  const told = form === 'room' ? [] : sites.filter(({ people, lost }) => people > 0 || lost.length > 0);
  if (told.length === 0) return [];
  const each = told.map(({ name, people, present, lost }) => `${within(name)}: có mặt ${present}/${people}${lost.length > 0 ? `, mất kết nối ${spansWords(lost, opened)}` : ''}`);
  const sum = (of: 'people' | 'present'): number => told.reduce((total, site) => total + site[of], 0);
  return [['sites', `Tại điểm cầu: có mặt ${sum('present')}/${sum('people')} đại biểu, gồm: ${each.join('; ')}.`]];
}

function membersSentence({ bodyShort, members }: MinutesFacts): string {
  const present = members.inRoom + members.online;
  return `Thành viên ${bodyShort}: có mặt ${present}/${members.total} đồng chí (${members.inRoom} trực tiếp, ${members.online} trực tuyến) – có danh sách kèm theo.`;
}

function absentSentence({ absent }: MinutesFacts): string {
  if (absent.length === 0) return 'Vắng mặt: không.';
  if (isListed(absent)) return `Vắng mặt: ${absent.length} đồng chí – có danh sách kèm theo.`;
  const each = absent.map(({ reason, substitute, ...person }) => {
    const sent = substitute
      ? `, cử ${called(substitute)} dự thay (${substitute.isThere ? 'người dự thay không tham gia biểu quyết' : 'người dự thay không có mặt'})`
      : '';
    return `${called(person)} – ${within(reason)}${sent}`;
  });
  return `Vắng mặt: ${absent.length} đồng chí, gồm: ${each.join('; ')}.`;
}

function quorumSentence({ quorum, members, opened, closed }: MinutesFacts): string {
  const { needed, atOpening, fewer } = quorum;
  const opening = `Khi khai mạc có mặt ${atOpening}/${members.total} thành viên, phiên họp ${atOpening >= needed ? '' : 'chưa '}đủ điều kiện tiến hành theo quy định (cần ${needed}).`;
  const during = fewer.map(({ from, to }) => {
    const begins = from === opened ? 'khi khai mạc' : timeOn(from, opened);
    return `từ ${begins} đến ${to === closed ? 'khi phiên họp kết thúc' : timeOn(to, from)}`;
  });
  return during.length === 0 ? opening : `${opening} Số thành viên có mặt không đủ ${needed} ${during.join('; ')}.`;
}

/** A time of day, with its date where that is another than the one said before. */
function timeOn(instant: string, said: string): string {
  const [moment, earlier] = [localMoment(instant), localMoment(said)];
  return documentDate(moment) === documentDate(earlier) ? shortTime(moment) : `${shortTime(moment)} ${documentDate(moment)}`;
}

/** @param opened the day everything is on that names no other. */
const spanWords = ({ from, to }: Span, opened: string): string => {
  const begins = timeOn(from, opened);
  return begins === timeOn(to, opened) ? `lúc ${begins}` : `từ ${begins} đến ${timeOn(to, from)}`;
};

/** Stretches one after the other; those of the same minutes once. */
const spansWords = (spans: readonly Span[], opened: string): string => [...new Set(spans.map((span) => spanWords(span, opened)))].join(', ');

/** A break too short to be told to the minute is none (N20). */
function breakParagraph({ ref, span }: BreakFact, opened: string): MinutesParagraph[] {
  if (Date.parse(span.to) - Date.parse(span.from) < 60_000) return [];
  return [{ id: `item:${ref}:break`, source: { kind: 'event', ref }, text: `Phiên họp tạm nghỉ ${spanWords(span, opened)}.` }];
}

/** What is shorter than a minute is not told (N20). */
function pauseParagraphs({ pauses = [], opened }: MinutesFacts): string[] {
  const told = pauses.filter(({ from, to }) => Date.parse(to) - Date.parse(from) >= 60_000);
  return told.length === 0 ? [] : [`Phiên họp tạm dừng ${spansWords(told, opened)}.`];
}

/** That it was held on paper, and how it came to be in the system (sitting L69). */
function paperParagraph({ onPaper, opened }: Pick<MinutesFacts, 'onPaper' | 'opened'>): string[] {
  if (!onPaper) return [];
  const { from, reason, keptBy, entered, by } = onPaper;
  const span = from === opened ? 'Phiên họp được tiến hành trên giấy' : `Từ ${timeOn(from, opened)}, phiên họp được tiến hành trên giấy`;
  return [`${span}${because(reason)}; diễn biến và kết quả biểu quyết được nhập vào Hệ thống từ ghi chép của ${within(keptBy)} vào ${documentMoment(localMoment(entered))}, người nhập: đồng chí ${called(by)}.`];
}

/** Who spoke, in order; points of order, questions and answers apart. Names and what they were for: what was said is written by hand. */
function speechSentences(speeches: readonly SpeechFact[]): [id: string, text: string][] {
  const of = (part: SpeechFact['part']): readonly SpeechFact[] => speeches.filter((one) => one.part === part);
  const people = (part: SpeechFact['part']): string => of(part).map(({ person }) => `đồng chí ${called(person)}`).join('; ');
  const asked = of('question').map((question) => {
    const { person, other } = question;
    const isAnswered = of('answer').some((answer) => answer.person.name === other?.name && answer.other?.name === person.name);
    return `đồng chí ${called(person)} chất vấn đồng chí ${other ? called(other) : ''}${isAnswered ? ' (đã trả lời)' : ''}`;
  });
  return [
    ...(of('order').length > 0 ? [['orders', `Ý kiến về trình tự: ${people('order')}.`] satisfies [string, string]] : []),
    ...(of('speech').length > 0 ? [['speeches', `Phát biểu, theo thứ tự: ${people('speech')}.`] satisfies [string, string]] : []),
    ...(asked.length > 0 ? [['questions', `Chất vấn: ${asked.join('; ')}.`] satisfies [string, string]] : []),
  ];
}

const chairWords = ({ opened }: Pick<MinutesFacts, 'opened'>) => ({
  called: (person: NamedPerson) => called({ ...person, position: inFull(person.position) }, ' – '),
  at: (instant: string) => timeOn(instant, opened),
  spans: (of: readonly Span[]) => spansWords(of, opened),
});

function itemParagraphs(item: ItemFact, { body, opened, presided }: Pick<MinutesFacts, 'body' | 'opened' | 'presided'>): MinutesParagraph[] {
  const id = (part: string): string => `item:${item.ref}:${part}`;
  const source: ParagraphSource = { kind: 'event', ref: item.ref };
  if (item.paperOnly) {
    const minutes = item.postponed === 'unopened' ? '' : '; biên bản riêng theo quy định về bảo vệ bí mật nhà nước';
    const text = `Nội dung ${item.number}. Thực hiện theo tài liệu giấy${minutes}.`;
    const put = item.postponed ? [{ id: id('postponed'), source, text: putOffSentence(item) }] : [];
    return [{ id: id('title'), source, text }, ...put];
  }
  const title: MinutesParagraph = { id: id('title'), source, text: item.number === null ? item.title.trim() : `Nội dung ${item.number}. ${item.title.trim()}` };
  const isNumbered = item.number !== null;
  if (item.postponed === 'unopened' && !isNumbered) return [];
  if (item.postponed === 'unopened') return [title, { id: id('postponed'), source, text: putOffSentence(item) }];
  const parts: MinutesParagraph[] = [];
  if (item.span && isNumbered) parts.push({ id: id('time'), source, text: `Thời gian: ${spanWords(item.span, opened)}.` });
  if (item.earlier && isNumbered) parts.push({ id: id('earlier'), source, text: `Nội dung này${item.earlier.from === null ? '' : ` (số ${item.earlier.from} theo chương trình trước đó)`} được đưa lên xem xét sớm hơn${because(item.earlier.reason)}.` });
  if (item.inBlock) parts.push({ id: id('block'), source, text: blockSentence(item.number, item.inBlock) });
  if (item.recused && item.recused.length > 0) parts.push({ id: id('recused'), source, text: recusedSentence(item.recused) });
  for (const text of presidedDuring(item.ref, presided, chairWords({ opened }))) parts.push({ id: id('chair'), source, text });
  if (item.presentations.length === 0 && isNumbered && !item.inBlock) parts.push({ id: id('presentation'), source: { kind: 'hand' }, text: PRESENTATION });
  item.presentations.forEach(({ presenter, documents, spans, byOffice }, index) => {
    const shown = documents.length > 0 ? ` – ${documents.map(within).join('; ')}` : '';
    const when = spans.length > 0 ? ` (${spansWords(spans, item.span?.from ?? opened)})` : '';
    const text = `${byOffice ? 'Trình chiếu: ' : PRESENTATION}Đồng chí ${called(presenter)}${shown}${when}.`;
    parts.push({ id: index === 0 ? id('presentation') : id(`presentation:${index + 1}`), source, text });
  });
  for (const [part, text] of speechSentences(item.speeches ?? [])) parts.push({ id: id(part), source, text });
  if (isNumbered && !item.inBlock) parts.push({ id: id('discussion'), source: { kind: 'hand' }, text: DISCUSSION });
  for (const vote of item.votes) {
    parts.push({ id: `vote:${vote.ref}`, source: { kind: 'event', ref: vote.ref }, text: voteSentence(vote, body) });
  }
  if (item.conclusion || (isNumbered && !item.postponed)) parts.push({ id: id('conclusion'), source: item.conclusion ? source : { kind: 'hand' }, text: `${CONCLUSION}${item.conclusion ?? ''}` });
  if (item.assignments && item.assignments.length > 0) parts.push({ id: id('assignments'), source, text: assignmentsSentence(item.assignments) });
  if (item.postponed && isNumbered) parts.push({ id: id('postponed'), source, text: putOffSentence(item) });
  const told = parts.map((part, index) => ({ ...part, text: `${index + 1}. ${part.text}` }));
  // The heading of the opening stands there already.
  return item.isOpening ? told : isNumbered || told.length > 0 ? [title, ...told] : [];
}

const recusedSentence = (people: NonNullable<ItemFact['recused']>): string =>
  `Không tham gia nội dung này: ${people.map(({ reason, ...person }) => `Đồng chí ${called(person)} (lý do: ${within(reason)})`).join('; ')}.`;

const PRESENTATION = 'Trình bày: ';
const DISCUSSION = 'Ý kiến thảo luận: ';
const CONCLUSION = 'Kết luận của Chủ tọa: ';
const LEAD_INS: readonly string[] = [PRESENTATION.trim(), DISCUSSION.trim(), CONCLUSION.trim()];

/** A label at the beginning of a paragraph keeps its space: what is stored loses it at its end, and the next words would touch the colon. */
export function spacedLabel(text: string, labels: readonly string[] = LEAD_INS): string {
  const [number = ''] = NUMBER.exec(text) ?? [];
  const label = labels.map((one) => `${number}${one.trimEnd()}`).find((one) => text.startsWith(one));
  return label === undefined || /^\s/u.test(text.slice(label.length)) ? text : `${label} ${text.slice(label.length)}`;
}

const NUMBER = /^\d+\. /;
/** A sentence without the number of its place. */
export const unnumbered = (text: string): string => text.replace(NUMBER, '');

/** The words of a paragraph behind its number and lead-in. */
export function withoutLeadIn(text: string): string {
  const words = unnumbered(text).trim();
  const label = LEAD_INS.find((one) => words.startsWith(one));
  return label === undefined ? words : words.slice(label.length).trim();
}

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
    return [{ ...paragraph, text: `${count}. ${spacedLabel(unnumbered(text))}` }];
  });
}

/**
 * The minutes as they are written: everything is there, with the numbers it will be printed with; what says nothing has none,
 * because it will not be printed.
 */
export function numberedAsPrinted<P extends { id: string; text: string }>(paragraphs: readonly P[]): P[] {
  const printed = new Map(readableMinutes(paragraphs).map((paragraph) => [paragraph.id, paragraph.text]));
  return paragraphs.map((paragraph) => ({ ...paragraph, text: printed.get(paragraph.id) ?? spacedLabel(unnumbered(paragraph.text)) }));
}

/** What somebody typed into a paragraph that {@link numberedAsPrinted} shows: a number that belongs to its place stays with it, as it is stored. */
export function withItsNumber(stored: string, typed: string, shown = stored): string {
  const [number] = NUMBER.exec(stored) ?? [];
  const [asShown] = NUMBER.exec(shown) ?? [];
  if (number !== undefined && asShown !== undefined && typed.startsWith(asShown)) return `${number}${typed.slice(asShown.length)}`;
  return number === undefined || NUMBER.test(typed) ? typed : `${number}${typed}`;
}

const HOW: Record<NonNullable<VoteFact['way']>, string> = { hands: 'giơ tay', tablets: 'biểu quyết trên máy', roll: 'gọi tên từng người', paper: 'bằng phiếu giấy, do tổ kiểm phiếu kiểm đếm' };

function modeWords({ mode, way }: VoteFact): string {
  if (mode === 'secret') return way === 'paper' ? `bỏ phiếu kín ${HOW.paper}` : 'bỏ phiếu kín';
  const said = mode === 'nameless' ? 'công khai, không ghi tên' : 'công khai';
  return way === undefined || way === 'hands' ? said : `${said}, ${HOW[way]}`;
}

function brokenWords({ broken = 0, way }: VoteFact): string {
  if (broken === 0) return '';
  const instead = way === 'paper' ? 'phiếu giấy; số phiếu đó không được mở và không tính vào kết quả' : 'giơ tay';
  return ` Biểu quyết trên máy bị gián đoạn khi có ${broken} phiếu; kết quả được lấy theo ${instead}.`;
}

/** The vote as the minutes tell it, with the number of its counting minutes (N28). */
const voteSentence = (vote: VoteFact, body: string): string => `${resultSentence(vote, body)}${vote.counted ? ` Có biên bản kiểm phiếu kèm theo, số ${vote.counted}.` : ''}`;

function resultSentence(vote: VoteFact, body: string): string {
  const { result, recused = 0, invalid = 0, paper, scale = 1 } = vote;
  const said = (units: number): string => weightText(units, scale, ',');
  const apart = `${invalid > 0 ? `; không hợp lệ ${said(invalid)}` : ''}; không tham gia ${said(result.notTakingPart)}${recused > 0 ? ` (trong đó ${said(recused)} không tham gia vì có liên quan)` : ''}`;
  const byHands = brokenWords(vote);
  const papers = paper ? ` Phát ra ${paper.issued} phiếu, thu về ${paper.returned} phiếu.` : '';
  const head = `Biểu quyết: “${vote.question}”. Hình thức: ${modeWords(vote)}.${papers} Kết quả: `;
  const majority = `${vote.measure ? ` Số phiếu tán thành cần đạt: ${vote.measure}.` : ` Số phiếu tán thành cần đạt: ${vote.needed}/${vote.members} thành viên.`}${byHands}`;
  const of = (votes: number): string => (scale === 1 ? ofMembers(votes, vote.members) : said(votes));
  switch (result.kind) {
    case 'yes_no': {
      const verdict = `${body} ${result.passed ? 'thông qua' : 'không thông qua'}.`;
      return `${head}tán thành ${of(result.for)}; không tán thành ${said(result.against)}; không biểu quyết ${said(result.abstain)}${apart}. ${verdict}${majority}`;
    }
    case 'options': {
      const options = result.options.map((option) => `“${option.label}” ${of(option.votes)}`).join('; ');
      const verdict = result.chosen === null ? `${body} không thông qua phương án nào.` : `${body} chọn “${result.chosen}”.`;
      return `${head}${options}; không chọn ${said(result.none)}${apart}. ${verdict}${majority}`;
    }
    case 'opinions': {
      const words = result.words.length > 0 ? ` Ý kiến khác: ${result.words.map((one) => `“${within(one)}”`).join('; ')}.` : '';
      const verdict = `${body} ${result.passed ? 'thông qua' : 'không thông qua'}.`;
      return `${head}đồng ý ${of(result.agree)}; không đồng ý ${said(result.disagree)}; ý kiến khác ${said(result.other)}${apart}. ${verdict}${majority}${words}`;
    }
    case 'candidates': {
      const names = result.options.map(({ label, votes }) => `${label} ${of(votes)}`).join('; ');
      const elected = result.options.filter((option) => option.elected).map(({ label }) => label);
      const verdict = elected.length > 0 ? `Trúng cử: ${elected.join(', ')}.` : 'Không ai trúng cử.';
      const tied = result.tied.length > 0 ? ` Bằng phiếu ở vị trí cuối: ${result.tied.join(', ')}; phải bầu lại.` : '';
      return `${head}${names}; không chọn ai ${said(result.none)}${apart}. Số lượng được bầu: ${result.seats}. ${verdict}${tied}${majority}`;
    }
    case 'each': {
      const names = result.options.map(({ label, yes, no, abstain, agreed }) => `“${label}” tán thành ${of(yes)}, không tán thành ${said(no)}, không biểu quyết ${said(abstain)} (${agreed ? 'được thông qua' : 'không được thông qua'})`);
      return `${head}${names.join('; ')}${apart}.${majority}`;
    }
    case 'confidence': {
      const names = result.options.map(({ label, high, medium, low, abstain }) => `${label}: tín nhiệm cao ${of(high)}, tín nhiệm ${of(medium)}, tín nhiệm thấp ${of(low)}, không ghi ý kiến ${said(abstain)}`);
      return `${head}${names.join('; ')}${apart}.${byHands}`;
    }
  }
}

function ofMembers(votes: number, members: number): string {
  return `${votes}/${members} thành viên (${percentOf(votes, members).toFixed(1).replace('.', ',')}%)`;
}
