-- Files that have come in have rows of their own from the first moment, not only those that wait for a word about secrecy.
-- CreateTable
CREATE TABLE "Intake" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "uploadedById" TEXT NOT NULL,
    "sendId" TEXT,
    "itemId" TEXT,
    "replacesId" TEXT,
    "replaces" INTEGER,
    "reason" TEXT,
    "title" TEXT,
    "blobKey" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "facts" TEXT NOT NULL DEFAULT '',
    "page" INTEGER,
    "words" TEXT NOT NULL DEFAULT '',
    "refusal" TEXT,
    "receivedAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'received',
    "documentId" TEXT,
    "erasedAt" DATETIME,
    CONSTRAINT "Intake_state_check" CHECK ("state" IN ('received','accepted','doubtful','rejected','waiting','confirmed','refused','expired')),
    CONSTRAINT "Intake_forgotten_check" CHECK ("state" NOT IN ('rejected','refused','expired') OR ("words" = '' AND "fileName" = '' AND "erasedAt" IS NOT NULL AND "sendId" IS NULL)),
    CONSTRAINT "Intake_paper_check" CHECK (("state" = 'confirmed') = ("documentId" IS NOT NULL)),
    CONSTRAINT "Intake_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

INSERT INTO "Intake" ("id", "meetingId", "uploadedById", "itemId", "replacesId", "replaces", "reason", "title", "blobKey", "sha256", "size", "fileName", "facts", "page", "words", "receivedAt", "expiresAt", "state", "documentId", "erasedAt")
SELECT "id", "meetingId", "uploadedById", "itemId", "replacesId", "replaces", "reason", "title", "blobKey", "sha256", "size", "fileName", "facts", "page", "words", "heldAt", "expiresAt", "state", "documentId", "erasedAt" FROM "HeldPaper";

DROP TABLE "HeldPaper";

-- CreateIndex
CREATE INDEX "Intake_meetingId_uploadedById_idx" ON "Intake"("meetingId", "uploadedById");

-- CreateIndex
CREATE INDEX "Intake_erasedAt_expiresAt_idx" ON "Intake"("erasedAt", "expiresAt");

-- CreateIndex
CREATE INDEX "Intake_blobKey_idx" ON "Intake"("blobKey");

-- CreateIndex
CREATE UNIQUE INDEX "Intake_uploadedById_sendId_key" ON "Intake"("uploadedById", "sendId");

-- A stored file is used once, whatever a program does.
DROP INDEX "DocumentVersion_blobKey_idx";
DROP INDEX "PagePicture_blobKey_idx";
DROP INDEX "OfficialFile_blobKey_idx";
CREATE UNIQUE INDEX "DocumentVersion_blobKey_key" ON "DocumentVersion"("blobKey");
CREATE UNIQUE INDEX "PagePicture_blobKey_key" ON "PagePicture"("blobKey");
CREATE UNIQUE INDEX "OfficialFile_blobKey_key" ON "OfficialFile"("blobKey");

-- Pages that waited for their pictures wait in line now. The ids say nothing of the time.
INSERT INTO "Job" ("id", "kind", "payload", "key", "priority", "turn", "runAfter", "queuedAt")
SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    'documents.draw-pages', json_object('versionId', "versionId"), "versionId", 1, "versionId", strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'), strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')
FROM (SELECT DISTINCT "versionId" FROM "PagePicture" WHERE "state" = 'waiting');
