-- The tables as SQLite has them after its migration of the same name; from the next one on both engines have a migration of each name.
-- Words are compared by their bytes, as there: the order of Vietnamese names stands in stored keys (server/shared/language/collation.ts).
-- Instants are UTC to the millisecond.

CREATE TABLE "AccessLink" (
    "tokenHash" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C",
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),
    "madeBy" TEXT COLLATE "C" NOT NULL DEFAULT '',
    CONSTRAINT "AccessLink_pkey" PRIMARY KEY ("tokenHash"),
    CONSTRAINT "AccessLink_kind_check" CHECK ("kind" IN ('first_admin','set_password'))
);

CREATE TABLE "AgendaItem" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "order" INTEGER NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL DEFAULT 'item',
    "title" TEXT COLLATE "C" NOT NULL,
    "durationMin" INTEGER NOT NULL,
    "presenterId" TEXT COLLATE "C",
    "presenterText" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "preparingUnitId" TEXT COLLATE "C",
    "preparingText" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'coming',
    "startedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "conclusion" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "removedAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "AgendaItem_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "AgendaItem_kind_check" CHECK ("kind" IN ('opening','item','break','closing','paper_only')),
    CONSTRAINT "AgendaItem_state_check" CHECK ("state" IN ('coming','now','done','postponed')),
    CONSTRAINT "AgendaItem_durationMin_check" CHECK ("durationMin" BETWEEN 0 AND 1440)
);

CREATE TABLE "Attendee" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL,
    "voting" BOOLEAN NOT NULL,
    "fullName" TEXT COLLATE "C" NOT NULL,
    "position" TEXT COLLATE "C" NOT NULL,
    "protocolOrder" INTEGER NOT NULL,
    "site" TEXT COLLATE "C",
    "substituteForId" TEXT COLLATE "C",
    "attendance" TEXT COLLATE "C" NOT NULL DEFAULT 'unknown',
    "reason" TEXT COLLATE "C",
    "checkedInAt" TIMESTAMP(3),
    "leftAt" TIMESTAMP(3),
    "markedById" TEXT COLLATE "C",
    CONSTRAINT "Attendee_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Attendee_role_check" CHECK ("role" IN ('chair','secretary','assistant','member','guest','substitute')),
    CONSTRAINT "Attendee_attendance_check" CHECK ("attendance" IN ('unknown','room','online','excused','unexcused'))
);

CREATE TABLE "AuditEntry" (
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "actorId" TEXT COLLATE "C",
    "actorName" TEXT COLLATE "C" NOT NULL,
    "action" TEXT COLLATE "C" NOT NULL,
    "objectType" TEXT COLLATE "C" NOT NULL,
    "objectId" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C",
    "details" TEXT COLLATE "C" NOT NULL,
    "prevHash" TEXT COLLATE "C" NOT NULL,
    "hash" TEXT COLLATE "C" NOT NULL,
    "changes" TEXT COLLATE "C",
    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("seq")
);

CREATE TABLE "Body" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "shortName" TEXT COLLATE "C" NOT NULL,
    "unitId" TEXT COLLATE "C" NOT NULL,
    "policy" TEXT COLLATE "C" NOT NULL,
    "validFrom" TEXT COLLATE "C" NOT NULL,
    "validTo" TEXT COLLATE "C",
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Body_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ConsumerCursor" (
    "name" TEXT COLLATE "C" NOT NULL,
    "position" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT COLLATE "C",
    "failedAt" TIMESTAMP(3),
    "stoppedAt" TIMESTAMP(3),
    CONSTRAINT "ConsumerCursor_pkey" PRIMARY KEY ("name"),
    CONSTRAINT "ConsumerCursor_position_check" CHECK ("position" >= 0),
    CONSTRAINT "ConsumerCursor_attempts_check" CHECK ("attempts" >= 0),
    CONSTRAINT "ConsumerCursor_stopped_check" CHECK ("stoppedAt" IS NULL OR "problem" IS NOT NULL)
);

CREATE TABLE "Document" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "itemId" TEXT COLLATE "C",
    "order" INTEGER NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL DEFAULT 'khac',
    "pages" INTEGER NOT NULL,
    "removedAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Document_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Document_pages_check" CHECK ("pages" >= 1)
);

