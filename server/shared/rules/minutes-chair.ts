/** A person as the minutes name them: with the position held on the day. */
export type NamedPerson = { name: string; position: string };

/** One hand-over of the chair as the minutes tell it; `at` and the end are ISO instants. */
export type PresidedFact = {
  at: string;
  /** When the next hand-over was, or the end of the session. */
  until: string;
  person: NamedPerson;
  previous: NamedPerson;
  /** The chair the session was called with. */
  called: NamedPerson;
  isCalled: boolean;
  way: 'given' | 'claimed' | 'proposed' | 'taken_back' | 'item_over' | 'kept';
  forItem: boolean;
  /** Id of the item during which it was. */
  itemRef: string | null;
};

type Words = { called(person: NamedPerson): string; at(instant: string): string; spans(of: readonly { from: string; to: string }[]): string };

/** A hand-over in a sentence: when, who, to whom, for what. */
function chairSentence({ at, person, previous, called, way, forItem }: PresidedFact, words: Words): string {
  const when = `Lúc ${words.at(at)}, đồng chí `;
  switch (way) {
    case 'given':
      return `${when}${previous.name} giao đồng chí ${words.called(person)} chủ trì ${forItem ? 'nội dung này' : 'phiên họp từ thời điểm này'}.`;
    case 'claimed':
    case 'proposed':
      return `${when}${words.called(person)} chủ trì phiên họp thay đồng chí ${previous.name}, ${way === 'claimed' ? 'theo xác nhận của thư ký' : 'theo đề nghị của thư ký'}.`;
    case 'taken_back':
      return `${when}${words.called(person)} tiếp tục chủ trì phiên họp.`;
    case 'item_over':
      return `Sau nội dung này, đồng chí ${words.called(person)} tiếp tục chủ trì phiên họp.`;
    case 'kept':
      return `Sau nội dung này, đồng chí ${called.name} không có mặt, đồng chí ${words.called(person)} tiếp tục chủ trì phiên họp.`;
  }
}

/** Who presided beside the chair of the session, each once with the times: "đồng chí B – Phó Chủ tịch (từ 9 giờ 10 phút đến 9 giờ 40 phút)". */
export function deputiesWords(facts: readonly PresidedFact[], words: Words): string[] {
  const others = facts.filter(({ isCalled }) => !isCalled);
  return [...new Set(others.map(({ person }) => person.name))].flatMap((name) => {
    const own = others.filter(({ person }) => person.name === name);
    const [first] = own;
    if (!first) return [];
    const spans: { from: string; to: string }[] = [];
    for (const { at, until } of own) {
      const last = spans.at(-1);
      if (last?.to === at) last.to = until;
      else spans.push({ from: at, to: until });
    }
    return [`đồng chí ${words.called(first.person)} (${words.spans(spans)})`];
  });
}

const inOne = (facts: readonly PresidedFact[], words: Words): string[] => (facts.length === 0 ? [] : [facts.map((fact) => chairSentence(fact, words)).join(' ')]);

/** Hand-overs during an item stand with it, in one paragraph. */
export const presidedDuring = (ref: string, presided: readonly PresidedFact[] | undefined, words: Words): string[] => inOne((presided ?? []).filter(({ itemRef }) => itemRef === ref), words);

/** The others: between items, and during those of whose course the minutes say nothing. */
export function presidedElsewhere({ items, presided = [] }: { items: readonly { kind: 'item' | 'break'; ref: string; paperOnly?: boolean; postponed?: 'unopened' | 'unfinished' | undefined }[]; presided?: readonly PresidedFact[] | undefined }, words: Words): string[] {
  const told = new Set(items.filter((item) => item.kind === 'item' && !item.paperOnly && item.postponed !== 'unopened').map(({ ref }) => ref));
  return inOne(presided.filter(({ itemRef }) => itemRef === null || !told.has(itemRef)), words);
}
