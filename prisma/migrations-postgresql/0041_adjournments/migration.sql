-- A sitting adjourned to another time.
ALTER TABLE "SittingPause" ADD COLUMN "until" TIMESTAMP(3);