CREATE TABLE "DocumentVersion" (
    "id" TEXT COLLATE "C" NOT NULL,
    "documentId" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "blobKey" TEXT COLLATE "C" NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "size" INTEGER NOT NULL,
    "pages" INTEGER NOT NULL,
    "fileName" TEXT COLLATE "C" NOT NULL,
    "facts" TEXT COLLATE "C" NOT NULL,
    "uploadedById" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "reason" TEXT COLLATE "C",
    CONSTRAINT "DocumentVersion_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "DocumentVersion_pages_check" CHECK ("pages" >= 1),
    CONSTRAINT "DocumentVersion_size_check" CHECK ("size" > 0)
);

CREATE TABLE "Factor" (
    "id" TEXT COLLATE "C" NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "low" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,
    "unit" TEXT COLLATE "C" NOT NULL,
    "source" TEXT COLLATE "C" NOT NULL,
    "year" INTEGER NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "Factor_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Factor_kind_check" CHECK ("kind" IN ('measured','estimated'))
);

CREATE TABLE "GlobalRole" (
    "personId" TEXT COLLATE "C" NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL,
    "since" TIMESTAMP(3),
    CONSTRAINT "GlobalRole_pkey" PRIMARY KEY ("personId", "role"),
    CONSTRAINT "GlobalRole_role_check" CHECK ("role" IN ('admin','clerk','officer'))
);

CREATE TABLE "HistoryEvent" (
    "id" TEXT COLLATE "C" NOT NULL,
    "position" INTEGER NOT NULL,
    "stream" TEXT COLLATE "C" NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT COLLATE "C" NOT NULL,
    "payload" TEXT COLLATE "C" NOT NULL,
    "actorId" TEXT COLLATE "C",
    "at" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "HistoryEvent_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "HistoryEvent_position_check" CHECK ("position" >= 1),
    CONSTRAINT "HistoryEvent_seq_check" CHECK ("seq" >= 1)
);

CREATE TABLE "Intake" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "uploadedById" TEXT COLLATE "C" NOT NULL,
    "sendId" TEXT COLLATE "C",
    "itemId" TEXT COLLATE "C",
    "replacesId" TEXT COLLATE "C",
    "replaces" INTEGER,
    "reason" TEXT COLLATE "C",
    "title" TEXT COLLATE "C",
    "blobKey" TEXT COLLATE "C" NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "size" INTEGER NOT NULL,
    "fileName" TEXT COLLATE "C" NOT NULL,
    "facts" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "page" INTEGER,
    "words" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "refusal" TEXT COLLATE "C",
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'received',
    "documentId" TEXT COLLATE "C",
    "erasedAt" TIMESTAMP(3),
    CONSTRAINT "Intake_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Intake_state_check" CHECK ("state" IN ('received','accepted','doubtful','rejected','waiting','confirmed','refused','expired')),
    CONSTRAINT "Intake_forgotten_check" CHECK ("state" NOT IN ('rejected','refused','expired') OR ("words" = '' AND "fileName" = '' AND "erasedAt" IS NOT NULL AND "sendId" IS NULL)),
    CONSTRAINT "Intake_paper_check" CHECK (("state" = 'confirmed') = ("documentId" IS NOT NULL))
);

CREATE TABLE "Job" (
    "id" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "payload" TEXT COLLATE "C" NOT NULL,
    "key" TEXT COLLATE "C",
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'waiting',
    "priority" INTEGER NOT NULL,
    "turn" TEXT COLLATE "C" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "runAfter" TIMESTAMP(3) NOT NULL,
    "leasedBy" TEXT COLLATE "C",
    "leaseUntil" TIMESTAMP(3),
    "cancelled" BOOLEAN NOT NULL DEFAULT false,
    "done" INTEGER,
    "total" INTEGER,
    "error" TEXT COLLATE "C",
    "queuedById" TEXT COLLATE "C",
    "queuedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    CONSTRAINT "Job_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Job_state_check" CHECK ("state" IN ('waiting','running','done','failed','cancelled')),
    CONSTRAINT "Job_lease_check" CHECK (("state" = 'running') = ("leasedBy" IS NOT NULL) AND ("leasedBy" IS NULL) = ("leaseUntil" IS NULL)),
    CONSTRAINT "Job_ended_check" CHECK (("state" IN ('done','failed','cancelled')) = ("endedAt" IS NOT NULL))
);

CREATE TABLE "LinkRequest" (
    "id" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "requestedById" TEXT COLLATE "C",
    "requestedBy" TEXT COLLATE "C" NOT NULL,
    "requestedAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'waiting',
    "decidedById" TEXT COLLATE "C",
    "decidedBy" TEXT COLLATE "C",
    "decidedAt" TIMESTAMP(3),
    "batchId" TEXT COLLATE "C",
    CONSTRAINT "LinkRequest_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "LinkRequest_state_check" CHECK ("state" IN ('waiting','released','refused')),
    CONSTRAINT "LinkRequest_second_person_check" CHECK ("decidedById" IS NULL OR "state" <> 'released' OR "requestedById" IS NULL OR "decidedById" <> "requestedById")
);

