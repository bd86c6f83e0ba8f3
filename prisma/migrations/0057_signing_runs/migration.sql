-- Documents signed one after the other with one PIN: what was shown of each, and what became of it.
-- CreateTable
CREATE TABLE "SigningRun" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "sealOfId" TEXT,
    "commonName" TEXT NOT NULL,
    "serial" TEXT NOT NULL,
    "begunAt" DATETIME NOT NULL,
    "movedAt" DATETIME NOT NULL,
    "endedAt" DATETIME,

    CONSTRAINT "SigningRun_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "SigningRun_sealOfId_fkey" FOREIGN KEY ("sealOfId") REFERENCES "OrgUnit" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SigningRunItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "runId" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "officialId" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "at" DATETIME,
    "revision" INTEGER,
    "refusal" TEXT,

    CONSTRAINT "SigningRunItem_state_check" CHECK ("state" IN ('waiting','signed','refused','left')),
    CONSTRAINT "SigningRunItem_runId_fkey" FOREIGN KEY ("runId") REFERENCES "SigningRun" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "SigningRunItem_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "OfficialDocument" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "SigningRun_personId_begunAt_idx" ON "SigningRun"("personId", "begunAt");

-- CreateIndex
CREATE UNIQUE INDEX "SigningRunItem_runId_order_key" ON "SigningRunItem"("runId", "order");

-- CreateIndex
CREATE UNIQUE INDEX "SigningRunItem_runId_officialId_key" ON "SigningRunItem"("runId", "officialId");

-- CreateIndex
CREATE INDEX "SigningRunItem_officialId_idx" ON "SigningRunItem"("officialId");
