-- Pages that are pictures, with the words a machine read on them: to be read, read, or could not be.

-- CreateTable
CREATE TABLE "ScannedPage" (
    "versionId" TEXT COLLATE "C" NOT NULL,
    "page" INTEGER NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'waiting',
    "words" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "tookMs" INTEGER,
    "readAt" TIMESTAMP(3),
    CONSTRAINT "ScannedPage_state_check" CHECK ("state" IN ('waiting','read','failed')),
    CONSTRAINT "ScannedPage_pkey" PRIMARY KEY ("versionId","page")
);

-- AddForeignKey
ALTER TABLE "ScannedPage" ADD CONSTRAINT "ScannedPage_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DocumentVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
