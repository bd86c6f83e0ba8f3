-- What differs between two versions of a paper: made from them, and gone with the right to them.
-- CreateTable
CREATE TABLE "VersionComparison" (
    "oldId" TEXT NOT NULL,
    "newId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "changes" INTEGER NOT NULL DEFAULT 0,
    "pages" TEXT NOT NULL DEFAULT '{"old":[],"new":[]}',
    "brief" TEXT NOT NULL DEFAULT '[]',
    "rows" TEXT NOT NULL DEFAULT '[]',
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("newId", "oldId"),
    CONSTRAINT "VersionComparison_state_check" CHECK ("state" IN ('waiting','made','failed')),
    CONSTRAINT "VersionComparison_oldId_fkey" FOREIGN KEY ("oldId") REFERENCES "DocumentVersion" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "VersionComparison_newId_fkey" FOREIGN KEY ("newId") REFERENCES "DocumentVersion" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "VersionComparison_oldId_idx" ON "VersionComparison"("oldId");

-- Up to where a person has gone through the list of changes; null: as the session was first seen.
ALTER TABLE "MeetingLook" ADD COLUMN "settled" TEXT;
ALTER TABLE "MeetingLook" ADD COLUMN "settledAt" DATETIME;
