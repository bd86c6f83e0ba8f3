-- Members who take no part in an item.

-- CreateTable
CREATE TABLE "Recusal" (
    "itemId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "meetingId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("itemId", "personId")
);

-- CreateIndex
CREATE INDEX "Recusal_meetingId_idx" ON "Recusal"("meetingId");
