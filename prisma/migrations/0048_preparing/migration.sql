-- Papers that units bring for their items, and who approves them.

-- A unit has leaders, who approve what it brings.
CREATE TABLE "GlobalRoleAfter" (
    "personId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "since" DATETIME,

    PRIMARY KEY ("personId", "role"),
    CONSTRAINT "GlobalRole_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "GlobalRole_role_check" CHECK ("role" IN ('admin','clerk','officer','leader'))
);
INSERT INTO "GlobalRoleAfter" ("personId", "role", "since") SELECT "personId", "role", "since" FROM "GlobalRole";
DROP TABLE "GlobalRole";
ALTER TABLE "GlobalRoleAfter" RENAME TO "GlobalRole";
CREATE INDEX "GlobalRole_role_idx" ON "GlobalRole"("role");

-- AlterTable
ALTER TABLE "Intake" ADD COLUMN "submits" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "PaperTask" (
    "itemId" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "officerId" TEXT,
    "askedAt" DATETIME NOT NULL,
    "askedById" TEXT NOT NULL,
    "dueOn" TEXT,
    "lockedAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "PaperTask_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PaperSubmission" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "lineId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "meetingId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'khac',
    "reason" TEXT,
    "blobKey" TEXT,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "pages" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "facts" TEXT NOT NULL,
    "submittedById" TEXT NOT NULL,
    "submittedAt" DATETIME NOT NULL,
    "daysLate" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "replaces" INTEGER,
    "documentId" TEXT,
    "versionNumber" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "PaperSubmission_state_check" CHECK ("state" IN ('waiting_leader','waiting_office','returned','approved','superseded','withdrawn')),
    CONSTRAINT "PaperSubmission_paper_check" CHECK (("state" = 'approved') = ("documentId" IS NOT NULL) AND ("documentId" IS NULL) = ("versionNumber" IS NULL))
);

-- CreateTable
CREATE TABLE "SubmissionOriginal" (
    "submissionId" TEXT NOT NULL PRIMARY KEY,
    "blobKey" TEXT,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "conversion" TEXT NOT NULL,
    "keptAt" DATETIME NOT NULL,
    CONSTRAINT "SubmissionOriginal_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "PaperSubmission" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PreparationStep" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "submissionId" TEXT,
    "kind" TEXT NOT NULL,
    "byId" TEXT,
    "at" DATETIME NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "days" INTEGER,
    "dueOn" TEXT,
    CONSTRAINT "PreparationStep_kind_check" CHECK ("kind" IN ('asked','submitted','leader_approved','approved','excepted','returned','withdrawn','extended','officer','locked','unlocked','reminded'))
);

-- CreateIndex
CREATE INDEX "PaperTask_meetingId_idx" ON "PaperTask"("meetingId");

-- CreateIndex
CREATE INDEX "PaperTask_unitId_idx" ON "PaperTask"("unitId");

-- CreateIndex
CREATE UNIQUE INDEX "PaperSubmission_blobKey_key" ON "PaperSubmission"("blobKey");

-- CreateIndex
CREATE UNIQUE INDEX "PaperSubmission_lineId_number_key" ON "PaperSubmission"("lineId", "number");

-- CreateIndex
CREATE INDEX "PaperSubmission_itemId_idx" ON "PaperSubmission"("itemId");

-- CreateIndex
CREATE INDEX "PaperSubmission_meetingId_idx" ON "PaperSubmission"("meetingId");

-- CreateIndex
CREATE UNIQUE INDEX "SubmissionOriginal_blobKey_key" ON "SubmissionOriginal"("blobKey");

-- CreateIndex
CREATE INDEX "PreparationStep_itemId_at_idx" ON "PreparationStep"("itemId", "at");

-- CreateIndex
CREATE INDEX "PreparationStep_meetingId_idx" ON "PreparationStep"("meetingId");
