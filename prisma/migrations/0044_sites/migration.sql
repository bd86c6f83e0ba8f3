-- Sites of a session, and how they are connected.

-- CreateTable
CREATE TABLE "Site" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "contactId" TEXT,
    "contact" TEXT NOT NULL,
    "connection" TEXT NOT NULL DEFAULT 'unknown',
    "since" DATETIME,
    "outAt" DATETIME,
    CONSTRAINT "Site_connection_check" CHECK ("connection" IN ('unknown','up','bad','lost')),
    CONSTRAINT "Site_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Site_meetingId_name_key" ON "Site"("meetingId", "name");

-- Sites that stood beside names until now are sites of their session.
INSERT INTO "Site" ("id", "meetingId", "order", "name", "place", "contact")
SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    "meetingId", row_number() OVER (PARTITION BY "meetingId" ORDER BY min("protocolOrder"), "site"), "site", '', ''
FROM "Attendee" WHERE "site" IS NOT NULL GROUP BY "meetingId", "site";

-- Screens on the wall may show the lights of the seats: another kind of sign.
CREATE TABLE "HallSign_next" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "by" TEXT NOT NULL,
    "hungAt" DATETIME NOT NULL,
    CONSTRAINT "HallSign_kind_check" CHECK ("kind" IN ('notice','attention','blackout','lights')),
    CONSTRAINT "HallSign_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "HallSign_next" SELECT "id", "meetingId", "kind", "text", "by", "hungAt" FROM "HallSign";
DROP TABLE "HallSign";
ALTER TABLE "HallSign_next" RENAME TO "HallSign";
CREATE INDEX "HallSign_meetingId_idx" ON "HallSign"("meetingId");
