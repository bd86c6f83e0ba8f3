-- Secret ballots: the box of a question, who has given a ballot (with what is sealed in it until it is counted), and what was in them.
-- No table holds a person and a choice, and none a time. Rows lie here in the order they were written: opened ballots in that of the lot.
-- CreateTable
CREATE TABLE "BallotBox" (
    "questionId" TEXT COLLATE "C" NOT NULL,
    "publicKey" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'open',
    "trackers" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "closing" TEXT COLLATE "C",
    "keyGone" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "BallotBox_state_check" CHECK ("state" IN ('open','frozen','counted')),
    CONSTRAINT "BallotBox_pkey" PRIMARY KEY ("questionId")
);

-- CreateTable
CREATE TABLE "SealedBallot" (
    "questionId" TEXT COLLATE "C" NOT NULL,
    "voterId" TEXT COLLATE "C" NOT NULL,
    "ciphertext" TEXT COLLATE "C",
    "tracker" TEXT COLLATE "C",
    CONSTRAINT "SealedBallot_sealed_check" CHECK (("ciphertext" IS NULL) = ("tracker" IS NULL) AND ("ciphertext" IS NULL OR length("ciphertext") = 376)),
    CONSTRAINT "SealedBallot_pkey" PRIMARY KEY ("questionId", "voterId")
);

-- CreateTable
CREATE TABLE "OpenedBallot" (
    "questionId" TEXT COLLATE "C" NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "choice" TEXT COLLATE "C",
    CONSTRAINT "OpenedBallot_pkey" PRIMARY KEY ("questionId", "id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SealedBallot_questionId_tracker_key" ON "SealedBallot"("questionId", "tracker");

-- CreateIndex
CREATE INDEX "SealedBallot_voterId_idx" ON "SealedBallot"("voterId");

-- AddForeignKey
ALTER TABLE "BallotBox" ADD CONSTRAINT "BallotBox_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "VoteQuestion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SealedBallot" ADD CONSTRAINT "SealedBallot_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "BallotBox"("questionId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SealedBallot" ADD CONSTRAINT "SealedBallot_voterId_fkey" FOREIGN KEY ("voterId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpenedBallot" ADD CONSTRAINT "OpenedBallot_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "BallotBox"("questionId") ON DELETE RESTRICT ON UPDATE CASCADE;
