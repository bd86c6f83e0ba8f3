-- What became of the marks of an earlier version of a paper on a later one. What is written or drawn stands in the log of ink alone.
-- CreateTable
CREATE TABLE "CarriedMark" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "documentId" TEXT NOT NULL,
    "versionId" TEXT NOT NULL,
    "fromNumber" INTEGER NOT NULL,
    "sourceInk" TEXT NOT NULL,
    "sourceId" TEXT NOT NULL,
    "layer" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "doubt" TEXT,
    "opIds" TEXT NOT NULL DEFAULT '[]',
    "decision" TEXT,
    "decidedAt" DATETIME,
    "withdrawn" BOOLEAN NOT NULL DEFAULT false,
    "at" DATETIME NOT NULL,
    CONSTRAINT "CarriedMark_layer_check" CHECK ("layer" IN ('private','shared')),
    CONSTRAINT "CarriedMark_verdict_check" CHECK ("verdict" IN ('moved','check','tray')),
    CONSTRAINT "CarriedMark_decision_check" CHECK ("decision" IS NULL OR ("decision" IN ('confirmed','let_go') AND "decidedAt" IS NOT NULL)),
    CONSTRAINT "CarriedMark_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "CarriedMark_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DocumentVersion" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CarriedStream" (
    "versionId" TEXT NOT NULL,
    "inkId" TEXT NOT NULL,
    "layer" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "head" INTEGER NOT NULL,

    PRIMARY KEY ("versionId", "inkId", "layer", "ownerId"),
    CONSTRAINT "CarriedStream_layer_check" CHECK ("layer" IN ('private','shared')),
    CONSTRAINT "CarriedStream_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DocumentVersion" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
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
