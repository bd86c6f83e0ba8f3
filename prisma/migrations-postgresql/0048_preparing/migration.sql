-- Papers that units bring for their items, and who approves them.

-- A unit has leaders, who approve what it brings.
ALTER TABLE "GlobalRole" DROP CONSTRAINT "GlobalRole_role_check";
ALTER TABLE "GlobalRole" ADD CONSTRAINT "GlobalRole_role_check" CHECK ("role" IN ('admin','clerk','officer','leader'));

-- AlterTable
ALTER TABLE "Intake" ADD COLUMN "submits" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "PaperTask" (
    "itemId" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "unitId" TEXT COLLATE "C" NOT NULL,
    "officerId" TEXT COLLATE "C",
    "askedAt" TIMESTAMP(3) NOT NULL,
    "askedById" TEXT COLLATE "C" NOT NULL,
    "dueOn" TEXT COLLATE "C",
    "lockedAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "PaperTask_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "PaperTask_pkey" PRIMARY KEY ("itemId")
);

-- CreateTable
CREATE TABLE "PaperSubmission" (
    "id" TEXT COLLATE "C" NOT NULL,
    "lineId" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "itemId" TEXT COLLATE "C" NOT NULL,
    "unitId" TEXT COLLATE "C" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL DEFAULT 'khac',
    "reason" TEXT COLLATE "C",
    "blobKey" TEXT COLLATE "C",
    "sha256" TEXT COLLATE "C" NOT NULL,
    "size" INTEGER NOT NULL,
    "pages" INTEGER NOT NULL,
    "fileName" TEXT COLLATE "C" NOT NULL,
    "facts" TEXT COLLATE "C" NOT NULL,
    "submittedById" TEXT COLLATE "C" NOT NULL,
    "submittedAt" TIMESTAMP(3) NOT NULL,
    "daysLate" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT COLLATE "C" NOT NULL,
    "replaces" INTEGER,
    "documentId" TEXT COLLATE "C",
    "versionNumber" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "PaperSubmission_state_check" CHECK ("state" IN ('waiting_leader','waiting_office','returned','approved','superseded','withdrawn')),
    CONSTRAINT "PaperSubmission_paper_check" CHECK (("state" = 'approved') = ("documentId" IS NOT NULL) AND ("documentId" IS NULL) = ("versionNumber" IS NULL)),
    CONSTRAINT "PaperSubmission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SubmissionOriginal" (
    "submissionId" TEXT COLLATE "C" NOT NULL,
    "blobKey" TEXT COLLATE "C",
    "sha256" TEXT COLLATE "C" NOT NULL,
    "size" INTEGER NOT NULL,
    "fileName" TEXT COLLATE "C" NOT NULL,
    "conversion" TEXT COLLATE "C" NOT NULL,
    "keptAt" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "SubmissionOriginal_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "PaperSubmission" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "SubmissionOriginal_pkey" PRIMARY KEY ("submissionId")
);

-- CreateTable
CREATE TABLE "PreparationStep" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "itemId" TEXT COLLATE "C" NOT NULL,
    "submissionId" TEXT COLLATE "C",
    "kind" TEXT COLLATE "C" NOT NULL,
    "byId" TEXT COLLATE "C",
    "at" TIMESTAMP(3) NOT NULL,
    "words" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "days" INTEGER,
    "dueOn" TEXT COLLATE "C",
    CONSTRAINT "PreparationStep_kind_check" CHECK ("kind" IN ('asked','submitted','leader_approved','approved','excepted','returned','withdrawn','extended','officer','locked','unlocked','reminded')),
    CONSTRAINT "PreparationStep_pkey" PRIMARY KEY ("id")
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
