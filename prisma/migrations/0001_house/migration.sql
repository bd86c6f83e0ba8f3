-- CreateTable
CREATE TABLE "AuditEntry" (
    "seq" INTEGER NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "objectType" TEXT NOT NULL,
    "objectId" TEXT NOT NULL,
    "meetingId" TEXT,
    "details" TEXT NOT NULL,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "OutboxEvent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "stream" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "actorId" TEXT,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Receipt" (
    "actorId" TEXT NOT NULL,
    "commandId" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "inputHash" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("actorId", "commandId")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userName" TEXT,
    "fullName" TEXT NOT NULL,
    "sortName" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "unitId" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "passwordHash" TEXT,
    "status" TEXT NOT NULL DEFAULT 'active',
    "locale" TEXT NOT NULL DEFAULT 'vi',
    "preferences" TEXT NOT NULL DEFAULT '{}',
    "createdAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Person_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "OrgUnit" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Person_status_check" CHECK ("status" IN ('active','blocked','invited')),
    CONSTRAINT "Person_locale_check" CHECK ("locale" IN ('vi','en'))
);

-- CreateTable
CREATE TABLE "GlobalRole" (
    "personId" TEXT NOT NULL,
    "role" TEXT NOT NULL,

    PRIMARY KEY ("personId", "role"),
    CONSTRAINT "GlobalRole_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "GlobalRole_role_check" CHECK ("role" IN ('admin','clerk','officer'))
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tokenHash" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "lastSeenAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "userAgent" TEXT NOT NULL DEFAULT '',
    "ip" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "Session_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AccessLink" (
    "tokenHash" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "personId" TEXT,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    CONSTRAINT "AccessLink_kind_check" CHECK ("kind" IN ('first_admin','set_password'))
);

-- CreateTable
CREATE TABLE "OrgUnit" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "shortName" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "parentId" TEXT,
    "organId" TEXT,
    "validFrom" TEXT NOT NULL,
    "validTo" TEXT,
    "sortOrder" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "OrgUnit_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "OrgUnit" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "UnitSuccession" (
    "fromUnitId" TEXT NOT NULL,
    "toUnitId" TEXT NOT NULL,

    PRIMARY KEY ("fromUnitId", "toUnitId"),
    CONSTRAINT "UnitSuccession_fromUnitId_fkey" FOREIGN KEY ("fromUnitId") REFERENCES "OrgUnit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "UnitSuccession_toUnitId_fkey" FOREIGN KEY ("toUnitId") REFERENCES "OrgUnit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Body" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "shortName" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "policy" TEXT NOT NULL,
    "validFrom" TEXT NOT NULL,
    "validTo" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Body_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "OrgUnit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "bodyId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'member',
    "voting" BOOLEAN NOT NULL DEFAULT true,
    "protocolOrder" INTEGER NOT NULL,
    "validFrom" TEXT NOT NULL,
    "validTo" TEXT,
    CONSTRAINT "Membership_bodyId_fkey" FOREIGN KEY ("bodyId") REFERENCES "Body" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Meeting" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "bodyId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "place" TEXT NOT NULL,
    "form" TEXT NOT NULL DEFAULT 'room',
    "remoteSites" INTEGER NOT NULL DEFAULT 0,
    "chairId" TEXT NOT NULL,
    "secretaryId" TEXT NOT NULL,
    "policy" TEXT NOT NULL,
    "invitationNumber" TEXT,
    "invitationDate" TEXT,
    "printedSets" INTEGER NOT NULL DEFAULT 0,
    "publishedAt" DATETIME,
    "openedAt" DATETIME,
    "closedAt" DATETIME,
    "currentItemId" TEXT,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Meeting_bodyId_fkey" FOREIGN KEY ("bodyId") REFERENCES "Body" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Meeting_state_check" CHECK ("state" IN ('draft','published','in_session','closed','cancelled')),
    CONSTRAINT "Meeting_kind_check" CHECK ("kind" IN ('regular','thematic','extraordinary')),
    CONSTRAINT "Meeting_form_check" CHECK ("form" IN ('room','online','hybrid')),
    CONSTRAINT "Meeting_printedSets_check" CHECK ("printedSets" >= 0)
);

-- CreateTable
CREATE TABLE "Attendee" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "voting" BOOLEAN NOT NULL,
    "fullName" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "protocolOrder" INTEGER NOT NULL,
    "site" TEXT,
    "substituteForId" TEXT,
    "attendance" TEXT NOT NULL DEFAULT 'unknown',
    "reason" TEXT,
    "checkedInAt" DATETIME,
    "leftAt" DATETIME,
    "markedById" TEXT,
    CONSTRAINT "Attendee_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Attendee_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Attendee_role_check" CHECK ("role" IN ('chair','secretary','assistant','member','guest','substitute')),
    CONSTRAINT "Attendee_attendance_check" CHECK ("attendance" IN ('unknown','room','online','excused','unexcused'))
);

