-- Items moved to other sessions, and blocks of items adopted without debate.
ALTER TABLE "AgendaItem" ADD COLUMN "putOffReason" TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE "AgendaItem" ADD COLUMN "movedToId" TEXT COLLATE "C";
ALTER TABLE "AgendaItem" ADD COLUMN "movedFromId" TEXT COLLATE "C";
ALTER TABLE "AgendaItem" ADD COLUMN "block" TEXT COLLATE "C";
ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_block_check" CHECK ("block" IN ('in','pulled'));
ALTER TABLE "VoteQuestion" ADD COLUMN "covers" TEXT COLLATE "C";
