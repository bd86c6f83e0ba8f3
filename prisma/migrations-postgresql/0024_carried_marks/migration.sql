-- What became of the marks of an earlier version of a paper on a later one. What is written or drawn stands in the log of ink alone.
-- CreateTable
CREATE TABLE "CarriedMark" (
    "id" TEXT COLLATE "C" NOT NULL,
    "documentId" TEXT COLLATE "C" NOT NULL,
    "versionId" TEXT COLLATE "C" NOT NULL,
    "fromNumber" INTEGER NOT NULL,
    "sourceInk" TEXT COLLATE "C" NOT NULL,
    "sourceId" TEXT COLLATE "C" NOT NULL,
    "layer" TEXT COLLATE "C" NOT NULL,
    "ownerId" TEXT COLLATE "C" NOT NULL,
    "verdict" TEXT COLLATE "C" NOT NULL,
    "doubt" TEXT COLLATE "C",
    "opIds" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "decision" TEXT COLLATE "C",
    "decidedAt" TIMESTAMP(3),
    "withdrawn" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "CarriedMark_layer_check" CHECK ("layer" IN ('private','shared')),
    CONSTRAINT "CarriedMark_verdict_check" CHECK ("verdict" IN ('moved','check','tray')),
    CONSTRAINT "CarriedMark_decision_check" CHECK ("decision" IS NULL OR ("decision" IN ('confirmed','let_go') AND "decidedAt" IS NOT NULL)),
    CONSTRAINT "CarriedMark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CarriedStream" (
    "versionId" TEXT COLLATE "C" NOT NULL,
    "inkId" TEXT COLLATE "C" NOT NULL,
    "layer" TEXT COLLATE "C" NOT NULL,
    "ownerId" TEXT COLLATE "C" NOT NULL,
    "head" INTEGER NOT NULL,
    CONSTRAINT "CarriedStream_layer_check" CHECK ("layer" IN ('private','shared')),
    CONSTRAINT "CarriedStream_pkey" PRIMARY KEY ("versionId", "inkId", "layer", "ownerId")
);

-- CreateIndex
CREATE INDEX "CarriedMark_documentId_ownerId_idx" ON "CarriedMark"("documentId", "ownerId");

-- CreateIndex
CREATE INDEX "CarriedMark_ownerId_idx" ON "CarriedMark"("ownerId");

-- CreateIndex
CREATE INDEX "CarriedMark_sourceInk_idx" ON "CarriedMark"("sourceInk");

-- CreateIndex
CREATE UNIQUE INDEX "CarriedMark_versionId_sourceId_key" ON "CarriedMark"("versionId", "sourceId");

-- CreateIndex
CREATE INDEX "CarriedStream_ownerId_idx" ON "CarriedStream"("ownerId");

-- CreateIndex
CREATE INDEX "CarriedStream_inkId_idx" ON "CarriedStream"("inkId");

-- AddForeignKey
ALTER TABLE "CarriedMark" ADD CONSTRAINT "CarriedMark_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CarriedMark" ADD CONSTRAINT "CarriedMark_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DocumentVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CarriedStream" ADD CONSTRAINT "CarriedStream_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DocumentVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
