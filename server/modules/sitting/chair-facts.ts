import type { CommittedEvent } from '../../kernel/events';
import type { NamedPerson } from '../../shared/rules/minutes-text';
import type { Standing } from '../../shared/rules/presiding';
import type { ChairPassed, ChairWay } from './chair';
import { CHAIR_PASSED } from './events';

/** One hand-over of the chair, with names (L40). */
export interface ChairFact {
  at: Date;
  personId: string;
  person: NamedPerson;
  previous: NamedPerson;
  /** The chair of the session. */
  called: NamedPerson;
  way: ChairWay;
  standing: Standing | null;
  forItem: boolean;
  itemId: string | null;
}

/** Every hand-over of a sitting, in order, out of its events. */
export function chairFacts(events: readonly CommittedEvent[], calledId: string, personOf: (personId: string) => NamedPerson): ChairFact[] {
  return events
    .filter(({ type }) => type === CHAIR_PASSED)
    .map(({ at, payload }) => {
      const { personId, previousPersonId, forItemId, itemId, way, standing } = payload as unknown as ChairPassed;
      return { at, personId, person: personOf(personId), previous: personOf(previousPersonId), called: personOf(calledId), way, standing, forItem: forItemId !== null, itemId };
    });
}
