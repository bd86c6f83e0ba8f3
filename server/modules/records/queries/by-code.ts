import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { everyone } from '../../../kernel/policy';
import { findMeeting } from '../../meetings';
import { presentOfficial } from '../present';
import { findByCode, frozenText, isInForce } from '../repository';
import { signedFor } from '../signed-for';

/** What a QR code leads to (N11): no content, no link to the file. */
export const byCode = defineQuery({
  name: 'records.by-code',
  input: z.strictObject({ code: z.string().min(4).max(40) }),
  load: async ({ code }, { db }) => {
    const official = await findByCode(db, code.toUpperCase());
    const meeting = official && (await findMeeting(db, official.meetingId));
    if (!meeting) throw new DomainError('not_found', 'not_found');
    return { official, meeting };
  },
  policy: everyone,
  async present({ official, meeting }, _input, { db }) {
    const { shown } = await presentOfficial(db, official);
    const frozen = isInForce(official) ? await frozenText(db, official.id) : null;
    return {
      kind: official.kind,
      number: shown.number,
      title: official.title,
      date: meeting.startsAt,
      state: official.state,
      approvedAt: shown.approvedAt,
      /** Taken back after a signature was refused; what was printed before no longer holds (G21). */
      isWithdrawn: !isInForce(official),
      /** The file is final when all required signatures are on it. */
      isFinal: official.state === 'signed',
      file: shown.file && { size: shown.file.size, pages: shown.file.pages, sha256: shown.file.sha256 },
      /** With what stands above a signature that is given for somebody else (G22). */
      signatures: shown.steps.map(({ role, state, person, signedAt, required }) => ({ role, state, person, signedAt, required, authority: signedFor(frozen, role) })),
    };
  },
});
