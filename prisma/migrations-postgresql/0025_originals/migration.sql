-- Files of office programs become papers as PDFs; the file as it came is kept beside.
ALTER TABLE "Intake" ADD COLUMN "sourceKey" TEXT COLLATE "C";
ALTER TABLE "Intake" ADD COLUMN "sourceSha256" TEXT COLLATE "C";
ALTER TABLE "Intake" ADD COLUMN "sourceSize" INTEGER;
ALTER TABLE "Intake" ADD COLUMN "sourceName" TEXT COLLATE "C";
ALTER TABLE "Intake" ADD COLUMN "conversion" TEXT COLLATE "C";

-- CreateIndex
CREATE INDEX "Intake_sourceKey_idx" ON "Intake"("sourceKey");

-- CreateTable
CREATE TABLE "OriginalFile" (
    "versionId" TEXT COLLATE "C" NOT NULL,
    "blobKey" TEXT COLLATE "C" NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "size" INTEGER NOT NULL,
    "fileName" TEXT COLLATE "C" NOT NULL,
    "conversion" TEXT COLLATE "C" NOT NULL,
    "keptAt" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "OriginalFile_pkey" PRIMARY KEY ("versionId")
);

-- CreateIndex
CREATE UNIQUE INDEX "OriginalFile_blobKey_key" ON "OriginalFile"("blobKey");

-- AddForeignKey
ALTER TABLE "OriginalFile" ADD CONSTRAINT "OriginalFile_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DocumentVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
