-- Letters about sessions, what became of them, and passes by which guests come in.

-- CreateTable
CREATE TABLE "Announcement" (
    "meetingId" TEXT NOT NULL PRIMARY KEY,
    "uid" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "place" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "cancelled" BOOLEAN NOT NULL DEFAULT false
);

-- CreateTable
CREATE TABLE "MailMessage" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "rule" TEXT NOT NULL DEFAULT '',
    "fields" TEXT NOT NULL DEFAULT '',
    "edition" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "code" TEXT,
    "queuedAt" DATETIME NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "until" DATETIME NOT NULL,
    "sentAt" DATETIME,
    CONSTRAINT "MailMessage_kind_check" CHECK ("kind" IN ('invitation','update','cancellation','reminder')),
    CONSTRAINT "MailMessage_state_check" CHECK ("state" IN ('queued','sent','failed','bounced','dropped'))
);

-- CreateTable
CREATE TABLE "GuestPass" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tokenHash" TEXT NOT NULL,
    "meetingId" TEXT NOT NULL,
    "seatId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "letterId" TEXT,
    "issuedById" TEXT,
    "issuedAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    "revokedAt" DATETIME
);

-- AlterTable
ALTER TABLE "SignIn" ADD COLUMN "meetingId" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Announcement_uid_key" ON "Announcement"("uid");

-- CreateIndex
CREATE UNIQUE INDEX "MailMessage_meetingId_personId_kind_sequence_rule_key" ON "MailMessage"("meetingId", "personId", "kind", "sequence", "rule");

-- CreateIndex
CREATE INDEX "MailMessage_state_dueAt_idx" ON "MailMessage"("state", "dueAt");

-- CreateIndex
CREATE INDEX "MailMessage_queuedAt_idx" ON "MailMessage"("queuedAt");

-- CreateIndex
CREATE INDEX "MailMessage_personId_idx" ON "MailMessage"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "GuestPass_tokenHash_key" ON "GuestPass"("tokenHash");

-- CreateIndex
CREATE INDEX "GuestPass_meetingId_idx" ON "GuestPass"("meetingId");

-- CreateIndex
CREATE INDEX "GuestPass_personId_idx" ON "GuestPass"("personId");

-- CreateIndex
CREATE INDEX "GuestPass_issuedAt_idx" ON "GuestPass"("issuedAt");
