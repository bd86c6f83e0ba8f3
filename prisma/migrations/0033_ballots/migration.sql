-- Votes from tablets and by roll call, and questions of further kinds.
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
    CONSTRAINT "VoteQuestion_way_check" CHECK ("way" IN ('hands','tablets','roll')),
    CONSTRAINT "VoteQuestion_state_check" CHECK ("state" IN ('draft','open','closed','fallen'))
);
INSERT INTO "new_VoteQuestion" ("id", "meetingId", "itemId", "order", "text", "mode", "kind", "options", "state", "members", "present", "result", "passed", "openedAt", "closedAt", "recordedById", "version")
SELECT "id", "meetingId", "itemId", "order", "text", "mode", "kind", "options", "state", "members", "present", "result", "passed", "openedAt", "closedAt", "recordedById", "version" FROM "VoteQuestion";
DROP TABLE "VoteQuestion";
ALTER TABLE "new_VoteQuestion" RENAME TO "VoteQuestion";
CREATE INDEX "VoteQuestion_meetingId_idx" ON "VoteQuestion"("meetingId");
CREATE INDEX "VoteQuestion_itemId_idx" ON "VoteQuestion"("itemId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateTable
CREATE TABLE "Ballot" (
    "questionId" TEXT NOT NULL,
    "voterId" TEXT NOT NULL,
    "castById" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "castAt" DATETIME NOT NULL,

    PRIMARY KEY ("questionId", "voterId"),
    CONSTRAINT "Ballot_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "VoteQuestion" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Ballot_voterId_fkey" FOREIGN KEY ("voterId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Ballot_voterId_idx" ON "Ballot"("voterId");
