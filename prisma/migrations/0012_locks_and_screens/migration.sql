-- A tablet that was locked, or left alone, opens by the unlock code of its person; tries are counted by person and device.
ALTER TABLE "Session" ADD COLUMN "lockedAt" DATETIME;
ALTER TABLE "TrustedDevice" ADD COLUMN "wrongCodes" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "UnlockCode" (
    "personId" TEXT NOT NULL PRIMARY KEY,
    "hash" TEXT NOT NULL,
    "setAt" DATETIME NOT NULL,
    CONSTRAINT "UnlockCode_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- A screen on the wall: offered to whichever screen shows the code, then bound to that browser.
-- CreateTable
CREATE TABLE "RoomScreen" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "code" TEXT,
    "tokenHash" TEXT,
    "offeredBy" TEXT NOT NULL,
    "offeredAt" DATETIME NOT NULL,
    "pairedAt" DATETIME,
    CONSTRAINT "RoomScreen_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RoomScreen_state_check" CHECK (("code" IS NULL) = ("tokenHash" IS NOT NULL) AND ("tokenHash" IS NULL) = ("pairedAt" IS NULL))
);

-- CreateIndex
CREATE UNIQUE INDEX "RoomScreen_code_key" ON "RoomScreen"("code");

-- CreateIndex
CREATE UNIQUE INDEX "RoomScreen_tokenHash_key" ON "RoomScreen"("tokenHash");

-- CreateIndex
CREATE INDEX "RoomScreen_meetingId_idx" ON "RoomScreen"("meetingId");
