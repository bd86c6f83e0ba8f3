-- Who prepares papers for whom, and the streams of ink in which they do.
-- CreateTable
CREATE TABLE "Delegation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "leaderId" TEXT NOT NULL,
    "assistantId" TEXT NOT NULL,
    "fromDay" TEXT NOT NULL,
    "toDay" TEXT NOT NULL,
    "givenAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "endedById" TEXT,

    CONSTRAINT "Delegation_days_check" CHECK ("fromDay" <= "toDay" AND "leaderId" <> "assistantId")
);

-- CreateTable
CREATE TABLE "PreparedStream" (
    "inkId" TEXT NOT NULL PRIMARY KEY,
    "documentId" TEXT NOT NULL,
    "paperInk" TEXT NOT NULL,
    "leaderId" TEXT NOT NULL,
    "assistantId" TEXT NOT NULL,
    "at" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "Delegation_leaderId_idx" ON "Delegation"("leaderId");

-- CreateIndex
CREATE INDEX "Delegation_assistantId_idx" ON "Delegation"("assistantId");

-- CreateIndex
CREATE INDEX "PreparedStream_documentId_leaderId_idx" ON "PreparedStream"("documentId", "leaderId");

-- CreateIndex
CREATE INDEX "PreparedStream_leaderId_idx" ON "PreparedStream"("leaderId");
