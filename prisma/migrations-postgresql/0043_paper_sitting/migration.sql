-- A sitting held on paper is entered from notes, with the times of the notes beside the clock's.

-- AlterTable
ALTER TABLE "HistoryEvent" ADD COLUMN "enteredAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "SittingNotes" (
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "content" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "savedAt" TIMESTAMP(3) NOT NULL,
    "savedById" TEXT COLLATE "C" NOT NULL,
    "paperFrom" TIMESTAMP(3),
    "enteredAt" TIMESTAMP(3),
    "enteredById" TEXT COLLATE "C",
    "confirmedAt" TIMESTAMP(3),
    "confirmedById" TEXT COLLATE "C",
    "remark" TEXT COLLATE "C" NOT NULL DEFAULT '',

    CONSTRAINT "SittingNotes_pkey" PRIMARY KEY ("meetingId"),
    CONSTRAINT "SittingNotes_entered_check" CHECK (("enteredAt" IS NULL) = ("enteredById" IS NULL) AND ("enteredAt" IS NULL) = ("paperFrom" IS NULL)),
    CONSTRAINT "SittingNotes_confirmed_check" CHECK (("confirmedAt" IS NULL) = ("confirmedById" IS NULL) AND ("confirmedAt" IS NULL OR "enteredAt" IS NOT NULL))
);
