-- What differs between two versions of a paper: made from them, and gone with the right to them.
-- CreateTable
CREATE TABLE "VersionComparison" (
    "oldId" TEXT COLLATE "C" NOT NULL,
    "newId" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'waiting',
    "changes" INTEGER NOT NULL DEFAULT 0,
    "pages" TEXT COLLATE "C" NOT NULL DEFAULT '{"old":[],"new":[]}',
    "brief" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "rows" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "at" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "VersionComparison_state_check" CHECK ("state" IN ('waiting','made','failed')),
    CONSTRAINT "VersionComparison_pkey" PRIMARY KEY ("newId", "oldId")
);

-- CreateIndex
CREATE INDEX "VersionComparison_oldId_idx" ON "VersionComparison"("oldId");

-- AddForeignKey
ALTER TABLE "VersionComparison" ADD CONSTRAINT "VersionComparison_oldId_fkey" FOREIGN KEY ("oldId") REFERENCES "DocumentVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VersionComparison" ADD CONSTRAINT "VersionComparison_newId_fkey" FOREIGN KEY ("newId") REFERENCES "DocumentVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Up to where a person has gone through the list of changes; null: as the session was first seen.
ALTER TABLE "MeetingLook" ADD COLUMN "settled" TEXT COLLATE "C";
ALTER TABLE "MeetingLook" ADD COLUMN "settledAt" TIMESTAMP(3);
