-- Members who take no part in an item.

-- CreateTable
CREATE TABLE "Recusal" (
    "itemId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Recusal_pkey" PRIMARY KEY ("itemId", "personId")
);

-- CreateIndex
CREATE INDEX "Recusal_meetingId_idx" ON "Recusal"("meetingId");
