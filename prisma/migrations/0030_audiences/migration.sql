-- Who may see papers of an item, or one paper, and guests of one item only.

-- CreateTable
CREATE TABLE "Audience" (
    "objectId" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "opensAt" DATETIME,
    "closesAt" DATETIME,
    CONSTRAINT "Audience_kind_check" CHECK ("kind" IN ('everyone','members','named')),
    CONSTRAINT "Audience_times_check" CHECK ("opensAt" IS NULL OR "closesAt" IS NULL OR "opensAt" < "closesAt")
);

-- CreateTable
CREATE TABLE "AudienceName" (
    "objectId" TEXT NOT NULL,
    "nameId" TEXT NOT NULL,
    "isUnit" BOOLEAN NOT NULL,

    PRIMARY KEY ("objectId", "nameId"),
    CONSTRAINT "AudienceName_objectId_fkey" FOREIGN KEY ("objectId") REFERENCES "Audience" ("objectId") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Audience_meetingId_idx" ON "Audience"("meetingId");

-- AlterTable
ALTER TABLE "Attendee" ADD COLUMN "onlyItemId" TEXT;
