-- Who wants to speak and who had the floor, pauses of the sitting; and what hangs in the hall while it runs: notices, calls for service, black screens.
-- CreateTable
CREATE TABLE "FloorRequest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'speech',
    "topic" TEXT NOT NULL DEFAULT '',
    "minutes" INTEGER NOT NULL,
    "askedId" TEXT,
    "place" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "requestedAt" DATETIME NOT NULL,
    "settledAt" DATETIME,
    CONSTRAINT "FloorRequest_kind_check" CHECK ("kind" IN ('speech','order','question')),
    CONSTRAINT "FloorRequest_state_check" CHECK ("state" IN ('waiting','speaking','spoken','withdrawn','unheard')),
    CONSTRAINT "FloorRequest_minutes_check" CHECK ("minutes" BETWEEN 1 AND 30),
    CONSTRAINT "FloorRequest_asked_check" CHECK (("kind" = 'question') = ("askedId" IS NOT NULL)),
    CONSTRAINT "FloorRequest_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "FloorRequest_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "AgendaItem" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "FloorTurn" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "endedBy" TEXT,
    CONSTRAINT "FloorTurn_part_check" CHECK ("part" IN ('speech','order','question','answer')),
    CONSTRAINT "FloorTurn_end_check" CHECK (("endedAt" IS NULL) = ("endedBy" IS NULL) AND ("endedAt" IS NULL OR "endedAt" >= "startedAt")),
    CONSTRAINT "FloorTurn_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "FloorTurn_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "FloorRequest" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SittingPause" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "itemId" TEXT,
    "pausedAt" DATETIME NOT NULL,
    "resumedAt" DATETIME,
    CONSTRAINT "SittingPause_end_check" CHECK ("resumedAt" IS NULL OR "resumedAt" >= "pausedAt"),
    CONSTRAINT "SittingPause_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ServiceCall" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "calledAt" DATETIME NOT NULL,
    "answeredAt" DATETIME,
    CONSTRAINT "ServiceCall_kind_check" CHECK ("kind" IN ('technical','water','papers')),
    CONSTRAINT "ServiceCall_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "HallSign" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "by" TEXT NOT NULL,
    "hungAt" DATETIME NOT NULL,
    CONSTRAINT "HallSign_kind_check" CHECK ("kind" IN ('notice','attention','blackout')),
    CONSTRAINT "HallSign_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "FloorRequest_itemId_idx" ON "FloorRequest"("itemId");

-- CreateIndex
CREATE INDEX "FloorRequest_meetingId_idx" ON "FloorRequest"("meetingId");

-- CreateIndex
CREATE INDEX "FloorTurn_meetingId_idx" ON "FloorTurn"("meetingId");

-- CreateIndex
CREATE INDEX "FloorTurn_requestId_idx" ON "FloorTurn"("requestId");

-- CreateIndex
CREATE INDEX "SittingPause_meetingId_idx" ON "SittingPause"("meetingId");

-- CreateIndex
CREATE INDEX "ServiceCall_meetingId_idx" ON "ServiceCall"("meetingId");

-- CreateIndex
CREATE INDEX "HallSign_meetingId_idx" ON "HallSign"("meetingId");

-- Nobody waits twice for the same, one person has the floor, and a sitting stands still once.
CREATE UNIQUE INDEX "FloorRequest_once" ON "FloorRequest"("itemId", "personId", "kind") WHERE "state" IN ('waiting', 'speaking');
CREATE UNIQUE INDEX "FloorTurn_one" ON "FloorTurn"("meetingId") WHERE "endedAt" IS NULL;
CREATE UNIQUE INDEX "SittingPause_one" ON "SittingPause"("meetingId") WHERE "resumedAt" IS NULL;
CREATE UNIQUE INDEX "ServiceCall_once" ON "ServiceCall"("meetingId", "personId", "kind") WHERE "answeredAt" IS NULL;
