-- The picture a page is shown from where drawing it asks more than a tablet has: to be made, made, or why it could not be.
-- CreateTable
CREATE TABLE "PagePicture" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "versionId" TEXT NOT NULL,
    "page" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "figure" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "failure" TEXT,
    "blobKey" TEXT,
    "sha256" TEXT,
    "size" INTEGER,
    "width" INTEGER,
    "height" INTEGER,
    "tookMs" INTEGER,
    "madeAt" DATETIME,
    CONSTRAINT "PagePicture_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "DocumentVersion" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "PagePicture_cause_check" CHECK ("cause" IN ('pixels','operators')),
    CONSTRAINT "PagePicture_state_check" CHECK ("state" IN ('waiting','made','failed')),
    CONSTRAINT "PagePicture_failure_check" CHECK (("state" = 'failed') = ("failure" IS NOT NULL)),
    CONSTRAINT "PagePicture_file_check" CHECK (("state" = 'made') = ("blobKey" IS NOT NULL) AND ("blobKey" IS NULL) = ("sha256" IS NULL) AND ("blobKey" IS NULL) = ("size" IS NULL) AND ("blobKey" IS NULL) = ("width" IS NULL) AND ("blobKey" IS NULL) = ("height" IS NULL))
);

-- CreateIndex
CREATE UNIQUE INDEX "PagePicture_versionId_page_key" ON "PagePicture"("versionId", "page");

-- CreateIndex
CREATE INDEX "PagePicture_state_idx" ON "PagePicture"("state");

-- CreateIndex
CREATE INDEX "PagePicture_blobKey_idx" ON "PagePicture"("blobKey");
