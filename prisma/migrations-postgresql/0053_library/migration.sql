-- Laws, decrees and earlier decisions, kept without a session; files may come in for the library.
-- CreateTable
CREATE TABLE "LibraryEntry" (
    "id" TEXT COLLATE "C" NOT NULL,
    "agencyId" TEXT COLLATE "C",
    "number" TEXT COLLATE "C" NOT NULL,
    "numberKey" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "nameKey" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "title" TEXT COLLATE "C" NOT NULL,
    "issuer" TEXT COLLATE "C" NOT NULL,
    "issuedOn" TEXT COLLATE "C" NOT NULL,
    "inForceOn" TEXT COLLATE "C",
    "state" TEXT COLLATE "C" NOT NULL DEFAULT 'in_force',
    "byNumber" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "isExcerpt" BOOLEAN NOT NULL DEFAULT false,
    "blobKey" TEXT COLLATE "C" NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "size" INTEGER NOT NULL,
    "pages" INTEGER NOT NULL,
    "fileName" TEXT COLLATE "C" NOT NULL,
    "facts" TEXT COLLATE "C" NOT NULL,
    "addedById" TEXT COLLATE "C" NOT NULL,
    "addedAt" TIMESTAMP(3) NOT NULL,
    "removedAt" TIMESTAMP(3),
    "read" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "LibraryEntry_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "LibraryEntry_kind_check" CHECK ("kind" IN ('hien_phap','bo_luat','luat','phap_lenh','lenh','nghi_quyet','nghi_dinh','quyet_dinh','chi_thi','thong_tu','thong_tu_lien_tich','thong_bao','ket_luan','ke_hoach','quy_dinh','bao_cao','to_trinh','bien_ban','cong_dien','khac')),
    CONSTRAINT "LibraryEntry_state_check" CHECK ("state" IN ('in_force','amended','replaced')),
    CONSTRAINT "LibraryEntry_read_check" CHECK ("read" <= "pages"),
    CONSTRAINT "LibraryEntry_agencyId_fkey" FOREIGN KEY ("agencyId") REFERENCES "OrgUnit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LibraryText" (
    "entryId" TEXT COLLATE "C" NOT NULL,
    "page" INTEGER NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,
    "byMachine" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "LibraryText_pkey" PRIMARY KEY ("entryId", "page"),
    CONSTRAINT "LibraryText_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "LibraryEntry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LibraryOriginal" (
    "entryId" TEXT COLLATE "C" NOT NULL,
    "blobKey" TEXT COLLATE "C" NOT NULL,
    "sha256" TEXT COLLATE "C" NOT NULL,
    "size" INTEGER NOT NULL,
    "fileName" TEXT COLLATE "C" NOT NULL,
    "conversion" TEXT COLLATE "C" NOT NULL,
    "keptAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LibraryOriginal_pkey" PRIMARY KEY ("entryId"),
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

ALTER TABLE "Intake" ALTER COLUMN "meetingId" DROP NOT NULL;
ALTER TABLE "SearchSource" DROP CONSTRAINT "SearchSource_kind_check";
ALTER TABLE "SearchSource" ADD CONSTRAINT "SearchSource_kind_check" CHECK ("kind" IN ('meeting','item','conclusion','assignment','paper','minutes','library'));
