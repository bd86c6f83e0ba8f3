-- Numbers of pages through a session, packs of its papers, and pages fetched to be printed.

-- CreateTable
CREATE TABLE "PageRun" (
    "documentId" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "first" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    CONSTRAINT "PageRun_numbers_check" CHECK ("first" >= 1 AND "count" >= 1),
    CONSTRAINT "PageRun_pkey" PRIMARY KEY ("documentId")
);

-- CreateTable
CREATE TABLE "Pack" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "digest" TEXT COLLATE "C" NOT NULL,
    "isLarge" BOOLEAN NOT NULL,
    "forId" TEXT COLLATE "C",
    "part" TEXT COLLATE "C",
    "fileName" TEXT COLLATE "C" NOT NULL,
    "requestedById" TEXT COLLATE "C",
    "requestedAt" TIMESTAMP(3) NOT NULL,
    "asOf" INTEGER NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'waiting',
    "jobId" TEXT COLLATE "C",
    "blobKey" TEXT COLLATE "C",
    "sha256" TEXT COLLATE "C",
    "size" DOUBLE PRECISION,
    "pages" INTEGER,
    "missing" INTEGER NOT NULL DEFAULT 0,
    "seal" TEXT COLLATE "C",
    "endedAt" TIMESTAMP(3),
    "expiresAt" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "Pack_state_check" CHECK ("state" IN ('waiting','ready','gone')),
    CONSTRAINT "Pack_ready_check" CHECK ("state" <> 'ready' OR ("blobKey" IS NOT NULL AND "sha256" IS NOT NULL AND "size" IS NOT NULL AND "seal" IS NOT NULL)),
    CONSTRAINT "Pack_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PackPrint" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "documentId" TEXT COLLATE "C" NOT NULL,
    "pages" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "PackPrint_pages_check" CHECK ("pages" >= 1),
    CONSTRAINT "PackPrint_pkey" PRIMARY KEY ("id")
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
