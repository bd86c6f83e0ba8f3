-- Assignments: what conclusions ask of units, what units report of it; items that report on one; letters about one; words of them that are found.
ALTER TABLE "AgendaItem" ADD COLUMN "assignmentId" TEXT;
ALTER TABLE "MailMessage" ADD COLUMN "assignmentId" TEXT;

-- CreateTable
CREATE TABLE "Assignment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "bodyId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "withText" TEXT NOT NULL DEFAULT '',
    "dueOn" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "supervisorId" TEXT,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "progress" TEXT,
    "askedDueOn" TEXT,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "issuedAt" DATETIME,
    "reportedOn" TEXT,
    "settledAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Assignment_state_check" CHECK ("state" IN ('draft','open','reported','done','withdrawn')),
    CONSTRAINT "Assignment_progress_check" CHECK ("progress" IN ('working','trouble')),
    CONSTRAINT "Assignment_issued_check" CHECK ("issuedAt" IS NOT NULL OR "state" IN ('draft','withdrawn'))
);

-- CreateTable
CREATE TABLE "AssignmentUnit" (
    "assignmentId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,

    PRIMARY KEY ("assignmentId", "unitId"),
    CONSTRAINT "AssignmentUnit_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "Assignment" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AssignmentStep" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "assignmentId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "byId" TEXT,
    "at" DATETIME NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "dueOn" TEXT,
    "documentId" TEXT,
    "before" TEXT,
    CONSTRAINT "AssignmentStep_kind_check" CHECK ("kind" IN ('issued','changed','withdrawn','working','done','trouble','confirmed','returned','extended','refused','carried')),
    CONSTRAINT "AssignmentStep_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "Assignment" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Assignment_meetingId_idx" ON "Assignment"("meetingId");

-- CreateIndex
CREATE INDEX "Assignment_bodyId_state_dueOn_id_idx" ON "Assignment"("bodyId", "state", "dueOn", "id");

-- CreateIndex
CREATE INDEX "Assignment_unitId_state_dueOn_id_idx" ON "Assignment"("unitId", "state", "dueOn", "id");

-- CreateIndex
CREATE INDEX "Assignment_state_dueOn_id_idx" ON "Assignment"("state", "dueOn", "id");

-- CreateIndex
CREATE INDEX "AssignmentUnit_unitId_idx" ON "AssignmentUnit"("unitId");

-- CreateIndex
CREATE INDEX "AssignmentStep_assignmentId_at_idx" ON "AssignmentStep"("assignmentId", "at");

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_SearchSource" (
    "no" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "meetingId" TEXT NOT NULL,
    "sourceId" TEXT NOT NULL,
    "documentId" TEXT,
    "number" INTEGER,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "read" INTEGER NOT NULL DEFAULT 0,
    "unread" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "SearchSource_kind_check" CHECK ("kind" IN ('meeting','item','conclusion','assignment','paper','minutes')),
    CONSTRAINT "SearchSource_read_check" CHECK ("read" <= "pages")
);
INSERT INTO "new_SearchSource" ("no", "kind", "meetingId", "sourceId", "documentId", "number", "pages", "read", "unread")
SELECT "no", "kind", "meetingId", "sourceId", "documentId", "number", "pages", "read", "unread" FROM "SearchSource";
DROP TABLE "SearchSource";
ALTER TABLE "new_SearchSource" RENAME TO "SearchSource";
CREATE UNIQUE INDEX "SearchSource_sourceId_kind_key" ON "SearchSource"("sourceId", "kind");
CREATE INDEX "SearchSource_meetingId_idx" ON "SearchSource"("meetingId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
