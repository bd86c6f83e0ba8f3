-- What is searched: texts of papers, agendas, conclusions and minutes, and the index over their words. Made from the record, and made anew from it.

-- CreateTable
CREATE TABLE "SearchSource" (
    "no" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "meetingId" TEXT NOT NULL,
    "sourceId" TEXT NOT NULL,
    "documentId" TEXT,
    "number" INTEGER,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "read" INTEGER NOT NULL DEFAULT 0,
    "unread" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "SearchSource_kind_check" CHECK ("kind" IN ('meeting','item','conclusion','paper','minutes')),
    CONSTRAINT "SearchSource_read_check" CHECK ("read" <= "pages")
);

-- CreateTable
CREATE TABLE "SearchText" (
    "no" INTEGER NOT NULL,
    "page" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    PRIMARY KEY ("no", "page"),
    CONSTRAINT "SearchText_no_fkey" FOREIGN KEY ("no") REFERENCES "SearchSource" ("no") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SearchProgress" (
    "id" INTEGER NOT NULL PRIMARY KEY,
    "after" TEXT NOT NULL DEFAULT '',
    "whole" BOOLEAN NOT NULL DEFAULT false
);

-- CreateIndex
CREATE UNIQUE INDEX "SearchSource_sourceId_kind_key" ON "SearchSource"("sourceId", "kind");

-- CreateIndex
CREATE INDEX "SearchSource_meetingId_idx" ON "SearchSource"("meetingId");

-- Words, cut and folded by the program, with blanks between them: the tokenizer has nothing to decide. A row is 65536 × no + page.
CREATE VIRTUAL TABLE "SearchIndex" USING fts5("exact", "folded", content='', contentless_delete=1, tokenize='ascii');
