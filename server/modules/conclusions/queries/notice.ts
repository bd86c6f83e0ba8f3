import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { dueStep, isInForce, notationOf, presentOfficial } from '../../records';
import { besideRecord, gather, toDocument } from '../document';
import { noticeTerm } from '../due';
import { isIssued, loadNotice } from '../policy';
import { signatoriesOf } from '../signatory';

/** The notice of conclusions of a session: how it will be printed or was, how far it is signed, and for those who write it its text beside the record (NC2, NC7). */
export const notice = defineQuery({
  name: 'conclusions.notice',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadNotice(db, meetingId, caller),
  policy: () => allow,
  async present(loaded, _input, { db, caller, now }) {
    const { meeting, official, isSecretary } = loaded;
    const issued = isIssued(loaded);
    const known = official && (isInForce(official) || isSecretary) ? official : null;
    const shown = known && (await presentOfficial(db, known));
    const steps = shown?.steps ?? [];
    const due = dueStep(steps);
    const isMine = due !== null && due.personId !== null && due.personId === personIdOf(caller);
    const gathered = loaded.notice && (await gather(db, meeting, loaded.notice.content));
    const signedAt = steps.find(({ role }) => role === 'signatory')?.signedAt ?? null;
    const writes = isSecretary && meeting.state === 'closed' && !issued;
    const numbered = { number: issued && official ? official.number : null, testOnly: false, on: official && issued ? official.approvedAt : now };
    return {
      session: { id: meeting.id, title: meeting.title, state: meeting.state, closedAt: meeting.closedAt },
      term: meeting.closedAt ? { ...noticeTerm(meeting, signedAt ?? now), signedAt } : null,
      text: gathered && gathered.signatory ? toDocument(gathered, { ...numbered, notation: notationOf('notice', gathered.body.shortName) }) : null,
      official: shown && { ...shown.shown, officialId: shown.shown.id, steps: shown.shown.steps.map((step) => (isSecretary || isMine ? step : { ...step, reason: null })) },
      editing: writes && gathered && loaded.notice
        ? { version: loaded.notice.version, ...besideRecord(gathered.content.parts, gathered.facts), recipients: gathered.content.recipients, signatoryId: gathered.content.signatoryId, capacity: gathered.content.capacity, position: gathered.content.position, signatories: await signatoriesOf(db, meeting) }
        : null,
      can: {
        draft: isSecretary && meeting.state === 'closed' && loaded.notice === null,
        issue: writes && loaded.notice !== null,
        sign: isMine,
        refuse: isMine,
        seal: due?.role === 'seal' && loaded.isClerk,
        reopen: isSecretary && issued && steps.some(({ state }) => state === 'refused'),
      },
    };
  },
});
