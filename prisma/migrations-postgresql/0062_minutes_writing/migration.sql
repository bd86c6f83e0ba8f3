-- Minutes that several people write at once: a log of what each wrote, and the text with its authors as it was at some number of it.
CREATE TABLE "MinutesWriting" (
    "minutesId" TEXT COLLATE "C" NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "MinutesWriting_pkey" PRIMARY KEY ("minutesId"),
    CONSTRAINT "MinutesWriting_minutesId_fkey" FOREIGN KEY ("minutesId") REFERENCES "Minutes" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TABLE "MinutesEdit" (
    "opId" TEXT COLLATE "C" NOT NULL,
    "minutesId" TEXT COLLATE "C" NOT NULL,
    "seq" INTEGER NOT NULL,
    "authorId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "steps" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "MinutesEdit_pkey" PRIMARY KEY ("opId"),
    CONSTRAINT "MinutesEdit_seq_check" CHECK ("seq" >= 1),
    CONSTRAINT "MinutesEdit_minutesId_fkey" FOREIGN KEY ("minutesId") REFERENCES "Minutes" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "MinutesEdit_minutesId_seq_key" ON "MinutesEdit"("minutesId", "seq");
