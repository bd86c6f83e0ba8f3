-- Assignments: what conclusions ask of units, what units report of it; items that report on one; letters about one; words of them that are found.
ALTER TABLE "AgendaItem" ADD COLUMN "assignmentId" TEXT COLLATE "C";
ALTER TABLE "MailMessage" ADD COLUMN "assignmentId" TEXT COLLATE "C";

-- CreateTable
CREATE TABLE "Assignment" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "itemId" TEXT COLLATE "C" NOT NULL,
    "bodyId" TEXT COLLATE "C" NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,
    "unitId" TEXT COLLATE "C" NOT NULL,
    "withText" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "dueOn" TEXT COLLATE "C" NOT NULL,
    "outcome" TEXT COLLATE "C" NOT NULL,
    "supervisorId" TEXT COLLATE "C",
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'draft',
    "progress" TEXT COLLATE "C",
    "askedDueOn" TEXT COLLATE "C",
    "createdById" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "issuedAt" TIMESTAMP(3),
    "reportedOn" TEXT COLLATE "C",
    "settledAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Assignment_state_check" CHECK ("state" IN ('draft','open','reported','done','withdrawn')),
    CONSTRAINT "Assignment_progress_check" CHECK ("progress" IN ('working','trouble')),
    CONSTRAINT "Assignment_issued_check" CHECK ("issuedAt" IS NOT NULL OR "state" IN ('draft','withdrawn')),
    CONSTRAINT "Assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AssignmentUnit" (
    "assignmentId" TEXT COLLATE "C" NOT NULL,
    "unitId" TEXT COLLATE "C" NOT NULL,
    CONSTRAINT "AssignmentUnit_pkey" PRIMARY KEY ("assignmentId","unitId")
);

-- CreateTable
CREATE TABLE "AssignmentStep" (
    "id" TEXT COLLATE "C" NOT NULL,
    "assignmentId" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "byId" TEXT COLLATE "C",
    "at" TIMESTAMP(3) NOT NULL,
    "note" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "dueOn" TEXT COLLATE "C",
    "documentId" TEXT COLLATE "C",
    "before" TEXT COLLATE "C",
    CONSTRAINT "AssignmentStep_kind_check" CHECK ("kind" IN ('issued','changed','withdrawn','working','done','trouble','confirmed','returned','extended','refused','carried')),
    CONSTRAINT "AssignmentStep_pkey" PRIMARY KEY ("id")
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

-- AddForeignKey
ALTER TABLE "AssignmentUnit" ADD CONSTRAINT "AssignmentUnit_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "Assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssignmentStep" ADD CONSTRAINT "AssignmentStep_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "Assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "SearchSource" DROP CONSTRAINT "SearchSource_kind_check";
ALTER TABLE "SearchSource" ADD CONSTRAINT "SearchSource_kind_check" CHECK ("kind" IN ('meeting','item','conclusion','assignment','paper','minutes'));
