-- What people answered to the invitation of a session.

-- CreateTable
CREATE TABLE "InvitationAnswer" (
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C",
    "proposedId" TEXT COLLATE "C",
    "at" TIMESTAMP(3) NOT NULL,
    "settled" TEXT COLLATE "C",
    "settledWhy" TEXT COLLATE "C",

    CONSTRAINT "InvitationAnswer_kind_check" CHECK ("kind" IN ('attends','declines','substitute')),
    CONSTRAINT "InvitationAnswer_settled_check" CHECK ("settled" IS NULL OR ("settled" IN ('accepted','refused') AND "kind" <> 'attends')),
    CONSTRAINT "InvitationAnswer_pkey" PRIMARY KEY ("meetingId", "personId")
);
