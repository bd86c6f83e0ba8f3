-- What the digital signatures of papers are worth: made from their bytes, and gone with them.
-- CreateTable
CREATE TABLE "SignatureVerdict" (
    "versionId" TEXT COLLATE "C" NOT NULL,
    "verdict" TEXT COLLATE "C" NOT NULL DEFAULT 'waiting',
    "signers" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "at" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "SignatureVerdict_verdict_check" CHECK ("verdict" IN ('waiting','valid','valid_with_warnings','invalid','indeterminate','unsigned')),
    CONSTRAINT "SignatureVerdict_pkey" PRIMARY KEY ("versionId")
);

-- CreateIndex
CREATE INDEX "SignatureVerdict_at_idx" ON "SignatureVerdict"("at");

-- AddForeignKey
ALTER TABLE "SignatureVerdict" ADD CONSTRAINT "SignatureVerdict_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DocumentVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;
