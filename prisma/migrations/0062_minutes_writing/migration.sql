-- Minutes that several people write at once: a log of what each wrote, and the text with its authors as it was at some number of it.
-- CreateTable
CREATE TABLE "MinutesWriting" (
    "minutesId" TEXT NOT NULL PRIMARY KEY,
    "text" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "MinutesWriting_minutesId_fkey" FOREIGN KEY ("minutesId") REFERENCES "Minutes" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MinutesEdit" (
    "opId" TEXT NOT NULL PRIMARY KEY,
    "minutesId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "authorId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "steps" TEXT NOT NULL,

    CONSTRAINT "MinutesEdit_seq_check" CHECK ("seq" >= 1),
    CONSTRAINT "MinutesEdit_minutesId_fkey" FOREIGN KEY ("minutesId") REFERENCES "Minutes" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "MinutesEdit_minutesId_seq_key" ON "MinutesEdit"("minutesId", "seq");
