import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { everyone } from '../../../kernel/policy';
import { verifyHere } from '../page-report';
import { findFileBySha } from '../repository';

/** Verifies a file somebody brings; nothing of it is kept (G10). */
export const verifyUpload = defineQuery({
  name: 'signing.verify-upload',
  input: z.strictObject({ path: z.string().min(1), name: z.string().max(500), size: z.int().min(0), sha256: z.string().length(64) }),
  load: async ({ path, ...file }, context) => verifyHere({ path }, () => file, context),
  policy: everyone,
  async present(report, _input, { db }) {
    const known = await findFileBySha(db, report.file.sha256);
    return { ...report, known: known && { number: known.number, notation: known.notation, title: known.title, isLatest: known.revision === known.latest, isVoid: known.isVoid } };
  },
});
