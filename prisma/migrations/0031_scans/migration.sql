-- Pages that are pictures, with the words a machine read on them: to be read, read, or could not be.
-- CreateTable
CREATE TABLE "ScannedPage" (
    "versionId" TEXT NOT NULL,
    "page" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "words" TEXT NOT NULL DEFAULT '',
    "tookMs" INTEGER,
    "readAt" DATETIME,
    PRIMARY KEY ("versionId", "page"),
    CONSTRAINT "ScannedPage_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DocumentVersion" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ScannedPage_state_check" CHECK ("state" IN ('waiting','read','failed'))
);
