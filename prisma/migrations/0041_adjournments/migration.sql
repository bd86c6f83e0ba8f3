-- A sitting adjourned to another time.
ALTER TABLE "SittingPause" ADD COLUMN "until" DATETIME;
ALTER TABLE "Meeting" ADD COLUMN "continuesAt" DATETIME;
ALTER TABLE "Meeting" ADD COLUMN "continuesUntil" DATETIME;
