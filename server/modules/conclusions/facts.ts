import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { inFull } from '../../shared/rules/agency-name';
import { numbered } from '../../shared/rules/agenda-times';
import { localMoment } from '../../shared/rules/date-forms';
import type { ConclusionFact, NoticeFacts } from '../../shared/rules/notice-text';
import { assignmentFacts, conclusionsInMinutes } from '../assignments';
import { listItems } from '../agenda';
import type { Meeting } from '../meetings';
import { bodyOf } from '../organization';
import { sittingFacts } from '../sitting';

/** Of what is dealt with on paper only nothing is told (NC1). */
async function conclusionsOf(db: Db, meetingId: string): Promise<ConclusionFact[]> {
  const [items, written, assignments] = await Promise.all([listItems(db, meetingId), conclusionsInMinutes(db, meetingId), assignmentFacts(db, meetingId)]);
  return numbered(items).flatMap(({ id, number, kind, title, conclusion }): ConclusionFact[] => {
    const words = written.get(id) ?? conclusion;
    const asked = assignments.get(id) ?? [];
    return kind === 'paper_only' || (words.trim() === '' && asked.length === 0) ? [] : [{ itemId: id, number, title, words, assignments: asked }];
  });
}

/** What the record of a session says for its notice. @throws DomainError `conflict`/`conclusions.not_closed`. */
export async function noticeFacts(db: Db, meeting: Pick<Meeting, 'id' | 'bodyId' | 'title'>): Promise<NoticeFacts> {
  const [facts, body, conclusions] = await Promise.all([sittingFacts(db, meeting.id), bodyOf(db, meeting.bodyId), conclusionsOf(db, meeting.id)]);
  if (!facts.openedAt || !facts.closedAt) throw new DomainError('conflict', 'conclusions.not_closed');
  const presided = facts.presided.at(-1)?.person ?? facts.chair;
  return {
    body: inFull(body.shortName),
    bodyShort: body.shortName,
    title: meeting.title,
    day: localMoment(facts.openedAt),
    chair: { name: presided.name, position: presided.position },
    members: { present: facts.members.inRoom + facts.members.online, total: facts.members.total },
    guests: facts.guests.present,
    conclusions,
    office: `Văn phòng ${body.shortName}`,
  };
}
