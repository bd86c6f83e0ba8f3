-- What members declare of items before the sitting, and whether an item is in the block because of that.
ALTER TABLE "AgendaItem" ADD COLUMN "blockAgreed" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Position" (
    "itemId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "meetingId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "minutes" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "answer" TEXT NOT NULL DEFAULT '',
    "answeredById" TEXT,
    "answeredAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Position_kind_check" CHECK ("kind" IN ('consent','speak','object','question','withdrawn')),
    CONSTRAINT "Position_minutes_check" CHECK ("minutes" BETWEEN 1 AND 30),
    PRIMARY KEY ("itemId", "personId")
);

-- CreateIndex
CREATE INDEX "Position_meetingId_idx" ON "Position"("meetingId");
