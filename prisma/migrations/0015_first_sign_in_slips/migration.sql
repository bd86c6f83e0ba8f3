-- First sign-ins of many people are prepared, released and printed as one batch.
ALTER TABLE "LinkRequest" ADD COLUMN "batchId" TEXT;

-- CreateIndex
CREATE INDEX "LinkRequest_batchId_idx" ON "LinkRequest"("batchId");
