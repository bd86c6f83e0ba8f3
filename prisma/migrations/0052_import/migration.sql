-- Sessions of earlier years come in from an archive: each once, and each of its files once.
ALTER TABLE "Meeting" ADD COLUMN "importedAt" DATETIME;

-- CreateTable
CREATE TABLE "ImportedSession" (
    "meetingId" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "chair" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "ImportedSession_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ImportedFile" (
    "meetingId" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "documentId" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "line" INTEGER,
    "clearedBy" TEXT,

    PRIMARY KEY ("meetingId", "sha256"),
    CONSTRAINT "ImportedFile_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "ImportedSession" ("meetingId") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "ImportedSession_key_key" ON "ImportedSession"("key");

-- CreateIndex
CREATE UNIQUE INDEX "ImportedFile_documentId_key" ON "ImportedFile"("documentId");
