-- Files of office programs become papers as PDFs; the file as it came is kept beside.
ALTER TABLE "Intake" ADD COLUMN "sourceKey" TEXT;
ALTER TABLE "Intake" ADD COLUMN "sourceSha256" TEXT;
ALTER TABLE "Intake" ADD COLUMN "sourceSize" INTEGER;
ALTER TABLE "Intake" ADD COLUMN "sourceName" TEXT;
ALTER TABLE "Intake" ADD COLUMN "conversion" TEXT;

-- CreateIndex
CREATE INDEX "Intake_sourceKey_idx" ON "Intake"("sourceKey");

-- CreateTable
CREATE TABLE "OriginalFile" (
    "versionId" TEXT NOT NULL PRIMARY KEY,
    "blobKey" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "conversion" TEXT NOT NULL,
    "keptAt" DATETIME NOT NULL,
    CONSTRAINT "OriginalFile_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DocumentVersion" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "OriginalFile_blobKey_key" ON "OriginalFile"("blobKey");
