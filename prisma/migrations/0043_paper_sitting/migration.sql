-- A sitting held on paper is entered from notes, with the times of the notes beside the clock's.

-- AlterTable
ALTER TABLE "HistoryEvent" ADD COLUMN "enteredAt" DATETIME;

-- CreateTable
CREATE TABLE "SittingNotes" (
    "meetingId" TEXT NOT NULL PRIMARY KEY,
    "content" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "savedAt" DATETIME NOT NULL,
    "savedById" TEXT NOT NULL,
    "paperFrom" DATETIME,
    "enteredAt" DATETIME,
    "enteredById" TEXT,
    "confirmedAt" DATETIME,
    "confirmedById" TEXT,
    "remark" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "SittingNotes_entered_check" CHECK (("enteredAt" IS NULL) = ("enteredById" IS NULL) AND ("enteredAt" IS NULL) = ("paperFrom" IS NULL)),
    CONSTRAINT "SittingNotes_confirmed_check" CHECK (("confirmedAt" IS NULL) = ("confirmedById" IS NULL) AND ("confirmedAt" IS NULL OR "enteredAt" IS NOT NULL))
);
