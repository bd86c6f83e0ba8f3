import { z } from 'zod';
import { DomainError } from '../../kernel/errors';
import { line, optionalLine } from '../../shared/language/text-fields';
import { CITED_KINDS, lawWords, numberKey } from '../../shared/rules/citations';
import { LIBRARY_STATES } from '../../shared/rules/library-state';
import type { Reader } from './access';

export const entryFields = {
  /** For everybody of the installation, not the own agency alone. */
  isShared: z.boolean(),
  /** "30/2020/NĐ-CP"; empty where it has none. */
  number: optionalLine(60).default(''),
  kind: z.enum(CITED_KINDS),
  title: line(600),
  issuer: line(200),
  issuedOn: z.iso.date(),
  inForceOn: z.iso.date().nullable().default(null),
  state: z.enum(LIBRARY_STATES).default('in_force'),
  /** Number and sign of what amended or replaced it. */
  byNumber: optionalLine(60).default(''),
  isExcerpt: z.boolean().default(false),
};

/** Kinds that are cited by their name too. */
const NAMED: ReadonlySet<string> = new Set(['hien_phap', 'bo_luat', 'luat', 'phap_lenh']);

/** Fields as they are stored. @throws DomainError `forbidden`/`library.shared_only_top`; `invalid`/`library.number_needed`, `library.by_needed` with the field. */
export function storedFields({ isShared, ...given }: z.output<z.ZodObject<typeof entryFields>>, { keeps }: Reader) {
  if (isShared && !keeps?.shared) throw new DomainError('forbidden', 'library.shared_only_top');
  if (given.number === '' && !NAMED.has(given.kind)) throw new DomainError('invalid', 'library.number_needed', { field: 'number' });
  const isOver = given.state !== 'in_force';
  if (isOver && given.byNumber === '') throw new DomainError('invalid', 'library.by_needed', { field: 'byNumber' });
  return {
    ...given,
    byNumber: isOver ? given.byNumber : '',
    agencyId: isShared ? null : (keeps?.agencyId ?? null),
    numberKey: numberKey(given.number),
    nameKey: NAMED.has(given.kind) ? lawWords(given.title).join(' ') : '',
  };
}
