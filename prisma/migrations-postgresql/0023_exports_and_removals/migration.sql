-- Deleted accounts with their reports, and archives made for somebody.
ALTER TABLE "Person" ADD COLUMN "removedAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "PersonRemoval" (
    "id" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "fullName" TEXT COLLATE "C" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "removedById" TEXT COLLATE "C",
    "removedBy" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "report" TEXT COLLATE "C" NOT NULL,
    "doneAt" TIMESTAMP(3),
    CONSTRAINT "PersonRemoval_reason_check" CHECK ("reason" <> ''),
    CONSTRAINT "PersonRemoval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DataExport" (
    "id" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "subjectId" TEXT COLLATE "C" NOT NULL,
    "viewer" TEXT COLLATE "C" NOT NULL,
    "fileName" TEXT COLLATE "C" NOT NULL,
    "requestedById" TEXT COLLATE "C",
    "requestedBy" TEXT COLLATE "C" NOT NULL,
    "requestedAt" TIMESTAMP(3) NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'waiting',
    "jobId" TEXT COLLATE "C",
    "blobKey" TEXT COLLATE "C",
    "sha256" TEXT COLLATE "C",
    "size" DOUBLE PRECISION,
    "files" INTEGER,
    "endedAt" TIMESTAMP(3),
    "expiresAt" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "DataExport_kind_check" CHECK ("kind" IN ('session','body','person')),
    CONSTRAINT "DataExport_state_check" CHECK ("state" IN ('waiting','ready','failed','gone')),
    CONSTRAINT "DataExport_ready_check" CHECK ("state" <> 'ready' OR ("blobKey" IS NOT NULL AND "sha256" IS NOT NULL AND "size" IS NOT NULL)),
    CONSTRAINT "DataExport_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PersonRemoval_personId_key" ON "PersonRemoval"("personId");

-- CreateIndex
CREATE INDEX "PersonRemoval_at_idx" ON "PersonRemoval"("at");

-- CreateIndex
CREATE INDEX "DataExport_requestedById_requestedAt_idx" ON "DataExport"("requestedById", "requestedAt");

-- CreateIndex
CREATE INDEX "DataExport_expiresAt_idx" ON "DataExport"("expiresAt");

-- CreateIndex
CREATE INDEX "DataExport_blobKey_idx" ON "DataExport"("blobKey");

-- AddForeignKey
ALTER TABLE "PersonRemoval" ADD CONSTRAINT "PersonRemoval_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Whose private marks are asked for.
CREATE INDEX "InkStream_owner_idx" ON "InkStream"("owner", "docId") WHERE "layer" = 0;

-- What is old is found without reading all.
CREATE INDEX "TrustedDevice_lastUsedAt_idx" ON "TrustedDevice"("lastUsedAt");
CREATE INDEX "Notice_at_idx" ON "Notice"("at");
CREATE INDEX "AccessLink_expiresAt_idx" ON "AccessLink"("expiresAt");
CREATE INDEX "MeetingLook_at_idx" ON "MeetingLook"("at");
CREATE INDEX "ReadingPlace_updatedAt_idx" ON "ReadingPlace"("updatedAt");