-- CreateTable
CREATE TABLE "AgendaItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'item',
    "title" TEXT NOT NULL,
    "durationMin" INTEGER NOT NULL,
    "presenterId" TEXT,
    "presenterText" TEXT NOT NULL DEFAULT '',
    "preparingUnitId" TEXT,
    "preparingText" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'coming',
    "startedAt" DATETIME,
    "endedAt" DATETIME,
    "conclusion" TEXT NOT NULL DEFAULT '',
    "removedAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "AgendaItem_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AgendaItem_kind_check" CHECK ("kind" IN ('opening','item','break','closing','paper_only')),
    CONSTRAINT "AgendaItem_state_check" CHECK ("state" IN ('coming','now','done','postponed')),
    CONSTRAINT "AgendaItem_durationMin_check" CHECK ("durationMin" BETWEEN 0 AND 1440)
);

-- CreateTable
CREATE TABLE "Document" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "itemId" TEXT,
    "order" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'khac',
    "pages" INTEGER NOT NULL,
    "removedAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Document_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Document_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "AgendaItem" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Document_pages_check" CHECK ("pages" >= 1)
);

-- CreateTable
CREATE TABLE "DocumentVersion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "documentId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "blobKey" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "pages" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "facts" TEXT NOT NULL,
    "uploadedById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "DocumentVersion_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "DocumentVersion_pages_check" CHECK ("pages" >= 1),
    CONSTRAINT "DocumentVersion_size_check" CHECK ("size" > 0)
);

-- CreateTable
CREATE TABLE "ReadingPlace" (
    "personId" TEXT NOT NULL,
    "documentId" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,
    "page" INTEGER NOT NULL,
    "offset" REAL NOT NULL,
    "zoom" REAL NOT NULL,
    "farthest" INTEGER NOT NULL,
    "updatedAt" DATETIME NOT NULL,

    PRIMARY KEY ("personId", "documentId", "deviceId"),
    CONSTRAINT "ReadingPlace_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ReadingPlace_page_check" CHECK ("page" >= 1)
);

-- CreateTable
CREATE TABLE "Presentation" (
    "meetingId" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT,
    "documentId" TEXT,
    "page" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Presentation_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "VoteQuestion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "mode" TEXT NOT NULL DEFAULT 'open',
    "kind" TEXT NOT NULL DEFAULT 'approve',
    "options" TEXT NOT NULL DEFAULT '[]',
    "state" TEXT NOT NULL DEFAULT 'draft',
    "members" INTEGER,
    "present" INTEGER,
    "result" TEXT,
    "passed" BOOLEAN,
    "openedAt" DATETIME,
    "closedAt" DATETIME,
    "recordedById" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "VoteQuestion_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "VoteQuestion_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "AgendaItem" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "VoteQuestion_mode_check" CHECK ("mode" IN ('open','secret')),
    CONSTRAINT "VoteQuestion_kind_check" CHECK ("kind" IN ('approve','options')),
    CONSTRAINT "VoteQuestion_state_check" CHECK ("state" IN ('draft','open','closed'))
);

-- CreateTable
CREATE TABLE "Minutes" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "number" INTEGER,
    "notation" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'draft',
    "content" TEXT NOT NULL,
    "remarks" TEXT NOT NULL DEFAULT '',
    "submittedAt" DATETIME,
    "approvedAt" DATETIME,
    "approvedById" TEXT,
    "frozenSha256" TEXT,
    "verifyCode" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Minutes_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Minutes_state_check" CHECK ("state" IN ('draft','submitted','returned','approved','signed'))
);

-- CreateTable
CREATE TABLE "MinutesRevision" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "minutesId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "remarks" TEXT NOT NULL DEFAULT '',
    "authorId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "MinutesRevision_minutesId_fkey" FOREIGN KEY ("minutesId") REFERENCES "Minutes" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MinutesFile" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "minutesId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "blobKey" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "pages" INTEGER NOT NULL,
    "anchors" TEXT NOT NULL DEFAULT '[]',
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "MinutesFile_minutesId_fkey" FOREIGN KEY ("minutesId") REFERENCES "Minutes" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SignatureStep" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "minutesId" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "personId" TEXT,
    "required" BOOLEAN NOT NULL DEFAULT true,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "signedAt" DATETIME,
    "certificate" TEXT,
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "SignatureStep_minutesId_fkey" FOREIGN KEY ("minutesId") REFERENCES "Minutes" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "SignatureStep_role_check" CHECK ("role" IN ('secretary','chair','seal')),
    CONSTRAINT "SignatureStep_state_check" CHECK ("state" IN ('waiting','due','signed','refused'))
);

