-- Votes from tablets and by roll call, and questions of further kinds.
ALTER TABLE "VoteQuestion" ADD COLUMN "seats" INTEGER;
ALTER TABLE "VoteQuestion" ADD COLUMN "majority" TEXT COLLATE "C";
ALTER TABLE "VoteQuestion" ADD COLUMN "inSeries" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "VoteQuestion" ADD COLUMN "way" TEXT COLLATE "C" NOT NULL DEFAULT 'hands';
ALTER TABLE "VoteQuestion" ADD COLUMN "deadline" TIMESTAMP(3);
ALTER TABLE "VoteQuestion" ADD COLUMN "calledId" TEXT COLLATE "C";
ALTER TABLE "VoteQuestion" DROP CONSTRAINT "VoteQuestion_mode_check";
ALTER TABLE "VoteQuestion" DROP CONSTRAINT "VoteQuestion_kind_check";
ALTER TABLE "VoteQuestion" DROP CONSTRAINT "VoteQuestion_state_check";
ALTER TABLE "VoteQuestion" ADD CONSTRAINT "VoteQuestion_mode_check" CHECK ("mode" IN ('open','nameless','secret'));
ALTER TABLE "VoteQuestion" ADD CONSTRAINT "VoteQuestion_kind_check" CHECK ("kind" IN ('approve','options','opinions','candidates','each','confidence'));
ALTER TABLE "VoteQuestion" ADD CONSTRAINT "VoteQuestion_way_check" CHECK ("way" IN ('hands','tablets','roll'));
ALTER TABLE "VoteQuestion" ADD CONSTRAINT "VoteQuestion_state_check" CHECK ("state" IN ('draft','open','closed','fallen'));

-- CreateTable
CREATE TABLE "Ballot" (
    "questionId" TEXT COLLATE "C" NOT NULL,
    "voterId" TEXT COLLATE "C" NOT NULL,
    "castById" TEXT COLLATE "C" NOT NULL,
    "position" TEXT COLLATE "C" NOT NULL,
    "choice" TEXT COLLATE "C" NOT NULL,
    "castAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Ballot_pkey" PRIMARY KEY ("questionId", "voterId")
);

-- CreateIndex
CREATE INDEX "Ballot_voterId_idx" ON "Ballot"("voterId");

-- AddForeignKey
ALTER TABLE "Ballot" ADD CONSTRAINT "Ballot_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "VoteQuestion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ballot" ADD CONSTRAINT "Ballot_voterId_fkey" FOREIGN KEY ("voterId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
