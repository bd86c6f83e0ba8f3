-- When the file of an official document needs something to be believed later.
ALTER TABLE "OfficialDocument" ADD COLUMN "careAt" DATETIME;
CREATE INDEX "OfficialDocument_careAt_idx" ON "OfficialDocument"("careAt");

-- What is signed already is looked at with the rest.
UPDATE "OfficialDocument" SET "careAt" = "approvedAt" WHERE "state" = 'signed';
