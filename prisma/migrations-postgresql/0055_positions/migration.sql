-- What members declare of items before the sitting, and whether an item is in the block because of that.
ALTER TABLE "AgendaItem" ADD COLUMN "blockAgreed" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Position" (
    "itemId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "words" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "minutes" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "answer" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "answeredById" TEXT COLLATE "C",
    "answeredAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Position_kind_check" CHECK ("kind" IN ('consent','speak','object','question','withdrawn')),
    CONSTRAINT "Position_minutes_check" CHECK ("minutes" BETWEEN 1 AND 30),
    CONSTRAINT "Position_pkey" PRIMARY KEY ("itemId", "personId")
);

-- CreateIndex
CREATE INDEX "Position_meetingId_idx" ON "Position"("meetingId");