CREATE TABLE "Meeting" (
    "id" TEXT COLLATE "C" NOT NULL,
    "bodyId" TEXT COLLATE "C" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'draft',
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "place" TEXT COLLATE "C" NOT NULL,
    "form" TEXT COLLATE "C" NOT NULL DEFAULT 'room',
    "remoteSites" INTEGER NOT NULL DEFAULT 0,
    "chairId" TEXT COLLATE "C" NOT NULL,
    "secretaryId" TEXT COLLATE "C" NOT NULL,
    "policy" TEXT COLLATE "C" NOT NULL,
    "invitationNumber" TEXT COLLATE "C",
    "invitationDate" TEXT COLLATE "C",
    "printedSets" INTEGER NOT NULL DEFAULT 0,
    "publishedAt" TIMESTAMP(3),
    "openedAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "currentItemId" TEXT COLLATE "C",
    "createdById" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Meeting_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Meeting_state_check" CHECK ("state" IN ('draft','published','in_session','closed','cancelled')),
    CONSTRAINT "Meeting_kind_check" CHECK ("kind" IN ('regular','thematic','extraordinary')),
    CONSTRAINT "Meeting_form_check" CHECK ("form" IN ('room','online','hybrid')),
    CONSTRAINT "Meeting_printedSets_check" CHECK ("printedSets" >= 0)
);

CREATE TABLE "MeetingLook" (
    "personId" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "seen" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "MeetingLook_pkey" PRIMARY KEY ("personId", "meetingId")
);

CREATE TABLE "Membership" (
    "id" TEXT COLLATE "C" NOT NULL,
    "bodyId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "position" TEXT COLLATE "C" NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL DEFAULT 'member',
    "voting" BOOLEAN NOT NULL DEFAULT true,
    "protocolOrder" INTEGER NOT NULL,
    "validFrom" TEXT COLLATE "C" NOT NULL,
    "validTo" TEXT COLLATE "C",
    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Minutes" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'draft',
    "content" TEXT COLLATE "C" NOT NULL,
    "remarks" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "submittedAt" TIMESTAMP(3),
    "officialId" TEXT COLLATE "C",
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Minutes_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Minutes_state_check" CHECK ("state" IN ('draft','submitted','returned','approved')),
    CONSTRAINT "Minutes_official_check" CHECK ("state" <> 'approved' OR "officialId" IS NOT NULL)
);

