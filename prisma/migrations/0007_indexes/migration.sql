-- What is looked up by these columns must not read a whole table.
-- CreateIndex
CREATE INDEX "AuditEntry_actorId_at_idx" ON "AuditEntry"("actorId", "at");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE INDEX "Meeting_startsAt_id_idx" ON "Meeting"("startsAt", "id");

-- CreateIndex
CREATE INDEX "Meeting_state_endsAt_idx" ON "Meeting"("state", "endsAt");

-- CreateIndex
CREATE INDEX "Meeting_createdById_idx" ON "Meeting"("createdById");

-- CreateIndex
CREATE INDEX "Person_unitId_idx" ON "Person"("unitId");

-- CreateIndex
CREATE INDEX "GlobalRole_role_idx" ON "GlobalRole"("role");

-- CreateIndex
CREATE INDEX "DocumentVersion_blobKey_idx" ON "DocumentVersion"("blobKey");

-- CreateIndex
CREATE INDEX "DocumentVersion_sha256_idx" ON "DocumentVersion"("sha256");

-- CreateIndex
CREATE INDEX "VoteQuestion_itemId_idx" ON "VoteQuestion"("itemId");

-- CreateIndex
CREATE INDEX "MinutesFile_blobKey_idx" ON "MinutesFile"("blobKey");

-- CreateIndex
CREATE INDEX "MinutesFile_sha256_idx" ON "MinutesFile"("sha256");

-- CreateIndex
CREATE INDEX "ReadingPlace_documentId_idx" ON "ReadingPlace"("documentId");
