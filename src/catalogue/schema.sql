-- Everything here is derived from the sources: it may be thrown away and made again.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- A file as it was when it was last read.
CREATE TABLE file (
  path     TEXT PRIMARY KEY,
  bytes    INTEGER NOT NULL,
  modified INTEGER NOT NULL, -- milliseconds since 1970
  read_at  INTEGER NOT NULL, -- milliseconds since 1970
  hash     TEXT NOT NULL     -- SHA-256 of the content
) WITHOUT ROWID;

CREATE TABLE article (
  number     INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, so that the index cannot mix two articles up
  id         TEXT NOT NULL UNIQUE,
  origin     TEXT NOT NULL, -- the first one
  url_key    TEXT,
  text_hash  TEXT NOT NULL,
  draft_hash TEXT NOT NULL, -- of everything that the first origin gave
  title      TEXT NOT NULL,
  outlet     TEXT,
  published  TEXT,          -- JSON
  seconds    INTEGER,
  day        TEXT,
  language   TEXT,
  words      INTEGER NOT NULL,
  generation INTEGER NOT NULL -- of the commit that wrote it last
);
CREATE INDEX article_url ON article(url_key) WHERE url_key IS NOT NULL;
CREATE INDEX article_text ON article(text_hash);
CREATE INDEX article_outlet ON article(outlet);
CREATE INDEX article_day ON article(day);
CREATE INDEX article_generation ON article(generation);

-- The large parts, apart from the facts so that walking the facts stays cheap.
CREATE TABLE content (
  article INTEGER PRIMARY KEY REFERENCES article(number) ON DELETE CASCADE,
  json    TEXT NOT NULL, -- the whole article
  profile TEXT NOT NULL  -- what grouping into stories needs
);

CREATE TABLE origin (
  place      INTEGER PRIMARY KEY AUTOINCREMENT, -- the order in which origins came
  origin     TEXT NOT NULL UNIQUE,
  file       TEXT NOT NULL,
  article    INTEGER NOT NULL REFERENCES article(number) ON DELETE CASCADE,
  draft_hash TEXT NOT NULL
);
CREATE INDEX origin_file ON origin(file);
CREATE INDEX origin_article ON origin(article);

-- A name as one article uses it.
CREATE TABLE name_use (
  article   INTEGER NOT NULL REFERENCES article(number) ON DELETE CASCADE,
  name      TEXT NOT NULL,
  kind      TEXT NOT NULL,
  mentions  INTEGER NOT NULL,
  spellings TEXT NOT NULL, -- JSON: [[as written, times], ...]
  apart     INTEGER NOT NULL, -- whether the article means somebody else than those of that name whom it names in full: 0 no, 1 hardly they, 2 not they, 3 one of them
  PRIMARY KEY (article, name, kind)
) WITHOUT ROWID;

-- Articles taken out, until the index has heard of it.
CREATE TABLE removed (
  article    INTEGER PRIMARY KEY,
  generation INTEGER NOT NULL
);

-- Derived across articles. The order of the entities stands in meta, so that one more rewrites none of the others.
CREATE TABLE entity (
  id   TEXT PRIMARY KEY,
  mark INTEGER NOT NULL, -- another one where anything of it is another
  json TEXT NOT NULL,
  uses TEXT NOT NULL -- JSON: where it is named
) WITHOUT ROWID;

CREATE TABLE story (
  rank INTEGER PRIMARY KEY,
  json TEXT NOT NULL
);

-- Entities that may be one, likeliest first.
CREATE TABLE suggestion (
  rank INTEGER PRIMARY KEY,
  json TEXT NOT NULL
);
