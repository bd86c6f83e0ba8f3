-- Letters about sessions, what became of them, and passes by which guests come in.

-- CreateTable
CREATE TABLE "Announcement" (
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "uid" TEXT COLLATE "C" NOT NULL,
    "sequence" INTEGER NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "place" TEXT COLLATE "C" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "form" TEXT COLLATE "C" NOT NULL,
    "cancelled" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "Announcement_pkey" PRIMARY KEY ("meetingId")
);

-- CreateTable
CREATE TABLE "MailMessage" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "sequence" INTEGER NOT NULL,
    "rule" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "fields" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "edition" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'queued',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT COLLATE "C",
    "code" TEXT COLLATE "C",
    "queuedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,
    "sentAt" TIMESTAMP(3),
    CONSTRAINT "MailMessage_kind_check" CHECK ("kind" IN ('invitation','update','cancellation','reminder')),
    CONSTRAINT "MailMessage_state_check" CHECK ("state" IN ('queued','sent','failed','bounced','dropped')),
    CONSTRAINT "MailMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GuestPass" (
    "id" TEXT COLLATE "C" NOT NULL,
    "tokenHash" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "seatId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "letterId" TEXT COLLATE "C",
    "issuedById" TEXT COLLATE "C",
    "issuedAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),
    CONSTRAINT "GuestPass_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "SignIn" ADD COLUMN "meetingId" TEXT COLLATE "C";

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
