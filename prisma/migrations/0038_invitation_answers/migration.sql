-- What people answered to the invitation of a session.

-- CreateTable
CREATE TABLE "InvitationAnswer" (
    "meetingId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT,
    "proposedId" TEXT,
    "at" DATETIME NOT NULL,
    "settled" TEXT,
    "settledWhy" TEXT,

    PRIMARY KEY ("meetingId", "personId"),
    CONSTRAINT "InvitationAnswer_kind_check" CHECK ("kind" IN ('attends','declines','substitute')),
    CONSTRAINT "InvitationAnswer_settled_check" CHECK ("settled" IS NULL OR ("settled" IN ('accepted','refused') AND "kind" <> 'attends'))
);
