-- Files that may bear a mark of secrecy wait here for the answer of the person who sent them.
-- CreateTable
CREATE TABLE "HeldPaper" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "itemId" TEXT,
    "replacesId" TEXT,
    "replaces" INTEGER,
    "title" TEXT,
    "blobKey" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "facts" TEXT NOT NULL,
    "page" INTEGER NOT NULL,
    "words" TEXT NOT NULL,
    "uploadedById" TEXT NOT NULL,
    "heldAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "documentId" TEXT,
    "erasedAt" DATETIME,
    CONSTRAINT "HeldPaper_state_check" CHECK ("state" IN ('waiting','confirmed','refused','expired')),
    CONSTRAINT "HeldPaper_forgotten_check" CHECK ("state" NOT IN ('refused','expired') OR ("words" = '' AND "fileName" = '' AND "erasedAt" IS NOT NULL)),
    CONSTRAINT "HeldPaper_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "HeldPaper_meetingId_uploadedById_idx" ON "HeldPaper"("meetingId", "uploadedById");

-- CreateIndex
CREATE INDEX "HeldPaper_erasedAt_expiresAt_idx" ON "HeldPaper"("erasedAt", "expiresAt");
