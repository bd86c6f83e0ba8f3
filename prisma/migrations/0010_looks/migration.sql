-- What each person has seen of a session that was announced to them; they are told what has changed since. Theirs alone.
-- CreateTable
CREATE TABLE "MeetingLook" (
    "personId" TEXT NOT NULL,
    "meetingId" TEXT NOT NULL,
    "seen" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "MeetingLook_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,

    PRIMARY KEY ("personId", "meetingId")
);

-- CreateIndex
CREATE INDEX "MeetingLook_meetingId_idx" ON "MeetingLook"("meetingId");
