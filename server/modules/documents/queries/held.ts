import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { loadMeetingAccess, preparersOnly } from '../../meetings';
import { conversionSchema } from '../../../kernel/ports/office-converter';
import { factsSchema } from '../admission';
import { listHeld } from '../intake/repository';
import { findDocument } from '../repository';

/** What the caller is asked about in a session: their own waiting files (D20). */
export const held = defineQuery({
  name: 'documents.held',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: preparersOnly,
  async present(_access, { meetingId }, { db, caller, now }) {
    const waiting = await listHeld(db, meetingId, personIdOf(caller) ?? '', now);
    return Promise.all(
      waiting.map(async ({ id, itemId, replacesId, fileName, sourceName, conversion, facts, page, words, expiresAt }) => ({
        id,
        itemId,
        /** Title of the paper it is to replace. */
        replaces: replacesId && ((await findDocument(db, replacesId))?.title ?? null),
        fileName: sourceName ?? fileName,
        /** Whether a word in it may be a mark of secrecy; else only how it looks as a PDF is asked. */
        isDoubtful: page !== null,
        /** Nobody has looked for marks of secrecy: its first page is a picture that no machine read. */
        isUnseen: page !== null && words === '',
        /** What was found when it became a PDF; null: it came as one. */
        conversion: conversion === null ? null : { ...conversionSchema.parse(JSON.parse(conversion)), pages: factsSchema.parse(JSON.parse(facts)).pages },
        page: page ?? 1,
        words,
        expiresAt,
      })),
    );
  },
});
