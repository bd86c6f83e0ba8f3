-- Rooms with their plans, and who sits where in a session.

-- AlterTable
ALTER TABLE "Meeting" ADD COLUMN "roomId" TEXT;

-- CreateTable
CREATE TABLE "Room" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "bodyId" TEXT,
    "name" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "equipment" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "retiredAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1
);

-- CreateTable
CREATE TABLE "SeatMap" (
    "meetingId" TEXT NOT NULL PRIMARY KEY,
    "plan" TEXT NOT NULL,
    "seating" TEXT NOT NULL,
    "laidAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "Meeting_roomId_endsAt_idx" ON "Meeting"("roomId", "endsAt");