-- CreateTable
CREATE TABLE "Factor" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "value" REAL NOT NULL,
    "low" REAL,
    "high" REAL,
    "unit" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "Factor_kind_check" CHECK ("kind" IN ('measured','estimated'))
);

-- CreateTable
CREATE TABLE "PrintDeclaration" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT NOT NULL,
    "documentId" TEXT,
    "copies" INTEGER NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "declaredById" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "PrintDeclaration_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "PrintDeclaration_copies_check" CHECK ("copies" >= 1)
);

-- CreateIndex
CREATE INDEX "AuditEntry_meetingId_seq_idx" ON "AuditEntry"("meetingId", "seq");

-- CreateIndex
CREATE INDEX "AuditEntry_objectType_objectId_idx" ON "AuditEntry"("objectType", "objectId");

-- CreateIndex
CREATE INDEX "OutboxEvent_stream_type_idx" ON "OutboxEvent"("stream", "type");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxEvent_stream_seq_key" ON "OutboxEvent"("stream", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "Person_userName_key" ON "Person"("userName");

-- CreateIndex
CREATE INDEX "Person_sortName_idx" ON "Person"("sortName");

-- CreateIndex
CREATE UNIQUE INDEX "Session_tokenHash_key" ON "Session"("tokenHash");

-- CreateIndex
CREATE INDEX "Session_personId_idx" ON "Session"("personId");

-- CreateIndex
CREATE INDEX "Membership_bodyId_idx" ON "Membership"("bodyId");

-- CreateIndex
CREATE INDEX "Membership_personId_idx" ON "Membership"("personId");

-- CreateIndex
CREATE INDEX "Meeting_state_startsAt_idx" ON "Meeting"("state", "startsAt");

-- CreateIndex
CREATE INDEX "Attendee_personId_idx" ON "Attendee"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Attendee_meetingId_personId_key" ON "Attendee"("meetingId", "personId");

-- CreateIndex
CREATE INDEX "AgendaItem_meetingId_order_idx" ON "AgendaItem"("meetingId", "order");

-- CreateIndex
CREATE INDEX "Document_meetingId_idx" ON "Document"("meetingId");

-- CreateIndex
CREATE INDEX "Document_itemId_idx" ON "Document"("itemId");

-- CreateIndex
CREATE UNIQUE INDEX "DocumentVersion_documentId_number_key" ON "DocumentVersion"("documentId", "number");

-- CreateIndex
CREATE INDEX "VoteQuestion_meetingId_idx" ON "VoteQuestion"("meetingId");

-- CreateIndex
CREATE UNIQUE INDEX "Minutes_meetingId_key" ON "Minutes"("meetingId");

-- CreateIndex
CREATE UNIQUE INDEX "Minutes_verifyCode_key" ON "Minutes"("verifyCode");

-- CreateIndex
CREATE UNIQUE INDEX "MinutesRevision_minutesId_number_key" ON "MinutesRevision"("minutesId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "MinutesFile_minutesId_revision_key" ON "MinutesFile"("minutesId", "revision");

-- CreateIndex
CREATE INDEX "SignatureStep_personId_state_idx" ON "SignatureStep"("personId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "SignatureStep_minutesId_order_key" ON "SignatureStep"("minutesId", "order");

-- CreateIndex
CREATE UNIQUE INDEX "Factor_key_version_key" ON "Factor"("key", "version");

-- CreateIndex
CREATE INDEX "PrintDeclaration_meetingId_idx" ON "PrintDeclaration"("meetingId");


-- The audit log and the events are written once: the database itself refuses to change or delete them.
CREATE TRIGGER "AuditEntry_no_update" BEFORE UPDATE ON "AuditEntry" BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END;
CREATE TRIGGER "AuditEntry_no_delete" BEFORE DELETE ON "AuditEntry" BEGIN SELECT RAISE(ABORT, 'audit entries are never deleted'); END;
CREATE TRIGGER "OutboxEvent_no_update" BEFORE UPDATE ON "OutboxEvent" BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER "OutboxEvent_no_delete" BEFORE DELETE ON "OutboxEvent" BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
