-- Home asks for signatures that are due or were refused: few of all there ever were.
-- CreateIndex
CREATE INDEX "SignatureStep_state_idx" ON "SignatureStep"("state");
