-- Who may see papers of an item, or one paper, and guests of one item only.

-- CreateTable
CREATE TABLE "Audience" (
    "objectId" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "opensAt" TIMESTAMP(3),
    "closesAt" TIMESTAMP(3),
    CONSTRAINT "Audience_kind_check" CHECK ("kind" IN ('everyone','members','named')),
    CONSTRAINT "Audience_times_check" CHECK ("opensAt" IS NULL OR "closesAt" IS NULL OR "opensAt" < "closesAt"),
    CONSTRAINT "Audience_pkey" PRIMARY KEY ("objectId")
);

-- CreateTable
CREATE TABLE "AudienceName" (
    "objectId" TEXT COLLATE "C" NOT NULL,
    "nameId" TEXT COLLATE "C" NOT NULL,
    "isUnit" BOOLEAN NOT NULL,

    CONSTRAINT "AudienceName_pkey" PRIMARY KEY ("objectId", "nameId"),
    CONSTRAINT "AudienceName_objectId_fkey" FOREIGN KEY ("objectId") REFERENCES "Audience" ("objectId") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Audience_meetingId_idx" ON "Audience"("meetingId");

-- AlterTable
ALTER TABLE "Attendee" ADD COLUMN "onlyItemId" TEXT COLLATE "C";
