-- Who prepares papers for whom, and the streams of ink in which they do.
-- CreateTable
CREATE TABLE "Delegation" (
    "id" TEXT COLLATE "C" NOT NULL,
    "leaderId" TEXT COLLATE "C" NOT NULL,
    "assistantId" TEXT COLLATE "C" NOT NULL,
    "fromDay" TEXT COLLATE "C" NOT NULL,
    "toDay" TEXT COLLATE "C" NOT NULL,
    "givenAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "endedById" TEXT COLLATE "C",

    CONSTRAINT "Delegation_days_check" CHECK ("fromDay" <= "toDay" AND "leaderId" <> "assistantId"),
    CONSTRAINT "Delegation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PreparedStream" (
    "inkId" TEXT COLLATE "C" NOT NULL,
    "documentId" TEXT COLLATE "C" NOT NULL,
    "paperInk" TEXT COLLATE "C" NOT NULL,
    "leaderId" TEXT COLLATE "C" NOT NULL,
    "assistantId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PreparedStream_pkey" PRIMARY KEY ("inkId")
);

-- CreateIndex
CREATE INDEX "Delegation_leaderId_idx" ON "Delegation"("leaderId");

-- CreateIndex
CREATE INDEX "Delegation_assistantId_idx" ON "Delegation"("assistantId");

-- CreateIndex
CREATE INDEX "PreparedStream_documentId_leaderId_idx" ON "PreparedStream"("documentId", "leaderId");

-- CreateIndex
CREATE INDEX "PreparedStream_leaderId_idx" ON "PreparedStream"("leaderId");
