-- Laws, decrees and earlier decisions, kept without a session; files may come in for the library.
-- CreateTable
CREATE TABLE "LibraryEntry" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "agencyId" TEXT,
    "number" TEXT NOT NULL,
    "numberKey" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "issuedOn" TEXT NOT NULL,
    "inForceOn" TEXT,
    "state" TEXT NOT NULL DEFAULT 'in_force',
    "byNumber" TEXT NOT NULL DEFAULT '',
    "isExcerpt" BOOLEAN NOT NULL DEFAULT false,
    "blobKey" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "pages" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "facts" TEXT NOT NULL,
    "addedById" TEXT NOT NULL,
    "addedAt" DATETIME NOT NULL,
    "removedAt" DATETIME,
    "read" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "LibraryEntry_kind_check" CHECK ("kind" IN ('hien_phap','bo_luat','luat','phap_lenh','lenh','nghi_quyet','nghi_dinh','quyet_dinh','chi_thi','thong_tu','thong_tu_lien_tich','thong_bao','ket_luan','ke_hoach','quy_dinh','bao_cao','to_trinh','bien_ban','cong_dien','khac')),
    CONSTRAINT "LibraryEntry_state_check" CHECK ("state" IN ('in_force','amended','replaced')),
    CONSTRAINT "LibraryEntry_read_check" CHECK ("read" <= "pages"),
    CONSTRAINT "LibraryEntry_agencyId_fkey" FOREIGN KEY ("agencyId") REFERENCES "OrgUnit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LibraryText" (
    "entryId" TEXT NOT NULL,
    "page" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "byMachine" BOOLEAN NOT NULL DEFAULT false,

    PRIMARY KEY ("entryId", "page"),
    CONSTRAINT "LibraryText_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "LibraryEntry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LibraryOriginal" (
    "entryId" TEXT NOT NULL PRIMARY KEY,
    "blobKey" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "conversion" TEXT NOT NULL,
    "keptAt" DATETIME NOT NULL,
    CONSTRAINT "LibraryOriginal_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "LibraryEntry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "LibraryEntry_blobKey_key" ON "LibraryEntry"("blobKey");

-- CreateIndex
CREATE INDEX "LibraryEntry_numberKey_idx" ON "LibraryEntry"("numberKey");

-- CreateIndex
CREATE INDEX "LibraryEntry_nameKey_issuedOn_idx" ON "LibraryEntry"("nameKey", "issuedOn");

-- CreateIndex
CREATE INDEX "LibraryEntry_agencyId_idx" ON "LibraryEntry"("agencyId");

-- CreateIndex
CREATE INDEX "LibraryEntry_sha256_idx" ON "LibraryEntry"("sha256");

-- CreateIndex
CREATE INDEX "LibraryEntry_issuedOn_id_idx" ON "LibraryEntry"("issuedOn", "id");

-- Citations lead to what was issued here by its number.
CREATE INDEX "OfficialDocument_number_idx" ON "OfficialDocument"("number");

-- CreateIndex
CREATE UNIQUE INDEX "LibraryOriginal_blobKey_key" ON "LibraryOriginal"("blobKey");

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Intake" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "meetingId" TEXT,
    "uploadedById" TEXT NOT NULL,
    "sendId" TEXT,
    "itemId" TEXT,
    "replacesId" TEXT,
    "replaces" INTEGER,
    "reason" TEXT,
    "title" TEXT,
    "blobKey" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "facts" TEXT NOT NULL DEFAULT '',
    "sourceKey" TEXT,
    "sourceSha256" TEXT,
    "sourceSize" INTEGER,
    "sourceName" TEXT,
    "conversion" TEXT,
    "page" INTEGER,
    "words" TEXT NOT NULL DEFAULT '',
    "refusal" TEXT,
    "receivedAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'received',
    "submits" BOOLEAN NOT NULL DEFAULT false,
    "documentId" TEXT,
    "erasedAt" DATETIME,
    CONSTRAINT "Intake_state_check" CHECK ("state" IN ('received','accepted','doubtful','rejected','waiting','confirmed','refused','expired')),
    CONSTRAINT "Intake_forgotten_check" CHECK ("state" NOT IN ('rejected','refused','expired') OR ("words" = '' AND "fileName" = '' AND "erasedAt" IS NOT NULL AND "sendId" IS NULL)),
    CONSTRAINT "Intake_paper_check" CHECK (("state" = 'confirmed') = ("documentId" IS NOT NULL)),
    CONSTRAINT "Intake_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Intake" ("id", "meetingId", "uploadedById", "sendId", "itemId", "replacesId", "replaces", "reason", "title", "blobKey", "sha256", "size", "fileName", "facts", "sourceKey", "sourceSha256", "sourceSize", "sourceName", "conversion", "page", "words", "refusal", "receivedAt", "expiresAt", "state", "submits", "documentId", "erasedAt")
SELECT "id", "meetingId", "uploadedById", "sendId", "itemId", "replacesId", "replaces", "reason", "title", "blobKey", "sha256", "size", "fileName", "facts", "sourceKey", "sourceSha256", "sourceSize", "sourceName", "conversion", "page", "words", "refusal", "receivedAt", "expiresAt", "state", "submits", "documentId", "erasedAt" FROM "Intake";
DROP TABLE "Intake";
ALTER TABLE "new_Intake" RENAME TO "Intake";
CREATE INDEX "Intake_meetingId_uploadedById_idx" ON "Intake"("meetingId", "uploadedById");
CREATE INDEX "Intake_erasedAt_expiresAt_idx" ON "Intake"("erasedAt", "expiresAt");
CREATE INDEX "Intake_blobKey_idx" ON "Intake"("blobKey");
CREATE UNIQUE INDEX "Intake_uploadedById_sendId_key" ON "Intake"("uploadedById", "sendId");
CREATE INDEX "Intake_sourceKey_idx" ON "Intake"("sourceKey");
CREATE TABLE "new_SearchSource" (
    "no" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "meetingId" TEXT NOT NULL,
    "sourceId" TEXT NOT NULL,
    "documentId" TEXT,
    "number" INTEGER,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "read" INTEGER NOT NULL DEFAULT 0,
    "unread" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "SearchSource_kind_check" CHECK ("kind" IN ('meeting','item','conclusion','assignment','paper','minutes','library')),
    CONSTRAINT "SearchSource_read_check" CHECK ("read" <= "pages")
);
INSERT INTO "new_SearchSource" ("no", "kind", "meetingId", "sourceId", "documentId", "number", "pages", "read", "unread")
SELECT "no", "kind", "meetingId", "sourceId", "documentId", "number", "pages", "read", "unread" FROM "SearchSource";
DROP TABLE "SearchSource";
ALTER TABLE "new_SearchSource" RENAME TO "SearchSource";
CREATE UNIQUE INDEX "SearchSource_sourceId_kind_key" ON "SearchSource"("sourceId", "kind");
CREATE INDEX "SearchSource_meetingId_idx" ON "SearchSource"("meetingId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
