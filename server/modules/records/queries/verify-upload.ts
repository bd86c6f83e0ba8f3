import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { everyone } from '../../../kernel/policy';
import { verifyHere } from '../../signing';
import { findFileBySha, isVoid } from '../repository';

/** Verifies a file somebody brings; nothing of it is kept (G10). */
export const verifyUpload = defineQuery({
  name: 'records.verify-upload',
  input: z.strictObject({ path: z.string().min(1), name: z.string().max(500), size: z.int().min(0), sha256: z.string().length(64) }),
  load: async ({ path, ...file }, context) => verifyHere({ path }, () => file, context),
  policy: everyone,
  async present(report, _input, { db }) {
    const known = await findFileBySha(db, report.file.sha256);
    if (!known) return { ...report, known: null };
    const { official, revision, isLatest } = known;
    return { ...report, known: { kind: official.kind, number: official.number, notation: official.notation, title: official.title, isLatest, isVoid: isVoid(official, revision) } };
  },
});
