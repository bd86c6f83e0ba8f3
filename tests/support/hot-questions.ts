import type { PersonCaller } from '../../server/kernel/actor';
import type { SampleHouse } from './sample-house';

export interface HotPage {
  page: string;
  /** Goes through all sessions of the years by its nature: the bench measures it, P25 does not speak of it. */
  isList?: true;
  questions: { name: string; input: unknown; caller: PersonCaller }[];
}

/** What the pages of every day ask (`app/routes`), by who opens them. */
export function questionsOf({ meetingId, paper, secretary, member }: Pick<SampleHouse, 'meetingId' | 'paper' | 'secretary' | 'member'>): HotPage[] {
  const callerOf = (person: { personId: string; fullName: string }, roles: PersonCaller['roles']): PersonCaller => ({ kind: 'person', signInId: person.personId, roles, ...person });
  const asMember = callerOf(member, []);
  const asSecretary = callerOf(secretary, ['officer']);
  const clerk = { ...asMember, roles: ['clerk' as const] };
  const page = (name: string, caller: PersonCaller, ...questions: [name: string, input?: object][]): HotPage => ({ page: name, questions: questions.map(([question, input = {}]) => ({ name: question, input, caller })) });
  const home: [string][] = [['meetings.now'], ['meetings.home'], ['minutes.tasks'], ['assignments.mine'], ['identity.notices']];
  return [
    page('home', asMember, ...home),
    page('home of a secretary', asSecretary, ...home),
    page('home of a clerk', clerk, ...home),
    { ...page('the list of sessions', asMember, ['meetings.list', {}]), isList: true },
    { ...page('the list of what is over', asSecretary, ['meetings.list', { part: 'past' }]), isList: true },
    { ...page('the list of assignments', asSecretary, ['assignments.list', {}]), isList: true },
    page('assignments of a session', asSecretary, ['assignments.of-session', { meetingId }]),
    page('session', asMember, ['meetings.detail', { meetingId }], ['agenda.list', { meetingId }], ['documents.list', { meetingId }], ['positions.board', { meetingId }]),
    page('agenda', asSecretary, ['meetings.detail', { meetingId }], ['agenda.list', { meetingId }], ['agenda.editor', { meetingId }], ['documents.list', { meetingId }], ['documents.held', { meetingId }], ['voting.questions', { meetingId }]),
    page('reader', asMember, ['documents.open', { documentId: paper }], ['sitting.live-snapshot', { meetingId }], ['annotations.reading', { documentId: paper }]),
    page('minutes', asMember, ['minutes.view', { meetingId }]),
    page('minutes of their writer', asSecretary, ['minutes.view', { meetingId }], ['minutes.editor', { meetingId }]),
    page('account', asMember, ['metrics.meeting', { meetingId }]),
  ];
}
