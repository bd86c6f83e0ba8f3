-- Sites of a session, and how they are connected.

-- CreateTable
CREATE TABLE "Site" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "order" INTEGER NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "place" TEXT COLLATE "C" NOT NULL,
    "contactId" TEXT COLLATE "C",
    "contact" TEXT COLLATE "C" NOT NULL,
    "connection" TEXT COLLATE "C" NOT NULL DEFAULT 'unknown',
    "since" TIMESTAMP(3),
    "outAt" TIMESTAMP(3),
    CONSTRAINT "Site_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Site_connection_check" CHECK ("connection" IN ('unknown','up','bad','lost')),
    CONSTRAINT "Site_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Site_meetingId_name_key" ON "Site"("meetingId", "name");

-- Sites that stood beside names until now are sites of their session.
INSERT INTO "Site" ("id", "meetingId", "order", "name", "place", "contact")
SELECT gen_random_uuid()::text, "meetingId", row_number() OVER (PARTITION BY "meetingId" ORDER BY min("protocolOrder"), "site"), "site", '', ''
FROM "Attendee" WHERE "site" IS NOT NULL GROUP BY "meetingId", "site";

-- Screens on the wall may show the lights of the seats: another kind of sign.
ALTER TABLE "HallSign" DROP CONSTRAINT "HallSign_kind_check", ADD CONSTRAINT "HallSign_kind_check" CHECK ("kind" IN ('notice','attention','blackout','lights'));
