import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { electorateOf, viewQuestion, neededVotes, countersMayRecord } from '../../voting';
import { listSeats } from '../../meetings';
import { dueStep, isInForce, notationOf, presentOfficial } from '../../records';
import { committeeOf, countedOf, gather, toDocument } from '../document';
import { loadCounting, writes } from '../policy';

/** The count of a question for everybody of its session: who counts, what the minutes say or will say, and how far they are signed (G30). */
export const minutes = defineQuery({
  name: 'counting.minutes',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid() }),
  load: (input, { db, caller }) => loadCounting(db, input, caller),
  policy: () => allow,
  async present(loaded, _input, { db, caller }) {
    const { meeting, question, official } = loaded;
    const counted = countedOf(question);
    const gathered = counted && (await gather(db, meeting, counted));
    const known = official && (isInForce(official) || writes(caller, loaded)) ? official : null;
    const shown = known && (await presentOfficial(db, known));
    const steps = shown?.steps ?? [];
    const due = dueStep(steps);
    const isMine = due !== null && due.personId !== null && due.personId === personIdOf(caller);
    const worksOnIt = writes(caller, loaded) || question.counters.includes(personIdOf(caller) ?? '');
    const { members, present } = electorateOf(await listSeats(db, meeting.id), meeting.policy);
    const viewed = viewQuestion(question, { members, present, needed: (one) => neededVotes(meeting.policy, members, present, one), changeable: false });
    const inForce = known !== null && isInForce(known);
    return {
      session: { id: meeting.id, title: meeting.title, state: meeting.state },
      question: viewed,
      committee: (await committeeOf(db, question)).map(({ name, position }, index) => ({ name, position, isHead: index === 0 })),
      /** As it will be drawn up, or was. */
      text: gathered && toDocument(gathered, { number: inForce ? known.number : null, notation: notationOf('counting', gathered.body.shortName), testOnly: false }),
      official: shown && { ...shown.shown, officialId: shown.shown.id, steps: shown.shown.steps.map((step) => (worksOnIt ? step : { ...step, reason: null })) },
      can: {
        record: countersMayRecord(caller, loaded) && meeting.state === 'in_session' && question.state === 'open' && question.way === 'paper',
        issue: writes(caller, loaded) && counted !== null && !inForce,
        sign: isMine,
        refuse: isMine,
        seal: due?.role === 'seal' && loaded.isClerk,
        reopen: writes(caller, loaded) && inForce && steps.some(({ state }) => state === 'refused'),
      },
    };
  },
});
