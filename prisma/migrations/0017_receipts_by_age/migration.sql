-- Answers kept for repeated commands are forgotten by their age.

-- CreateIndex
CREATE INDEX "Receipt_at_idx" ON "Receipt"("at");
