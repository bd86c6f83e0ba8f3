import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { everyone } from '../../../kernel/policy';
import { verifyHere } from '../page-report';
import { findFileBySha } from '../repository';

/** Verifies a file somebody brings; nothing of it is kept (G10). */
export const verifyUpload = defineQuery({
  name: 'signing.verify-upload',
  input: z.strictObject({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array), name: z.string().max(500) }),
  load: async ({ bytes, name }, { ports, now }) => verifyHere(bytes, name, ports, now),
  policy: everyone,
  async present(report, _input, { db }) {
    const known = await findFileBySha(db, report.file.sha256);
    return { ...report, known: known && { number: known.number, notation: known.notation, title: known.title, isLatest: known.revision === known.latest, isVoid: known.isVoid } };
  },
});