CREATE TABLE "MinutesRevision" (
    "id" TEXT COLLATE "C" NOT NULL,
    "minutesId" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "action" TEXT COLLATE "C" NOT NULL,
    "content" TEXT COLLATE "C" NOT NULL,
    "remarks" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "authorId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "MinutesRevision_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Notice" (
    "id" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "params" TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    "at" TIMESTAMP(3) NOT NULL,
    "readAt" TIMESTAMP(3),
    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "OfficialDocument" (
    "id" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "notation" TEXT COLLATE "C" NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'approved',
    "frozen" TEXT COLLATE "C" NOT NULL,
    "frozenSha256" TEXT COLLATE "C" NOT NULL,
    "approvedAt" TIMESTAMP(3) NOT NULL,
    "approvedById" TEXT COLLATE "C" NOT NULL,
    "verifyCode" TEXT COLLATE "C" NOT NULL,
    "baseRevision" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "OfficialDocument_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "OfficialDocument_state_check" CHECK ("state" IN ('approved','signed','withdrawn')),
    CONSTRAINT "OfficialDocument_number_check" CHECK ("number" >= 1)
);

CREATE TABLE "OfficialFile" (
    "id" TEXT COLLATE "C" NOT NULL,
    "officialId" TEXT COLLATE "C" NOT NULL,
    "revision" INTEGER NOT NULL,
    "blobKey" TEXT COLLATE "C" NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "size" INTEGER NOT NULL,
    "pages" INTEGER NOT NULL,
    "anchors" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "createdAt" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "OfficialFile_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "OrgUnit" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "shortName" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "parentId" TEXT COLLATE "C",
    "organId" TEXT COLLATE "C",
    "validFrom" TEXT COLLATE "C" NOT NULL,
    "validTo" TEXT COLLATE "C",
    "sortOrder" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "OrgUnit_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "PagePicture" (
    "id" TEXT COLLATE "C" NOT NULL,
    "versionId" TEXT COLLATE "C" NOT NULL,
    "page" INTEGER NOT NULL,
    "cause" TEXT COLLATE "C" NOT NULL,
    "figure" INTEGER NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'waiting',
    "failure" TEXT COLLATE "C",
    "blobKey" TEXT COLLATE "C",
    "sha256" TEXT COLLATE "C",
    "size" INTEGER,
    "width" INTEGER,
    "height" INTEGER,
    "tookMs" INTEGER,
    "madeAt" TIMESTAMP(3),
    CONSTRAINT "PagePicture_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "PagePicture_cause_check" CHECK ("cause" IN ('pixels','operators')),
    CONSTRAINT "PagePicture_state_check" CHECK ("state" IN ('waiting','made','failed')),
    CONSTRAINT "PagePicture_failure_check" CHECK (("state" = 'failed') = ("failure" IS NOT NULL)),
    CONSTRAINT "PagePicture_file_check" CHECK (("state" = 'made') = ("blobKey" IS NOT NULL) AND ("blobKey" IS NULL) = ("sha256" IS NULL) AND ("blobKey" IS NULL) = ("size" IS NULL) AND ("blobKey" IS NULL) = ("width" IS NULL) AND ("blobKey" IS NULL) = ("height" IS NULL))
);

CREATE TABLE "Person" (
    "id" TEXT COLLATE "C" NOT NULL,
    "userName" TEXT COLLATE "C",
    "fullName" TEXT COLLATE "C" NOT NULL,
    "sortName" TEXT COLLATE "C" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "unitId" TEXT COLLATE "C",
    "email" TEXT COLLATE "C",
    "phone" TEXT COLLATE "C",
    "passwordHash" TEXT COLLATE "C",
    "status" TEXT COLLATE "C" NOT NULL DEFAULT 'active',
    "locale" TEXT COLLATE "C" NOT NULL DEFAULT 'vi',
    "preferences" TEXT COLLATE "C" NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Person_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Person_status_check" CHECK ("status" IN ('active','blocked','invited')),
    CONSTRAINT "Person_locale_check" CHECK ("locale" IN ('vi','en'))
);

CREATE TABLE "PinReset" (
    "id" TEXT COLLATE "C" NOT NULL,
    "keyId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "resetById" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "PinReset_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "PinReset_reason_check" CHECK (length("reason") > 0),
    CONSTRAINT "PinReset_own_check" CHECK ("resetById" IS NULL OR "resetById" <> "personId")
);

CREATE TABLE "Presentation" (
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C",
    "documentId" TEXT COLLATE "C",
    "page" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "Presentation_pkey" PRIMARY KEY ("meetingId")
);

CREATE TABLE "PrintDeclaration" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "documentId" TEXT COLLATE "C",
    "copies" INTEGER NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "declaredById" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "PrintDeclaration_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "PrintDeclaration_copies_check" CHECK ("copies" >= 1)
);

CREATE TABLE "ReadingPlace" (
    "personId" TEXT COLLATE "C" NOT NULL,
    "documentId" TEXT COLLATE "C" NOT NULL,
    "deviceId" TEXT COLLATE "C" NOT NULL,
    "page" INTEGER NOT NULL,
    "offset" DOUBLE PRECISION NOT NULL,
    "zoom" DOUBLE PRECISION NOT NULL,
    "farthest" INTEGER NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "ReadingPlace_pkey" PRIMARY KEY ("personId", "documentId", "deviceId"),
    CONSTRAINT "ReadingPlace_page_check" CHECK ("page" >= 1)
);

CREATE TABLE "Receipt" (
    "actorId" TEXT COLLATE "C" NOT NULL,
    "commandId" TEXT COLLATE "C" NOT NULL,
    "command" TEXT COLLATE "C" NOT NULL,
    "inputHash" TEXT COLLATE "C" NOT NULL,
    "result" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "Receipt_pkey" PRIMARY KEY ("actorId", "commandId")
);

CREATE TABLE "RegisterEntry" (
    "bodyId" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "officialId" TEXT COLLATE "C" NOT NULL,
    "givenAt" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "RegisterEntry_pkey" PRIMARY KEY ("bodyId", "kind", "year", "number"),
    CONSTRAINT "RegisterEntry_number_check" CHECK ("number" >= 1)
);

