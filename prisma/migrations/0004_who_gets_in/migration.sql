-- Idle time is measured by how long the house has run, not by the wall clock.
ALTER TABLE "Session" ADD COLUMN "beganRun" REAL NOT NULL DEFAULT 0;
ALTER TABLE "Session" ADD COLUMN "seenRun" REAL NOT NULL DEFAULT 0;

-- When a role was given: a new administrator does not release links at once.
ALTER TABLE "GlobalRole" ADD COLUMN "since" DATETIME;

ALTER TABLE "AccessLink" ADD COLUMN "madeBy" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "TrustedDevice" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tokenHash" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL,
    "lastUsedAt" DATETIME NOT NULL,
    CONSTRAINT "TrustedDevice_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LinkRequest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "requestedById" TEXT,
    "requestedBy" TEXT NOT NULL,
    "requestedAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "decidedById" TEXT,
    "decidedBy" TEXT,
    "decidedAt" DATETIME,
    CONSTRAINT "LinkRequest_state_check" CHECK ("state" IN ('waiting','released','refused')),
    CONSTRAINT "LinkRequest_second_person_check" CHECK ("decidedById" IS NULL OR "state" <> 'released' OR "requestedById" IS NULL OR "decidedById" <> "requestedById")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "params" TEXT NOT NULL DEFAULT '{}',
    "at" DATETIME NOT NULL,
    "readAt" DATETIME,
    CONSTRAINT "Notice_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "TrustedDevice_tokenHash_personId_key" ON "TrustedDevice"("tokenHash", "personId");

-- CreateIndex
CREATE INDEX "TrustedDevice_personId_idx" ON "TrustedDevice"("personId");

-- CreateIndex
CREATE INDEX "LinkRequest_state_requestedAt_idx" ON "LinkRequest"("state", "requestedAt");

-- CreateIndex
CREATE INDEX "LinkRequest_personId_idx" ON "LinkRequest"("personId");

-- CreateIndex
CREATE INDEX "Notice_personId_readAt_idx" ON "Notice"("personId", "readAt");

-- Steps of the clock and counted refusals are looked for by their action.
CREATE INDEX "AuditEntry_action_seq_idx" ON "AuditEntry"("action", "seq");
