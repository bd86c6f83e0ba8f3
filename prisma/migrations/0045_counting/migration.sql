-- Counting committees, votes on paper ballots, boxes whose ballots are opened no more, and official documents that are about one question.
-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_VoteQuestion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "mode" TEXT NOT NULL DEFAULT 'open',
    "kind" TEXT NOT NULL DEFAULT 'approve',
    "options" TEXT NOT NULL DEFAULT '[]',
    "seats" INTEGER,
    "majority" TEXT,
    "inSeries" BOOLEAN NOT NULL DEFAULT false,
    "covers" TEXT,
    "counters" TEXT,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "way" TEXT NOT NULL DEFAULT 'hands',
    "deadline" DATETIME,
    "calledId" TEXT,
    "members" INTEGER,
    "present" INTEGER,
    "result" TEXT,
    "passed" BOOLEAN,
    "openedAt" DATETIME,
    "closedAt" DATETIME,
    "recordedById" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "VoteQuestion_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "VoteQuestion_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "AgendaItem" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "VoteQuestion_mode_check" CHECK ("mode" IN ('open','nameless','secret')),
    CONSTRAINT "VoteQuestion_kind_check" CHECK ("kind" IN ('approve','options','opinions','candidates','each','confidence')),
    CONSTRAINT "VoteQuestion_way_check" CHECK ("way" IN ('hands','tablets','roll','paper')),
    CONSTRAINT "VoteQuestion_state_check" CHECK ("state" IN ('draft','open','closed','fallen'))
);
INSERT INTO "new_VoteQuestion" ("id", "meetingId", "itemId", "order", "text", "mode", "kind", "options", "seats", "majority", "inSeries", "covers", "state", "way", "deadline", "calledId", "members", "present", "result", "passed", "openedAt", "closedAt", "recordedById", "version")
SELECT "id", "meetingId", "itemId", "order", "text", "mode", "kind", "options", "seats", "majority", "inSeries", "covers", "state", "way", "deadline", "calledId", "members", "present", "result", "passed", "openedAt", "closedAt", "recordedById", "version" FROM "VoteQuestion";
DROP TABLE "VoteQuestion";
ALTER TABLE "new_VoteQuestion" RENAME TO "VoteQuestion";
CREATE INDEX "VoteQuestion_meetingId_idx" ON "VoteQuestion"("meetingId");
CREATE INDEX "VoteQuestion_itemId_idx" ON "VoteQuestion"("itemId");
CREATE TABLE "new_BallotBox" (
    "questionId" TEXT NOT NULL PRIMARY KEY,
    "publicKey" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "trackers" TEXT NOT NULL DEFAULT '[]',
    "closing" TEXT,
    "keyGone" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "BallotBox_state_check" CHECK ("state" IN ('open','frozen','counted','void')),
    CONSTRAINT "BallotBox_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "VoteQuestion" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_BallotBox" ("questionId", "publicKey", "state", "trackers", "closing", "keyGone")
SELECT "questionId", "publicKey", "state", "trackers", "closing", "keyGone" FROM "BallotBox";
DROP TABLE "BallotBox";
ALTER TABLE "new_BallotBox" RENAME TO "BallotBox";
CREATE TABLE "new_SignatureStep" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officialId" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "personId" TEXT,
    "required" BOOLEAN NOT NULL DEFAULT true,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "signedAt" DATETIME,
    "certificate" TEXT,
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "SignatureStep_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "OfficialDocument" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "SignatureStep_role_check" CHECK ("role" IN ('secretary','chair','counter','counting_head','seal')),
    CONSTRAINT "SignatureStep_state_check" CHECK ("state" IN ('waiting','due','signed','refused'))
);
INSERT INTO "new_SignatureStep" ("id", "officialId", "order", "role", "field", "personId", "required", "state", "signedAt", "certificate", "reason", "version")
SELECT "id", "officialId", "order", "role", "field", "personId", "required", "state", "signedAt", "certificate", "reason", "version" FROM "SignatureStep";
DROP TABLE "SignatureStep";
ALTER TABLE "new_SignatureStep" RENAME TO "SignatureStep";
CREATE INDEX "SignatureStep_personId_state_idx" ON "SignatureStep"("personId", "state");
CREATE INDEX "SignatureStep_state_idx" ON "SignatureStep"("state");
CREATE UNIQUE INDEX "SignatureStep_officialId_order_key" ON "SignatureStep"("officialId", "order");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- AlterTable
ALTER TABLE "OfficialDocument" ADD COLUMN "aboutId" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "OfficialDocument_kind_aboutId_key" ON "OfficialDocument"("kind", "aboutId");
