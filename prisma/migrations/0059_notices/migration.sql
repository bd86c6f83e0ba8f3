-- Notices of conclusions while they are written, and the step of whoever signs one.
-- CreateTable
CREATE TABLE "ConclusionsNotice" (
    "meetingId" TEXT NOT NULL PRIMARY KEY,
    "content" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "ConclusionsNotice_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_SignatureStep" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officialId" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "personId" TEXT,
    "required" BOOLEAN NOT NULL DEFAULT true,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "signedAt" DATETIME,
    "certificate" TEXT,
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "SignatureStep_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "OfficialDocument" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "SignatureStep_role_check" CHECK ("role" IN ('secretary','chair','counter','counting_head','signatory','seal')),
    CONSTRAINT "SignatureStep_state_check" CHECK ("state" IN ('waiting','due','signed','refused'))
);
INSERT INTO "new_SignatureStep" ("id", "officialId", "order", "role", "field", "personId", "required", "state", "signedAt", "certificate", "reason", "version")
SELECT "id", "officialId", "order", "role", "field", "personId", "required", "state", "signedAt", "certificate", "reason", "version" FROM "SignatureStep";
DROP TABLE "SignatureStep";
ALTER TABLE "new_SignatureStep" RENAME TO "SignatureStep";
CREATE INDEX "SignatureStep_personId_state_idx" ON "SignatureStep"("personId", "state");
CREATE INDEX "SignatureStep_state_idx" ON "SignatureStep"("state");
CREATE UNIQUE INDEX "SignatureStep_officialId_order_key" ON "SignatureStep"("officialId", "order");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
