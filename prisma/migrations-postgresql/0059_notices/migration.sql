-- Notices of conclusions while they are written, and the step of whoever signs one.
CREATE TABLE "ConclusionsNotice" (
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "content" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ConclusionsNotice_pkey" PRIMARY KEY ("meetingId"),
    CONSTRAINT "ConclusionsNotice_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
ALTER TABLE "SignatureStep" DROP CONSTRAINT "SignatureStep_role_check";
ALTER TABLE "SignatureStep" ADD CONSTRAINT "SignatureStep_role_check" CHECK ("role" IN ('secretary','chair','counter','counting_head','signatory','seal'));
