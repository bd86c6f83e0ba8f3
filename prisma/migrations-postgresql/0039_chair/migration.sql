-- The chair is handed over in the middle of a sitting.

-- AlterTable
ALTER TABLE "Meeting" ADD COLUMN "calledChairId" TEXT COLLATE "C";
ALTER TABLE "Meeting" ADD COLUMN "chairItemId" TEXT COLLATE "C";

-- CreateTable
CREATE TABLE "ChairClaim" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "refusedAt" TIMESTAMP(3),
    "reason" TEXT COLLATE "C",

    CONSTRAINT "ChairClaim_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ChairClaim_kind_check" CHECK ("kind" IN ('claim','proposal')),
    CONSTRAINT "ChairClaim_refused_check" CHECK (("refusedAt" IS NULL) = ("reason" IS NULL))
);

-- CreateIndex
CREATE UNIQUE INDEX "ChairClaim_meetingId_personId_key" ON "ChairClaim"("meetingId", "personId");

-- One seat of a session has the office of the chair.
CREATE UNIQUE INDEX "Attendee_one_chair" ON "Attendee"("meetingId") WHERE "role" = 'chair';
