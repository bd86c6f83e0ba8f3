-- Deleted accounts with their reports, and archives made for somebody.
ALTER TABLE "Person" ADD COLUMN "removedAt" DATETIME;

-- CreateTable
CREATE TABLE "PersonRemoval" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "fullName" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "removedById" TEXT,
    "removedBy" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "report" TEXT NOT NULL,
    "doneAt" DATETIME,
    CONSTRAINT "PersonRemoval_reason_check" CHECK ("reason" <> ''),
    CONSTRAINT "PersonRemoval_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DataExport" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "viewer" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "requestedById" TEXT,
    "requestedBy" TEXT NOT NULL,
    "requestedAt" DATETIME NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "jobId" TEXT,
    "blobKey" TEXT,
    "sha256" TEXT,
    "size" REAL,
    "files" INTEGER,
    "endedAt" DATETIME,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "DataExport_kind_check" CHECK ("kind" IN ('session','body','person')),
    CONSTRAINT "DataExport_state_check" CHECK ("state" IN ('waiting','ready','failed','gone')),
    CONSTRAINT "DataExport_ready_check" CHECK ("state" <> 'ready' OR ("blobKey" IS NOT NULL AND "sha256" IS NOT NULL AND "size" IS NOT NULL))
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

-- What is old is found without reading all.
CREATE INDEX "TrustedDevice_lastUsedAt_idx" ON "TrustedDevice"("lastUsedAt");
CREATE INDEX "Notice_at_idx" ON "Notice"("at");
CREATE INDEX "AccessLink_expiresAt_idx" ON "AccessLink"("expiresAt");
CREATE INDEX "MeetingLook_at_idx" ON "MeetingLook"("at");
CREATE INDEX "ReadingPlace_updatedAt_idx" ON "ReadingPlace"("updatedAt");
