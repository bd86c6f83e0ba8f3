-- Work that leaves the request, in line.
-- CreateTable
CREATE TABLE "Job" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "key" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "priority" INTEGER NOT NULL,
    "turn" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "runAfter" DATETIME NOT NULL,
    "leasedBy" TEXT,
    "leaseUntil" DATETIME,
    "cancelled" BOOLEAN NOT NULL DEFAULT false,
    "done" INTEGER,
    "total" INTEGER,
    "error" TEXT,
    "queuedById" TEXT,
    "queuedAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    CONSTRAINT "Job_state_check" CHECK ("state" IN ('waiting','running','done','failed','cancelled')),
    CONSTRAINT "Job_lease_check" CHECK (("state" = 'running') = ("leasedBy" IS NOT NULL) AND ("leasedBy" IS NULL) = ("leaseUntil" IS NULL)),
    CONSTRAINT "Job_ended_check" CHECK (("state" IN ('done','failed','cancelled')) = ("endedAt" IS NOT NULL))
);

-- CreateIndex
CREATE INDEX "Job_state_priority_turn_idx" ON "Job"("state", "priority" DESC, "turn");

-- CreateIndex
CREATE INDEX "Job_kind_key_state_idx" ON "Job"("kind", "key", "state");

-- Of one kind and key one waits at most; it stands for all that was asked for meanwhile.
CREATE UNIQUE INDEX "Job_waiting_once" ON "Job"("kind", "key") WHERE "state" = 'waiting' AND "key" IS NOT NULL;
