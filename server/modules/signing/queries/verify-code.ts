import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { everyone } from '../../../kernel/policy';
import { verifyHere } from '../page-report';
import { findMinutesByCode, latestFile } from '../repository';
import { contentOf } from '../signing-act';

/** Verifies the stored final file a QR code stands for; null before there is a file (G11). */
export const verifyCode = defineQuery({
  name: 'signing.verify-code',
  input: z.strictObject({ code: z.string().min(4).max(40) }),
  load: async ({ code }, { db }) => {
    const minutes = await findMinutesByCode(db, code.toUpperCase());
    if (!minutes) throw new DomainError('not_found', 'not_found');
    // Taken back after a refusal, the stored file no longer stands for the minutes.
    const frozen = minutes.state === 'approved' || minutes.state === 'signed';
    return { minutes, file: frozen ? await latestFile(db, minutes.id) : null };
  },
  policy: everyone,
  async present({ minutes, file }, _input, context) {
    if (!file) return null;
    const { sha256, size } = file;
    const name = `Bien-ban-${minutes.number ?? ''}-${minutes.notation}.pdf`;
    return verifyHere({ bytes: contentOf(context.ports, file) }, () => ({ name, size, sha256 }), context);
  },
});
