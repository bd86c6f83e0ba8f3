-- Numbers of pages through a session, packs of its papers, and pages fetched to be printed.

-- CreateTable
CREATE TABLE "PageRun" (
    "documentId" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "first" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    CONSTRAINT "PageRun_numbers_check" CHECK ("first" >= 1 AND "count" >= 1)
);

-- CreateTable
CREATE TABLE "Pack" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "isLarge" BOOLEAN NOT NULL,
    "forId" TEXT,
    "part" TEXT,
    "fileName" TEXT NOT NULL,
    "requestedById" TEXT,
    "requestedAt" DATETIME NOT NULL,
    "asOf" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "jobId" TEXT,
    "blobKey" TEXT,
    "sha256" TEXT,
    "size" REAL,
    "pages" INTEGER,
    "missing" INTEGER NOT NULL DEFAULT 0,
    "seal" TEXT,
    "endedAt" DATETIME,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "Pack_state_check" CHECK ("state" IN ('waiting','ready','gone')),
    CONSTRAINT "Pack_ready_check" CHECK ("state" <> 'ready' OR ("blobKey" IS NOT NULL AND "sha256" IS NOT NULL AND "size" IS NOT NULL AND "seal" IS NOT NULL))
);

-- CreateTable
CREATE TABLE "PackPrint" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "documentId" TEXT NOT NULL,
    "pages" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "PackPrint_pages_check" CHECK ("pages" >= 1)
);

-- CreateIndex
CREATE UNIQUE INDEX "PageRun_meetingId_first_key" ON "PageRun"("meetingId", "first");

-- CreateIndex
CREATE INDEX "Pack_meetingId_digest_idx" ON "Pack"("meetingId", "digest");

-- CreateIndex
CREATE INDEX "Pack_expiresAt_idx" ON "Pack"("expiresAt");

-- CreateIndex
CREATE INDEX "Pack_blobKey_idx" ON "Pack"("blobKey");

-- CreateIndex
CREATE INDEX "PackPrint_meetingId_idx" ON "PackPrint"("meetingId");
