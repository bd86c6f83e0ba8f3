-- What is searched: texts of papers, agendas, conclusions and minutes, and the index over their words. Made from the record, and made anew from it.

-- CreateTable
CREATE TABLE "SearchSource" (
    "no" SERIAL NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "meetingId" TEXT COLLATE "C" NOT NULL,
    "sourceId" TEXT COLLATE "C" NOT NULL,
    "documentId" TEXT COLLATE "C",
    "number" INTEGER,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "read" INTEGER NOT NULL DEFAULT 0,
    "unread" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "SearchSource_kind_check" CHECK ("kind" IN ('meeting','item','conclusion','paper','minutes')),
    CONSTRAINT "SearchSource_read_check" CHECK ("read" <= "pages"),
    CONSTRAINT "SearchSource_pkey" PRIMARY KEY ("no")
);

-- CreateTable
CREATE TABLE "SearchText" (
    "no" INTEGER NOT NULL,
    "page" INTEGER NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,
    CONSTRAINT "SearchText_pkey" PRIMARY KEY ("no","page")
);

-- CreateTable
CREATE TABLE "SearchProgress" (
    "id" INTEGER NOT NULL,
    "after" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "whole" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "SearchProgress_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SearchSource_sourceId_kind_key" ON "SearchSource"("sourceId", "kind");

-- CreateIndex
CREATE INDEX "SearchSource_meetingId_idx" ON "SearchSource"("meetingId");

-- AddForeignKey
ALTER TABLE "SearchText" ADD CONSTRAINT "SearchText_no_fkey" FOREIGN KEY ("no") REFERENCES "SearchSource"("no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The words of a row with blanks between them, as the program cut and folded them. A row is 65536 × no + page.
CREATE TABLE "SearchIndex" (
    "rowid" BIGINT NOT NULL,
    "exact" TEXT COLLATE "C" NOT NULL,
    "folded" TEXT COLLATE "C" NOT NULL,
    CONSTRAINT "SearchIndex_pkey" PRIMARY KEY ("rowid")
);
CREATE INDEX "SearchIndex_exact_words" ON "SearchIndex" USING gin (array_to_tsvector(string_to_array("exact", ' ')));
CREATE INDEX "SearchIndex_folded_words" ON "SearchIndex" USING gin (array_to_tsvector(string_to_array("folded", ' ')));

-- Rows that meet a question as FTS5 is asked it: COLUMN : "words side by side" AND … The index gives those that have all words, and of
-- them those stay that have them side by side.
CREATE OR REPLACE FUNCTION "SearchIndex"(question text) RETURNS TABLE ("rowid" bigint) LANGUAGE plpgsql STABLE ROWS 2000 AS $$
DECLARE
  asked record;
  word text;
  words jsonb := '{"exact": [], "folded": []}';
  phrases jsonb := '{"exact": [], "folded": []}';
  conditions text := 'true';
  name text;
BEGIN
  FOR asked IN SELECT m[1] AS col, m[2] AS said FROM regexp_matches(question, '(exact|folded) : "([^"]*)"', 'g') AS m LOOP
    FOREACH word IN ARRAY string_to_array(asked.said, ' ') LOOP
      words := jsonb_insert(words, ARRAY[asked.col, '0'], to_jsonb(quote_literal(word)));
    END LOOP;
    IF position(' ' IN asked.said) > 0 THEN
      phrases := jsonb_insert(phrases, ARRAY[asked.col, '0'], to_jsonb('% ' || asked.said || ' %'));
    END IF;
  END LOOP;
  IF words = '{"exact": [], "folded": []}' THEN
    RETURN;
  END IF;
  FOREACH name IN ARRAY ARRAY['exact', 'folded'] LOOP
    IF jsonb_array_length(words -> name) > 0 THEN
      conditions := conditions || format(' AND array_to_tsvector(string_to_array(i.%I, '' '')) @@ %L::tsquery', name, (SELECT string_agg(w, ' & ') FROM jsonb_array_elements_text(words -> name) AS w));
    END IF;
    IF jsonb_array_length(phrases -> name) > 0 THEN
      conditions := conditions || format(' AND '' '' || i.%I || '' '' LIKE ALL (%L::text[])', name, ARRAY(SELECT jsonb_array_elements_text(phrases -> name)));
    END IF;
  END LOOP;
  RETURN QUERY EXECUTE 'SELECT i."rowid" FROM "SearchIndex" i WHERE ' || conditions;
END
$$;
