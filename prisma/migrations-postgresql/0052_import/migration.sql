-- Sessions of earlier years come in from an archive: each once, and each of its files once.
ALTER TABLE "Meeting" ADD COLUMN "importedAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "ImportedSession" (
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "source" TEXT COLLATE "C" NOT NULL,
    "chair" TEXT COLLATE "C" NOT NULL DEFAULT '',
    CONSTRAINT "ImportedSession_pkey" PRIMARY KEY ("meetingId")
);

-- CreateTable
CREATE TABLE "ImportedFile" (
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "documentId" TEXT COLLATE "C" NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "line" INTEGER,
    "clearedBy" TEXT COLLATE "C",
    CONSTRAINT "ImportedFile_pkey" PRIMARY KEY ("meetingId","sha256")
);

-- CreateIndex
CREATE UNIQUE INDEX "ImportedSession_key_key" ON "ImportedSession"("key");

-- CreateIndex
CREATE UNIQUE INDEX "ImportedFile_documentId_key" ON "ImportedFile"("documentId");

-- AddForeignKey
ALTER TABLE "ImportedSession" ADD CONSTRAINT "ImportedSession_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportedFile" ADD CONSTRAINT "ImportedFile_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "ImportedSession"("meetingId") ON DELETE RESTRICT ON UPDATE CASCADE;
