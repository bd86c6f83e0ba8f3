-- Rooms with their plans, and who sits where in a session.

-- AlterTable
ALTER TABLE "Meeting" ADD COLUMN "roomId" TEXT COLLATE "C";

-- CreateTable
CREATE TABLE "Room" (
    "id" TEXT COLLATE "C" NOT NULL,
    "bodyId" TEXT COLLATE "C",
    "name" TEXT COLLATE "C" NOT NULL,
    "place" TEXT COLLATE "C" NOT NULL,
    "capacity" INTEGER NOT NULL,
    "equipment" TEXT COLLATE "C" NOT NULL,
    "plan" TEXT COLLATE "C" NOT NULL,
    "retiredAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Room_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SeatMap" (
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "plan" TEXT COLLATE "C" NOT NULL,
    "seating" TEXT COLLATE "C" NOT NULL,
    "laidAt" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "SeatMap_pkey" PRIMARY KEY ("meetingId")
);

-- CreateIndex
CREATE INDEX "Meeting_roomId_endsAt_idx" ON "Meeting"("roomId", "endsAt");
