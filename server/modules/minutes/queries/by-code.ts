import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { everyone } from '../../../kernel/policy';
import { isFrozen } from '../policy';
import { fullNumber, presentMinutes } from '../present';
import { findByCode } from '../repository';

/** What a QR code leads to (N11): no content, no link to the file. */
export const byCode = defineQuery({
  name: 'minutes.by-code',
  input: z.strictObject({ code: z.string().min(4).max(40) }),
  load: async ({ code }, { db }) => {
    const minutes = await findByCode(db, code.toUpperCase());
    if (!minutes) throw new DomainError('not_found', 'not_found');
    return minutes;
  },
  policy: everyone,
  async present(minutes, _input, { db }) {
    const { shown } = await presentMinutes(db, minutes);
    return {
      number: fullNumber(minutes),
      title: minutes.title,
      date: minutes.startsAt,
      state: minutes.state,
      approvedAt: shown.approvedAt,
      /** Taken back after a signature was refused; what was printed before no longer holds (N12). */
      isWithdrawn: !isFrozen(minutes),
      /** The file is final when all required signatures are on it. */
      isFinal: minutes.state === 'signed',
      file: shown.file && { size: shown.file.size, pages: shown.file.pages, sha256: shown.file.sha256 },
      signatures: shown.steps.map(({ role, state, person, signedAt, required }) => ({ role, state, person, signedAt, required })),
    };
  },
});
