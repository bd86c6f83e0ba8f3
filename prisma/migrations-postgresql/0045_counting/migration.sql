-- Counting committees, votes on paper ballots, boxes whose ballots are opened no more, and official documents that are about one question.
ALTER TABLE "VoteQuestion" ADD COLUMN "counters" TEXT COLLATE "C";
ALTER TABLE "VoteQuestion" DROP CONSTRAINT "VoteQuestion_way_check";
ALTER TABLE "VoteQuestion" ADD CONSTRAINT "VoteQuestion_way_check" CHECK ("way" IN ('hands','tablets','roll','paper'));
ALTER TABLE "BallotBox" DROP CONSTRAINT "BallotBox_state_check";
ALTER TABLE "BallotBox" ADD CONSTRAINT "BallotBox_state_check" CHECK ("state" IN ('open','frozen','counted','void'));
ALTER TABLE "SignatureStep" DROP CONSTRAINT "SignatureStep_role_check";
ALTER TABLE "SignatureStep" ADD CONSTRAINT "SignatureStep_role_check" CHECK ("role" IN ('secretary','chair','counter','counting_head','seal'));
ALTER TABLE "OfficialDocument" ADD COLUMN "aboutId" TEXT COLLATE "C";

-- CreateIndex
CREATE UNIQUE INDEX "OfficialDocument_kind_aboutId_key" ON "OfficialDocument"("kind", "aboutId");
