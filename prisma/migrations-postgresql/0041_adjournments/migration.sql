-- A sitting adjourned to another time.
ALTER TABLE "SittingPause" ADD COLUMN "until" TIMESTAMP(3);
ALTER TABLE "Meeting" ADD COLUMN "continuesAt" TIMESTAMP(3);
ALTER TABLE "Meeting" ADD COLUMN "continuesUntil" TIMESTAMP(3);
