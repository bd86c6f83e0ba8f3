import { DomainError } from '../../kernel/errors';
import type { ChosenPerson } from './seats';

/** Secretary and assistants among loaded people. @throws DomainError `rejected`/`meetings.no_such_person`. */
export function officesOf(people: readonly ChosenPerson[], secretaryId: string, assistantIds: readonly string[]) {
  const take = (id: string, field: string): ChosenPerson => {
    const person = people.find((candidate) => candidate.id === id);
    if (!person) throw new DomainError('rejected', 'meetings.no_such_person', { field });
    return person;
  };
  return { secretary: take(secretaryId, 'secretaryId'), assistants: assistantIds.filter((id) => id !== secretaryId).map((id) => take(id, 'assistantIds')) };
}
