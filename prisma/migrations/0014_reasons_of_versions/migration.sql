-- Why a paper was replaced, as its readers are told.
ALTER TABLE "DocumentVersion" ADD COLUMN "reason" TEXT;
ALTER TABLE "HeldPaper" ADD COLUMN "reason" TEXT;
