import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { everyone } from '../../../kernel/policy';
import { plainLetters } from '../../../shared/language/vietnamese-text';
import { verifyHere } from '../../signing';
import { contentOf } from '../act';
import { fileNameOf } from '../kinds';
import { findByCode, isInForce, latestFile } from '../repository';

/** Verifies the stored final file a QR code stands for; null where it was taken back (G11). */
export const verifyCode = defineQuery({
  name: 'records.verify-code',
  input: z.strictObject({ code: z.string().min(4).max(40) }),
  load: async ({ code }, { db }) => {
    const official = await findByCode(db, code.toUpperCase());
    if (!official) throw new DomainError('not_found', 'not_found');
    return { official, file: isInForce(official) ? await latestFile(db, official.id) : null };
  },
  policy: everyone,
  async present({ official, file }, _input, context) {
    if (!file) return null;
    const { sha256, size } = file;
    // A name as it is printed in a report, readable everywhere.
    const name = plainLetters(fileNameOf(official)).replaceAll(' ', '-');
    return verifyHere({ bytes: contentOf(context.ports, file) }, () => ({ name, size, sha256 }), context);
  },
});
