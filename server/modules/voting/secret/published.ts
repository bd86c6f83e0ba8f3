import { DomainError } from '../../../kernel/errors';
import type { Db } from '../../../kernel/ports/database';
import { makeBundle } from '../../../secret-ballot';
import type { Question } from '../question';
import { findBox, openedOf } from '../repository.secret';
import { isChoiceOf } from './judging';

/** What a counted secret vote is published as (V60), `bundleText` makes the file of it. @throws DomainError `not_found`, `conflict`/`voting.not_counted`. */
export async function publishedBundle(db: Db, question: Question) {
  const { id, text, kind, options, seats, majority, members, present, passed, result } = question;
  if (question.mode !== 'secret') throw new DomainError('not_found', 'not_found');
  const box = await findBox(db, id);
  if (box?.state !== 'counted' || result === null) throw new DomainError('conflict', 'voting.not_counted');
  const choices = await openedOf(db, id);
  return makeBundle(
    { question: { id, text, kind, options, seats, majority }, rule: { ...result.rule, members, present }, result: { ...result, passed }, publicKey: box.publicKey, trackers: box.trackers, choices },
    isChoiceOf(question),
  );
}
