-- What each command changed, as digests of the rows; null in entries from before.
ALTER TABLE "AuditEntry" ADD COLUMN "changes" TEXT;

-- CreateTable
CREATE TABLE "PinReset" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "keyId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "resetById" TEXT,
    "reason" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "PinReset_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "PinReset_reason_check" CHECK (length("reason") > 0),
    CONSTRAINT "PinReset_own_check" CHECK ("resetById" IS NULL OR "resetById" <> "personId")
);

-- CreateIndex
CREATE INDEX "PinReset_keyId_personId_idx" ON "PinReset"("keyId", "personId");

-- The office that works for a committee is part of the committee's agency: its clerk seals, its officers prepare.
UPDATE "OrgUnit" SET "kind" = 'office', "version" = "version" + 1
WHERE "kind" = 'department' AND "parentId" IS NOT NULL AND "name" LIKE 'Văn phòng Ủy ban nhân dân%';
