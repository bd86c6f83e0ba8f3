-- Who wants to speak and who had the floor, pauses of the sitting; and what hangs in the hall while it runs: notices, calls for service, black screens.
-- CreateTable
CREATE TABLE "FloorRequest" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "itemId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL DEFAULT 'speech',
    "topic" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "minutes" INTEGER NOT NULL,
    "askedId" TEXT COLLATE "C",
    "place" INTEGER NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'waiting',
    "requestedAt" TIMESTAMP(3) NOT NULL,
    "settledAt" TIMESTAMP(3),
    CONSTRAINT "FloorRequest_kind_check" CHECK ("kind" IN ('speech','order','question')),
    CONSTRAINT "FloorRequest_state_check" CHECK ("state" IN ('waiting','speaking','spoken','withdrawn','unheard')),
    CONSTRAINT "FloorRequest_minutes_check" CHECK ("minutes" BETWEEN 1 AND 30),
    CONSTRAINT "FloorRequest_asked_check" CHECK (("kind" = 'question') = ("askedId" IS NOT NULL)),
    CONSTRAINT "FloorRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FloorTurn" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "itemId" TEXT COLLATE "C" NOT NULL,
    "requestId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "part" TEXT COLLATE "C" NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "endedBy" TEXT COLLATE "C",
    CONSTRAINT "FloorTurn_part_check" CHECK ("part" IN ('speech','order','question','answer')),
    CONSTRAINT "FloorTurn_end_check" CHECK (("endedAt" IS NULL) = ("endedBy" IS NULL) AND ("endedAt" IS NULL OR "endedAt" >= "startedAt")),
    CONSTRAINT "FloorTurn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SittingPause" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "itemId" TEXT COLLATE "C",
    "pausedAt" TIMESTAMP(3) NOT NULL,
    "resumedAt" TIMESTAMP(3),
    CONSTRAINT "SittingPause_end_check" CHECK ("resumedAt" IS NULL OR "resumedAt" >= "pausedAt"),
    CONSTRAINT "SittingPause_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ServiceCall" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "calledAt" TIMESTAMP(3) NOT NULL,
    "answeredAt" TIMESTAMP(3),
    CONSTRAINT "ServiceCall_kind_check" CHECK ("kind" IN ('technical','water','papers')),
    CONSTRAINT "ServiceCall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HallSign" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "by" TEXT COLLATE "C" NOT NULL,
    "hungAt" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "HallSign_kind_check" CHECK ("kind" IN ('notice','attention','blackout')),
    CONSTRAINT "HallSign_pkey" PRIMARY KEY ("id")
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

-- AddForeignKey
ALTER TABLE "FloorRequest" ADD CONSTRAINT "FloorRequest_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FloorRequest" ADD CONSTRAINT "FloorRequest_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "AgendaItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FloorTurn" ADD CONSTRAINT "FloorTurn_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FloorTurn" ADD CONSTRAINT "FloorTurn_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "FloorRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SittingPause" ADD CONSTRAINT "SittingPause_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ServiceCall" ADD CONSTRAINT "ServiceCall_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HallSign" ADD CONSTRAINT "HallSign_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
