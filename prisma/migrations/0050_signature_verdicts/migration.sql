-- What the digital signatures of papers are worth: made from their bytes, and gone with them.
-- CreateTable
CREATE TABLE "SignatureVerdict" (
    "versionId" TEXT NOT NULL PRIMARY KEY,
    "verdict" TEXT NOT NULL DEFAULT 'waiting',
    "signers" TEXT NOT NULL DEFAULT '[]',
    "at" DATETIME NOT NULL,

    CONSTRAINT "SignatureVerdict_verdict_check" CHECK ("verdict" IN ('waiting','valid','valid_with_warnings','invalid','indeterminate','unsigned')),
    CONSTRAINT "SignatureVerdict_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DocumentVersion" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "SignatureVerdict_at_idx" ON "SignatureVerdict"("at");
