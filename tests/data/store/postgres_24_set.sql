-- What each of its sets of feeds had.
CREATE TABLE alarm (
  key   BIGINT PRIMARY KEY CHECK (key = 1),
  words TEXT COLLATE "C" NOT NULL
);
CREATE TABLE archive (
  feed   TEXT COLLATE "C" NOT NULL,
  number BIGINT NOT NULL,
  stale  BIGINT NOT NULL,
  PRIMARY KEY (feed, number)
);
CREATE TABLE archive_entry (
  feed     TEXT COLLATE "C" NOT NULL,
  item_key BIGINT NOT NULL REFERENCES item (key) ON DELETE CASCADE,
  archive  BIGINT NOT NULL,
  is_copy  BIGINT NOT NULL,
  PRIMARY KEY (feed, item_key, archive, is_copy)
);
CREATE TABLE changed_item (
  item_key BIGINT PRIMARY KEY
);
CREATE TABLE facet (
  feed       TEXT COLLATE "C" PRIMARY KEY,
  definition TEXT COLLATE "C" NOT NULL
);
CREATE TABLE facet_item (
  item_key   BIGINT NOT NULL REFERENCES item (key) ON DELETE CASCADE,
  feed       TEXT COLLATE "C" NOT NULL,
  source_key BIGINT NOT NULL,
  published  BIGINT NOT NULL,
  id         TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (item_key, feed)
);
CREATE TABLE failing_hub (
  hub     TEXT COLLATE "C" PRIMARY KEY,
  since   BIGINT NOT NULL,
  is_told BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE link_answer (
  item_key   BIGINT PRIMARY KEY REFERENCES item (key) ON DELETE CASCADE,
  link       TEXT COLLATE "C" NOT NULL,
  first_seen BIGINT NOT NULL,
  published  BIGINT NOT NULL,
  standing   BIGINT NOT NULL,
  shown_key  BIGINT,
  held_until BIGINT
);
CREATE TABLE link_file (
  name  TEXT COLLATE "C" PRIMARY KEY,
  stale BIGINT NOT NULL
);
CREATE TABLE link_question (
  key        BIGINT PRIMARY KEY CHECK (key = 1),
  definition TEXT COLLATE "C" NOT NULL,
  old_before BIGINT NOT NULL
);
CREATE TABLE ping (
  hub   TEXT COLLATE "C" NOT NULL,
  topic TEXT COLLATE "C" NOT NULL,
  since BIGINT NOT NULL,
  PRIMARY KEY (hub, topic)
);
CREATE TABLE proof (
  key     BIGINT PRIMARY KEY CHECK (key = 1),
  place   TEXT COLLATE "C" NOT NULL,
  checked BIGINT NOT NULL,
  faults  TEXT COLLATE "C" NOT NULL
);
CREATE TABLE publication (
  key         BIGINT PRIMARY KEY CHECK (key = 1),
  made_of     TEXT COLLATE "C" NOT NULL,
  valid_until BIGINT,
  feeds       TEXT COLLATE "C" NOT NULL
);
CREATE TABLE published_feed (
  name       TEXT COLLATE "C" PRIMARY KEY,
  appearance TEXT COLLATE "C" NOT NULL
);
CREATE TABLE published_file (
  name         TEXT COLLATE "C" PRIMARY KEY,
  size         BIGINT NOT NULL,
  hash         TEXT COLLATE "C" NOT NULL,
  unused_since BIGINT,
  of_archive   BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE published_id (
  item_key BIGINT NOT NULL REFERENCES item (key) ON DELETE CASCADE,
  feed     TEXT COLLATE "C" NOT NULL,
  id       TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (item_key, feed)
);
CREATE TABLE unannounced_file (
  name TEXT COLLATE "C" PRIMARY KEY
);
CREATE INDEX archive_entry_by_archive ON archive_entry (feed, archive, is_copy);
CREATE INDEX archive_entry_by_item ON archive_entry (item_key);
CREATE INDEX archive_stale ON archive (feed, number) WHERE stale = 1;
CREATE INDEX facet_item_by_date ON facet_item (feed, source_key, published DESC);
CREATE INDEX link_answer_by_date ON link_answer (published);
CREATE INDEX link_answer_by_first_sight ON link_answer (first_seen);
CREATE INDEX link_answer_by_link ON link_answer (link);
CREATE INDEX link_answer_by_standing ON link_answer (standing) WHERE standing IN (3, 4);
CREATE INDEX link_answer_by_shown ON link_answer (shown_key) WHERE shown_key IS NOT NULL;
CREATE INDEX published_file_of_no_archive ON published_file (name) WHERE of_archive = 0;
CREATE INDEX published_file_unused ON published_file (name) WHERE unused_since IS NOT NULL;
CREATE FUNCTION note_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO {set}.changed_item SELECT key FROM added ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE FUNCTION note_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO {set}.changed_item VALUES (new.key) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE FUNCTION note_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO {set}.changed_item VALUES (coalesce(new.item_key, old.item_key))
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER "{name}item_added" AFTER INSERT ON item REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION note_items();
CREATE TRIGGER "{name}item_changed"
  AFTER UPDATE OF published, content_hash, canonical_url, dropped_by
  ON item FOR EACH ROW EXECUTE FUNCTION note_item();
CREATE TRIGGER "{name}item_withdrawn" AFTER INSERT ON withdrawal
  FOR EACH ROW EXECUTE FUNCTION note_withdrawal();
CREATE TRIGGER "{name}item_restored" AFTER DELETE ON withdrawal
  FOR EACH ROW EXECUTE FUNCTION note_withdrawal();
