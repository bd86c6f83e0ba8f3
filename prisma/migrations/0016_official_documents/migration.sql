-- Official documents have tables of their own; minutes supply what stands in one kind of them.

-- CreateTable
CREATE TABLE "OfficialDocument" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "meetingId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "notation" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'approved',
    "frozen" TEXT NOT NULL,
    "frozenSha256" TEXT NOT NULL,
    "approvedAt" DATETIME NOT NULL,
    "approvedById" TEXT NOT NULL,
    "verifyCode" TEXT NOT NULL,
    "baseRevision" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "OfficialDocument_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "OfficialDocument_state_check" CHECK ("state" IN ('approved','signed','withdrawn')),
    CONSTRAINT "OfficialDocument_number_check" CHECK ("number" >= 1)
);

-- CreateTable
CREATE TABLE "RegisterEntry" (
    "bodyId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "officialId" TEXT NOT NULL,
    "givenAt" DATETIME NOT NULL,

    PRIMARY KEY ("bodyId", "kind", "year", "number"),
    CONSTRAINT "RegisterEntry_bodyId_fkey" FOREIGN KEY ("bodyId") REFERENCES "Body" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RegisterEntry_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "OfficialDocument" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RegisterEntry_number_check" CHECK ("number" >= 1)
);

-- CreateTable
CREATE TABLE "OfficialFile" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "officialId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "blobKey" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "pages" INTEGER NOT NULL,
    "anchors" TEXT NOT NULL DEFAULT '[]',
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "OfficialFile_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "OfficialDocument" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- What was approved before. A number given in an earlier year and replaced since is known to the history only.
INSERT INTO "OfficialDocument" ("id", "kind", "meetingId", "title", "notation", "year", "number", "state", "frozen", "frozenSha256", "approvedAt", "approvedById", "verifyCode", "baseRevision")
SELECT m."id", 'minutes', m."meetingId", s."title", m."notation",
    CAST(strftime('%Y', m."approvedAt", '+7 hours') AS INTEGER), m."number",
    CASE WHEN m."state" IN ('approved','signed') THEN m."state" ELSE 'withdrawn' END,
    coalesce(json_extract(m."content", '$.frozen'), 'null'), coalesce(m."frozenSha256", ''),
    m."approvedAt", coalesce(m."approvedById", s."chairId"), m."verifyCode",
    coalesce((SELECT max(f."revision") FROM "MinutesFile" f WHERE f."minutesId" = m."id"), 0)
        - (SELECT count(*) FROM "SignatureStep" t WHERE t."minutesId" = m."id" AND t."state" = 'signed')
FROM "Minutes" m JOIN "Meeting" s ON s."id" = m."meetingId"
WHERE m."number" IS NOT NULL AND m."approvedAt" IS NOT NULL AND m."verifyCode" IS NOT NULL;

INSERT INTO "RegisterEntry" ("bodyId", "kind", "year", "number", "officialId", "givenAt")
SELECT s."bodyId", o."kind", o."year", o."number", o."id", o."approvedAt" FROM "OfficialDocument" o JOIN "Meeting" s ON s."id" = o."meetingId";

INSERT INTO "OfficialFile" ("id", "officialId", "revision", "blobKey", "sha256", "size", "pages", "anchors", "createdAt")
SELECT "id", "minutesId", "revision", "blobKey", "sha256", "size", "pages", "anchors", "createdAt" FROM "MinutesFile";
DROP TABLE "MinutesFile";

-- RedefineTables
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
    CONSTRAINT "SignatureStep_role_check" CHECK ("role" IN ('secretary','chair','seal')),
    CONSTRAINT "SignatureStep_state_check" CHECK ("state" IN ('waiting','due','signed','refused'))
);
INSERT INTO "new_SignatureStep" ("id", "officialId", "order", "role", "field", "personId", "required", "state", "signedAt", "certificate", "reason", "version")
SELECT "id", "minutesId", "order", "role", "field", "personId", "required", "state", "signedAt", "certificate", "reason", "version" FROM "SignatureStep";
DROP TABLE "SignatureStep";
ALTER TABLE "new_SignatureStep" RENAME TO "SignatureStep";

CREATE TABLE "new_Minutes" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "content" TEXT NOT NULL,
    "remarks" TEXT NOT NULL DEFAULT '',
    "submittedAt" DATETIME,
    "officialId" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Minutes_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Minutes_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "OfficialDocument" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Minutes_state_check" CHECK ("state" IN ('draft','submitted','returned','approved')),
    CONSTRAINT "Minutes_official_check" CHECK ("state" <> 'approved' OR "officialId" IS NOT NULL)
);
INSERT INTO "new_Minutes" ("id", "meetingId", "state", "content", "remarks", "submittedAt", "officialId", "version")
SELECT m."id", m."meetingId", CASE m."state" WHEN 'signed' THEN 'approved' ELSE m."state" END, json_remove(m."content", '$.frozen'), m."remarks", m."submittedAt",
    (SELECT o."id" FROM "OfficialDocument" o WHERE o."id" = m."id"), m."version" FROM "Minutes" m;
DROP TABLE "Minutes";
ALTER TABLE "new_Minutes" RENAME TO "Minutes";

-- CreateIndex
CREATE UNIQUE INDEX "OfficialDocument_verifyCode_key" ON "OfficialDocument"("verifyCode");
CREATE INDEX "OfficialDocument_meetingId_idx" ON "OfficialDocument"("meetingId");
CREATE INDEX "RegisterEntry_officialId_idx" ON "RegisterEntry"("officialId");
CREATE INDEX "OfficialFile_blobKey_idx" ON "OfficialFile"("blobKey");
CREATE INDEX "OfficialFile_sha256_idx" ON "OfficialFile"("sha256");
CREATE UNIQUE INDEX "OfficialFile_officialId_revision_key" ON "OfficialFile"("officialId", "revision");
CREATE INDEX "SignatureStep_personId_state_idx" ON "SignatureStep"("personId", "state");
CREATE UNIQUE INDEX "SignatureStep_officialId_order_key" ON "SignatureStep"("officialId", "order");
CREATE UNIQUE INDEX "Minutes_meetingId_key" ON "Minutes"("meetingId");
CREATE UNIQUE INDEX "Minutes_officialId_key" ON "Minutes"("officialId");

-- A number once given is never given again, and who had it stays known.
CREATE TRIGGER "RegisterEntry_no_update" BEFORE UPDATE ON "RegisterEntry" BEGIN SELECT RAISE(ABORT, 'register entries are never changed'); END;
CREATE TRIGGER "RegisterEntry_no_delete" BEFORE DELETE ON "RegisterEntry" BEGIN SELECT RAISE(ABORT, 'register entries are never deleted'); END;
