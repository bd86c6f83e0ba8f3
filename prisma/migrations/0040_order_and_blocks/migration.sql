-- Items moved to other sessions, and blocks of items adopted without debate.
ALTER TABLE "AgendaItem" ADD COLUMN "putOffReason" TEXT NOT NULL DEFAULT '';
ALTER TABLE "AgendaItem" ADD COLUMN "movedToId" TEXT;
ALTER TABLE "AgendaItem" ADD COLUMN "movedFromId" TEXT;
ALTER TABLE "AgendaItem" ADD COLUMN "block" TEXT CONSTRAINT "AgendaItem_block_check" CHECK ("block" IN ('in','pulled'));
ALTER TABLE "VoteQuestion" ADD COLUMN "covers" TEXT;
