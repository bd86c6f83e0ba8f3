-- The chair is handed over in the middle of a sitting.

-- AlterTable
ALTER TABLE "Meeting" ADD COLUMN "calledChairId" TEXT;
ALTER TABLE "Meeting" ADD COLUMN "chairItemId" TEXT;

-- CreateTable
CREATE TABLE "ChairClaim" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "refusedAt" DATETIME,
    "reason" TEXT,
    CONSTRAINT "ChairClaim_kind_check" CHECK ("kind" IN ('claim','proposal')),
    CONSTRAINT "ChairClaim_refused_check" CHECK (("refusedAt" IS NULL) = ("reason" IS NULL))
);

-- CreateIndex
CREATE UNIQUE INDEX "ChairClaim_meetingId_personId_key" ON "ChairClaim"("meetingId", "personId");

-- One seat of a session has the office of the chair.
CREATE UNIQUE INDEX "Attendee_one_chair" ON "Attendee"("meetingId") WHERE "role" = 'chair';
