-- Secret ballots: the box of a question, who has given a ballot (with what is sealed in it until it is counted), and what was in them.
-- No table holds a person and a choice, none a time, and none keeps the order in which ballots were given: rows lie in the order of their keys.
-- CreateTable
CREATE TABLE "BallotBox" (
    "questionId" TEXT NOT NULL PRIMARY KEY,
    "publicKey" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "trackers" TEXT NOT NULL DEFAULT '[]',
    "closing" TEXT,
    "keyGone" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "BallotBox_state_check" CHECK ("state" IN ('open','frozen','counted')),
    CONSTRAINT "BallotBox_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "VoteQuestion" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SealedBallot" (
    "questionId" TEXT NOT NULL,
    "voterId" TEXT NOT NULL,
    "ciphertext" TEXT,
    "tracker" TEXT,

    PRIMARY KEY ("questionId", "voterId"),
    CONSTRAINT "SealedBallot_sealed_check" CHECK (("ciphertext" IS NULL) = ("tracker" IS NULL) AND ("ciphertext" IS NULL OR length("ciphertext") = 376)),
    CONSTRAINT "SealedBallot_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "BallotBox" ("questionId") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "SealedBallot_voterId_fkey" FOREIGN KEY ("voterId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "OpenedBallot" (
    "questionId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "choice" TEXT,

    PRIMARY KEY ("questionId", "id"),
    CONSTRAINT "OpenedBallot_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "BallotBox" ("questionId") ON DELETE RESTRICT ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateIndex
CREATE UNIQUE INDEX "SealedBallot_questionId_tracker_key" ON "SealedBallot"("questionId", "tracker");

-- CreateIndex
CREATE INDEX "SealedBallot_voterId_idx" ON "SealedBallot"("voterId");
