-- Documents signed one after the other with one PIN: what was shown of each, and what became of it.
-- CreateTable
CREATE TABLE "SigningRun" (
    "id" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "sealOfId" TEXT COLLATE "C",
    "commonName" TEXT COLLATE "C" NOT NULL,
    "serial" TEXT COLLATE "C" NOT NULL,
    "begunAt" TIMESTAMP(3) NOT NULL,
    "movedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "SigningRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SigningRunItem" (
    "id" TEXT COLLATE "C" NOT NULL,
    "runId" TEXT COLLATE "C" NOT NULL,
    "order" INTEGER NOT NULL,
    "officialId" TEXT COLLATE "C" NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'waiting',
    "at" TIMESTAMP(3),
    "revision" INTEGER,
    "refusal" TEXT COLLATE "C",

    CONSTRAINT "SigningRunItem_state_check" CHECK ("state" IN ('waiting','signed','refused','left')),
    CONSTRAINT "SigningRunItem_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SigningRun_personId_begunAt_idx" ON "SigningRun"("personId", "begunAt");

-- CreateIndex
CREATE INDEX "SigningRunItem_officialId_idx" ON "SigningRunItem"("officialId");

-- CreateIndex
CREATE UNIQUE INDEX "SigningRunItem_runId_order_key" ON "SigningRunItem"("runId", "order");

-- CreateIndex
CREATE UNIQUE INDEX "SigningRunItem_runId_officialId_key" ON "SigningRunItem"("runId", "officialId");

-- AddForeignKey
ALTER TABLE "SigningRun" ADD CONSTRAINT "SigningRun_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SigningRun" ADD CONSTRAINT "SigningRun_sealOfId_fkey" FOREIGN KEY ("sealOfId") REFERENCES "OrgUnit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SigningRunItem" ADD CONSTRAINT "SigningRunItem_runId_fkey" FOREIGN KEY ("runId") REFERENCES "SigningRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SigningRunItem" ADD CONSTRAINT "SigningRunItem_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "OfficialDocument"("id") ON DELETE CASCADE ON UPDATE CASCADE;
