-- What happened is the history that minutes and accounts are built from. Each event gets its place in the whole of it, and those who
-- follow it keep how far they are.

-- CreateTable
CREATE TABLE "HistoryEvent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "position" INTEGER NOT NULL,
    "stream" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "actorId" TEXT,
    "at" DATETIME NOT NULL,
    CONSTRAINT "HistoryEvent_position_check" CHECK ("position" >= 1),
    CONSTRAINT "HistoryEvent_seq_check" CHECK ("seq" >= 1)
);

-- Rows were only ever added, by one writer: the order of the table itself is the order of the commits, also where two have the same time.
INSERT INTO "HistoryEvent" ("id", "position", "stream", "seq", "type", "payload", "actorId", "at")
SELECT "id", row_number() OVER (ORDER BY rowid), "stream", "seq", "type", "payload", "actorId", "at" FROM "OutboxEvent" ORDER BY rowid;
DROP TABLE "OutboxEvent";

-- CreateTable
CREATE TABLE "ConsumerCursor" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "position" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "failedAt" DATETIME,
    "stoppedAt" DATETIME,
    CONSTRAINT "ConsumerCursor_position_check" CHECK ("position" >= 0),
    CONSTRAINT "ConsumerCursor_attempts_check" CHECK ("attempts" >= 0),
    CONSTRAINT "ConsumerCursor_stopped_check" CHECK ("stoppedAt" IS NULL OR "problem" IS NOT NULL)
);

-- CreateIndex
CREATE UNIQUE INDEX "HistoryEvent_position_key" ON "HistoryEvent"("position");
CREATE INDEX "HistoryEvent_stream_type_idx" ON "HistoryEvent"("stream", "type");
CREATE UNIQUE INDEX "HistoryEvent_stream_seq_key" ON "HistoryEvent"("stream", "seq");

-- Events are written once, one after the other. INSERT OR REPLACE deletes without asking the guard of DELETE: what it would replace is refused here.
CREATE TRIGGER "HistoryEvent_no_update" BEFORE UPDATE ON "HistoryEvent" BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER "HistoryEvent_no_delete" BEFORE DELETE ON "HistoryEvent" BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER "HistoryEvent_at_the_end" BEFORE INSERT ON "HistoryEvent"
WHEN NEW."position" <> (SELECT coalesce(max("position"), 0) + 1 FROM "HistoryEvent")
    OR EXISTS (SELECT 1 FROM "HistoryEvent" WHERE "id" = NEW."id")
    OR EXISTS (SELECT 1 FROM "HistoryEvent" WHERE "stream" = NEW."stream" AND "seq" = NEW."seq")
BEGIN SELECT RAISE(ABORT, 'events are only added at the end'); END;

-- What was followed is not followed again.
CREATE TRIGGER "ConsumerCursor_no_return" BEFORE UPDATE ON "ConsumerCursor" WHEN NEW."position" < OLD."position" BEGIN SELECT RAISE(ABORT, 'a cursor never goes back'); END;
