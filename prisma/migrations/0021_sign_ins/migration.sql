-- A session is what a committee holds; who is signed in has a word of its own.
ALTER TABLE "Session" RENAME TO "SignIn";
DROP INDEX "Session_tokenHash_key";
CREATE UNIQUE INDEX "SignIn_tokenHash_key" ON "SignIn"("tokenHash");
DROP INDEX "Session_personId_idx";
CREATE INDEX "SignIn_personId_idx" ON "SignIn"("personId");
DROP INDEX "Session_expiresAt_idx";
CREATE INDEX "SignIn_expiresAt_idx" ON "SignIn"("expiresAt");