CREATE TABLE "RoomScreen" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "code" TEXT COLLATE "C",
    "tokenHash" TEXT COLLATE "C",
    "offeredBy" TEXT COLLATE "C" NOT NULL,
    "offeredAt" TIMESTAMP(3) NOT NULL,
    "pairedAt" TIMESTAMP(3),
    CONSTRAINT "RoomScreen_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "RoomScreen_state_check" CHECK (("code" IS NULL) = ("tokenHash" IS NOT NULL) AND ("tokenHash" IS NULL) = ("pairedAt" IS NULL))
);

CREATE TABLE "Setting" (
    "key" TEXT COLLATE "C" NOT NULL,
    "value" TEXT COLLATE "C" NOT NULL,
    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "SignIn" (
    "id" TEXT COLLATE "C" NOT NULL,
    "tokenHash" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "lastSeenAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "userAgent" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "ip" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "beganRun" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "seenRun" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "lockedAt" TIMESTAMP(3),
    CONSTRAINT "SignIn_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "SignatureStep" (
    "id" TEXT COLLATE "C" NOT NULL,
    "officialId" TEXT COLLATE "C" NOT NULL,
    "order" INTEGER NOT NULL,
    "role" TEXT COLLATE "C" NOT NULL,
    "field" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C",
    "required" BOOLEAN NOT NULL DEFAULT true,
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'waiting',
    "signedAt" TIMESTAMP(3),
    "certificate" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "SignatureStep_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "SignatureStep_role_check" CHECK ("role" IN ('secretary','chair','seal')),
    CONSTRAINT "SignatureStep_state_check" CHECK ("state" IN ('waiting','due','signed','refused'))
);

CREATE TABLE "TrustedDevice" (
    "id" TEXT COLLATE "C" NOT NULL,
    "tokenHash" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "userAgent" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "createdAt" TIMESTAMP(3) NOT NULL,
    "lastUsedAt" TIMESTAMP(3) NOT NULL,
    "wrongCodes" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "TrustedDevice_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "UnitSuccession" (
    "fromUnitId" TEXT COLLATE "C" NOT NULL,
    "toUnitId" TEXT COLLATE "C" NOT NULL,
    CONSTRAINT "UnitSuccession_pkey" PRIMARY KEY ("fromUnitId", "toUnitId")
);

CREATE TABLE "UnlockCode" (
    "personId" TEXT COLLATE "C" NOT NULL,
    "hash" TEXT COLLATE "C" NOT NULL,
    "setAt" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "UnlockCode_pkey" PRIMARY KEY ("personId")
);

CREATE TABLE "VoteQuestion" (
    "id" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "itemId" TEXT COLLATE "C" NOT NULL,
    "order" INTEGER NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,
    "mode" TEXT COLLATE "C" NOT NULL DEFAULT 'open',
    "kind" TEXT COLLATE "C" NOT NULL DEFAULT 'approve',
    "options" TEXT COLLATE "C" NOT NULL DEFAULT '[]',
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'draft',
    "members" INTEGER,
    "present" INTEGER,
    "result" TEXT COLLATE "C",
    "passed" BOOLEAN,
    "openedAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "recordedById" TEXT COLLATE "C",
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "VoteQuestion_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "VoteQuestion_mode_check" CHECK ("mode" IN ('open','secret')),
    CONSTRAINT "VoteQuestion_kind_check" CHECK ("kind" IN ('approve','options')),
    CONSTRAINT "VoteQuestion_state_check" CHECK ("state" IN ('draft','open','closed'))
);

ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Attendee" ADD CONSTRAINT "Attendee_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Attendee" ADD CONSTRAINT "Attendee_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Body" ADD CONSTRAINT "Body_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "OrgUnit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Document" ADD CONSTRAINT "Document_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Document" ADD CONSTRAINT "Document_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "AgendaItem" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "DocumentVersion" ADD CONSTRAINT "DocumentVersion_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "GlobalRole" ADD CONSTRAINT "GlobalRole_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Intake" ADD CONSTRAINT "Intake_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_bodyId_fkey" FOREIGN KEY ("bodyId") REFERENCES "Body" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "MeetingLook" ADD CONSTRAINT "MeetingLook_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_bodyId_fkey" FOREIGN KEY ("bodyId") REFERENCES "Body" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Minutes" ADD CONSTRAINT "Minutes_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Minutes" ADD CONSTRAINT "Minutes_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "OfficialDocument" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "MinutesRevision" ADD CONSTRAINT "MinutesRevision_minutesId_fkey" FOREIGN KEY ("minutesId") REFERENCES "Minutes" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "OfficialDocument" ADD CONSTRAINT "OfficialDocument_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "OfficialFile" ADD CONSTRAINT "OfficialFile_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "OfficialDocument" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "OrgUnit" ADD CONSTRAINT "OrgUnit_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "OrgUnit" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "PagePicture" ADD CONSTRAINT "PagePicture_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DocumentVersion" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Person" ADD CONSTRAINT "Person_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "OrgUnit" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "PinReset" ADD CONSTRAINT "PinReset_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Presentation" ADD CONSTRAINT "Presentation_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "PrintDeclaration" ADD CONSTRAINT "PrintDeclaration_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ReadingPlace" ADD CONSTRAINT "ReadingPlace_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "RegisterEntry" ADD CONSTRAINT "RegisterEntry_bodyId_fkey" FOREIGN KEY ("bodyId") REFERENCES "Body" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "RegisterEntry" ADD CONSTRAINT "RegisterEntry_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "OfficialDocument" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "RoomScreen" ADD CONSTRAINT "RoomScreen_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "SignIn" ADD CONSTRAINT "SignIn_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "SignatureStep" ADD CONSTRAINT "SignatureStep_officialId_fkey" FOREIGN KEY ("officialId") REFERENCES "OfficialDocument" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "TrustedDevice" ADD CONSTRAINT "TrustedDevice_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "UnitSuccession" ADD CONSTRAINT "UnitSuccession_fromUnitId_fkey" FOREIGN KEY ("fromUnitId") REFERENCES "OrgUnit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "UnitSuccession" ADD CONSTRAINT "UnitSuccession_toUnitId_fkey" FOREIGN KEY ("toUnitId") REFERENCES "OrgUnit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "UnlockCode" ADD CONSTRAINT "UnlockCode_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "VoteQuestion" ADD CONSTRAINT "VoteQuestion_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "VoteQuestion" ADD CONSTRAINT "VoteQuestion_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "AgendaItem" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE INDEX "AgendaItem_meetingId_order_idx" ON "AgendaItem"("meetingId", "order");
CREATE UNIQUE INDEX "Attendee_meetingId_personId_key" ON "Attendee"("meetingId", "personId");
CREATE INDEX "Attendee_personId_idx" ON "Attendee"("personId");
CREATE INDEX "AuditEntry_action_seq_idx" ON "AuditEntry"("action", "seq");
CREATE INDEX "AuditEntry_actorId_at_idx" ON "AuditEntry"("actorId", "at");
CREATE INDEX "AuditEntry_meetingId_seq_idx" ON "AuditEntry"("meetingId", "seq");
CREATE INDEX "AuditEntry_objectType_objectId_idx" ON "AuditEntry"("objectType", "objectId");
CREATE UNIQUE INDEX "DocumentVersion_blobKey_key" ON "DocumentVersion"("blobKey");
CREATE UNIQUE INDEX "DocumentVersion_documentId_number_key" ON "DocumentVersion"("documentId", "number");
CREATE INDEX "DocumentVersion_sha256_idx" ON "DocumentVersion"("sha256");
CREATE INDEX "Document_itemId_idx" ON "Document"("itemId");
CREATE INDEX "Document_meetingId_idx" ON "Document"("meetingId");
CREATE UNIQUE INDEX "Factor_key_version_key" ON "Factor"("key", "version");
CREATE INDEX "GlobalRole_role_idx" ON "GlobalRole"("role");
CREATE UNIQUE INDEX "HistoryEvent_position_key" ON "HistoryEvent"("position");
CREATE UNIQUE INDEX "HistoryEvent_stream_seq_key" ON "HistoryEvent"("stream", "seq");
CREATE INDEX "HistoryEvent_stream_type_idx" ON "HistoryEvent"("stream", "type");
CREATE INDEX "Intake_blobKey_idx" ON "Intake"("blobKey");
CREATE INDEX "Intake_erasedAt_expiresAt_idx" ON "Intake"("erasedAt", "expiresAt");
CREATE INDEX "Intake_meetingId_uploadedById_idx" ON "Intake"("meetingId", "uploadedById");
CREATE UNIQUE INDEX "Intake_uploadedById_sendId_key" ON "Intake"("uploadedById", "sendId");
CREATE INDEX "Job_kind_key_state_idx" ON "Job"("kind", "key", "state");
CREATE INDEX "Job_state_priority_turn_idx" ON "Job"("state", "priority" DESC, "turn");
CREATE UNIQUE INDEX "Job_waiting_once" ON "Job"("kind", "key") WHERE "state" = 'waiting' AND "key" IS NOT NULL;
CREATE INDEX "LinkRequest_batchId_idx" ON "LinkRequest"("batchId");
CREATE INDEX "LinkRequest_personId_idx" ON "LinkRequest"("personId");
CREATE INDEX "LinkRequest_state_requestedAt_idx" ON "LinkRequest"("state", "requestedAt");
CREATE INDEX "MeetingLook_meetingId_idx" ON "MeetingLook"("meetingId");
CREATE INDEX "Meeting_createdById_idx" ON "Meeting"("createdById");
CREATE INDEX "Meeting_startsAt_id_idx" ON "Meeting"("startsAt", "id");
CREATE INDEX "Meeting_state_endsAt_idx" ON "Meeting"("state", "endsAt");
CREATE INDEX "Meeting_state_startsAt_idx" ON "Meeting"("state", "startsAt");
CREATE INDEX "Membership_bodyId_idx" ON "Membership"("bodyId");
CREATE INDEX "Membership_personId_idx" ON "Membership"("personId");
CREATE UNIQUE INDEX "MinutesRevision_minutesId_number_key" ON "MinutesRevision"("minutesId", "number");
CREATE UNIQUE INDEX "Minutes_meetingId_key" ON "Minutes"("meetingId");
CREATE UNIQUE INDEX "Minutes_officialId_key" ON "Minutes"("officialId");
CREATE INDEX "Notice_personId_readAt_idx" ON "Notice"("personId", "readAt");
CREATE INDEX "OfficialDocument_meetingId_idx" ON "OfficialDocument"("meetingId");
CREATE UNIQUE INDEX "OfficialDocument_verifyCode_key" ON "OfficialDocument"("verifyCode");
CREATE UNIQUE INDEX "OfficialFile_blobKey_key" ON "OfficialFile"("blobKey");
CREATE UNIQUE INDEX "OfficialFile_officialId_revision_key" ON "OfficialFile"("officialId", "revision");
CREATE INDEX "OfficialFile_sha256_idx" ON "OfficialFile"("sha256");
CREATE UNIQUE INDEX "PagePicture_blobKey_key" ON "PagePicture"("blobKey");
CREATE INDEX "PagePicture_state_idx" ON "PagePicture"("state");
CREATE UNIQUE INDEX "PagePicture_versionId_page_key" ON "PagePicture"("versionId", "page");
CREATE INDEX "Person_sortName_idx" ON "Person"("sortName");
CREATE INDEX "Person_unitId_idx" ON "Person"("unitId");
CREATE UNIQUE INDEX "Person_userName_key" ON "Person"("userName");
CREATE INDEX "PinReset_keyId_personId_idx" ON "PinReset"("keyId", "personId");
CREATE INDEX "PrintDeclaration_meetingId_idx" ON "PrintDeclaration"("meetingId");
CREATE INDEX "ReadingPlace_documentId_idx" ON "ReadingPlace"("documentId");
CREATE INDEX "Receipt_at_idx" ON "Receipt"("at");
CREATE INDEX "RegisterEntry_officialId_idx" ON "RegisterEntry"("officialId");
CREATE UNIQUE INDEX "RoomScreen_code_key" ON "RoomScreen"("code");
CREATE INDEX "RoomScreen_meetingId_idx" ON "RoomScreen"("meetingId");
CREATE UNIQUE INDEX "RoomScreen_tokenHash_key" ON "RoomScreen"("tokenHash");
CREATE INDEX "SignIn_expiresAt_idx" ON "SignIn"("expiresAt");
CREATE INDEX "SignIn_personId_idx" ON "SignIn"("personId");
CREATE UNIQUE INDEX "SignIn_tokenHash_key" ON "SignIn"("tokenHash");
CREATE UNIQUE INDEX "SignatureStep_officialId_order_key" ON "SignatureStep"("officialId", "order");
CREATE INDEX "SignatureStep_personId_state_idx" ON "SignatureStep"("personId", "state");
CREATE INDEX "TrustedDevice_personId_idx" ON "TrustedDevice"("personId");
CREATE UNIQUE INDEX "TrustedDevice_tokenHash_personId_key" ON "TrustedDevice"("tokenHash", "personId");
CREATE INDEX "VoteQuestion_itemId_idx" ON "VoteQuestion"("itemId");
CREATE INDEX "VoteQuestion_meetingId_idx" ON "VoteQuestion"("meetingId");

-- What was written down stays as it was: by whatever way, only the owner of the tables could take these guards away, and the audit chain
-- would tell.
CREATE FUNCTION "phien_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "AuditEntry_no_update" BEFORE UPDATE ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION "phien_refuse"('audit entries are never changed');
CREATE TRIGGER "AuditEntry_no_delete" BEFORE DELETE ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION "phien_refuse"('audit entries are never deleted');
CREATE TRIGGER "AuditEntry_no_truncate" BEFORE TRUNCATE ON "AuditEntry" FOR EACH STATEMENT EXECUTE FUNCTION "phien_refuse"('audit entries are never deleted');
CREATE TRIGGER "HistoryEvent_no_update" BEFORE UPDATE ON "HistoryEvent" FOR EACH ROW EXECUTE FUNCTION "phien_refuse"('events are never changed');
CREATE TRIGGER "HistoryEvent_no_delete" BEFORE DELETE ON "HistoryEvent" FOR EACH ROW EXECUTE FUNCTION "phien_refuse"('events are never deleted');
CREATE TRIGGER "HistoryEvent_no_truncate" BEFORE TRUNCATE ON "HistoryEvent" FOR EACH STATEMENT EXECUTE FUNCTION "phien_refuse"('events are never deleted');
CREATE TRIGGER "RegisterEntry_no_update" BEFORE UPDATE ON "RegisterEntry" FOR EACH ROW EXECUTE FUNCTION "phien_refuse"('register entries are never changed');
CREATE TRIGGER "RegisterEntry_no_delete" BEFORE DELETE ON "RegisterEntry" FOR EACH ROW EXECUTE FUNCTION "phien_refuse"('register entries are never deleted');
CREATE TRIGGER "RegisterEntry_no_truncate" BEFORE TRUNCATE ON "RegisterEntry" FOR EACH STATEMENT EXECUTE FUNCTION "phien_refuse"('register entries are never deleted');
CREATE TRIGGER "ConsumerCursor_no_return" BEFORE UPDATE ON "ConsumerCursor" FOR EACH ROW WHEN (NEW."position" < OLD."position") EXECUTE FUNCTION "phien_refuse"('a cursor never goes back');

-- Volatile: it sees the rows that the same statement has added before.
CREATE FUNCTION "phien_at_the_end"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."position" IS DISTINCT FROM (SELECT coalesce(max("position"), 0) + 1 FROM "HistoryEvent")
        OR EXISTS (SELECT 1 FROM "HistoryEvent" WHERE "id" = NEW."id")
        OR EXISTS (SELECT 1 FROM "HistoryEvent" WHERE "stream" = NEW."stream" AND "seq" = NEW."seq")
    THEN
        RAISE EXCEPTION USING MESSAGE = 'events are only added at the end', ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER "HistoryEvent_at_the_end" BEFORE INSERT ON "HistoryEvent" FOR EACH ROW EXECUTE FUNCTION "phien_at_the_end"();

-- The ink log, which with SQLite is a file of its own. An operation has its number in its stream; the row of the stream is what whoever
-- appends to it holds until the commit.
CREATE TABLE "InkMeta" (
    "key" TEXT COLLATE "C" NOT NULL,
    "value" TEXT COLLATE "C" NOT NULL,
    CONSTRAINT "InkMeta_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "InkStream" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "docId" TEXT COLLATE "C" NOT NULL,
    "layer" SMALLINT NOT NULL,
    "owner" TEXT COLLATE "C" NOT NULL,
    "head" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "InkStream_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "InkStream_layer_check" CHECK ("layer" IN (0, 1)),
    CONSTRAINT "InkStream_owner_check" CHECK (("layer" = 0) = ("owner" <> ''))
);

CREATE TABLE "InkOp" (
    "streamId" BIGINT NOT NULL,
    "seq" INTEGER NOT NULL,
    "opId" BYTEA NOT NULL,
    "author" TEXT COLLATE "C" NOT NULL,
    "at" BIGINT NOT NULL,
    "body" BYTEA NOT NULL,
    CONSTRAINT "InkOp_pkey" PRIMARY KEY ("streamId", "seq"),
    CONSTRAINT "InkOp_streamId_fkey" FOREIGN KEY ("streamId") REFERENCES "InkStream" ("id"),
    CONSTRAINT "InkOp_opId_check" CHECK (length("opId") = 16),
    CONSTRAINT "InkOp_body_check" CHECK (length("body") > 0)
);

CREATE UNIQUE INDEX "InkStream_docId_layer_owner_key" ON "InkStream"("docId", "layer", "owner");
CREATE UNIQUE INDEX "InkOp_opId_key" ON "InkOp"("opId");
