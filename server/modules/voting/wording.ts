import { z } from 'zod';
import { line } from '../../shared/language/text-fields';
import { MAX_NAMES, QUESTION_KINDS } from '../../shared/rules/ballot-choice';
import { MAJORITY_KEYS } from '../../shared/rules/body-policy';
import { MODES, optionsFrom, seatsFrom } from './question';

/** What a person writes into a question. */
export const wordingShape = {
  text: line(500),
  mode: z.enum(MODES).default('open'),
  kind: z.enum(QUESTION_KINDS).default('approve'),
  /** Alternatives, candidates or people, in order; empty for approval and opinions. */
  options: z.array(line(200)).max(MAX_NAMES).default([]),
  /** Candidates that may be chosen. */
  seats: z.int().min(1).max(MAX_NAMES).nullable().default(null),
  /** A majority of its own. */
  majority: z.enum(MAJORITY_KEYS).nullable().default(null),
  /** One of the amendments of its item, voted in their order. */
  inSeries: z.boolean().default(false),
};

const wording = z.object(wordingShape);

/** The fields of a question as they are stored. @throws DomainError as `optionsFrom`, `seatsFrom`. */
export function wordedAs({ text, mode, kind, options: labels, seats, majority, inSeries }: z.output<typeof wording>) {
  const options = optionsFrom(kind, labels);
  return { text, mode, kind, options, seats: seatsFrom(kind, options, seats), majority, inSeries };
}
