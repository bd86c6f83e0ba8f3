import { conversionSchema } from '../../../kernel/ports/office-converter';
import type { Db } from '../../../kernel/ports/database';
import { factsSchema } from '../admission';
import { findDocument } from '../repository';
import type { Intake } from './repository';

/** Waiting files as their sender is asked about them (D20, D43). */
export const heldQuestions = (db: Db, waiting: readonly Intake[]) =>
  Promise.all(
    waiting.map(async ({ id, itemId, replacesId, submits, fileName, sourceName, conversion, facts, page, words, expiresAt }) => ({
      id,
      itemId,
      /** Title of the paper it is to replace. */
      replaces: replacesId && !submits ? ((await findDocument(db, replacesId))?.title ?? null) : null,
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
