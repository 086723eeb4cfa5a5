-- Everything here is derived from the sources: it may be thrown away and made again, but for articles whose source is gone,
-- which are carried over (see carrying.rs: what it reads keeps its names).
-- `sum` is that of the other columns of its row, so that a row that is not what was written is known when it is read.
-- The key stands in an index of its own: who looks for one key does not read the long value of another on the way.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  sum   INTEGER NOT NULL,
  value TEXT NOT NULL
);

-- A file as it was when it was last read.
CREATE TABLE file (
  path     TEXT PRIMARY KEY,
  bytes    INTEGER NOT NULL,
  modified INTEGER NOT NULL, -- milliseconds since 1970
  read_at  INTEGER NOT NULL, -- milliseconds since 1970
  hash     TEXT NOT NULL,    -- SHA-256 of the content
  told     TEXT NOT NULL,    -- JSON: its records that gave no article, each with the reason; empty where there is none
  sum      INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE article (
  number     INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, so that the index cannot mix two articles up
  id         TEXT NOT NULL UNIQUE,
  origin     TEXT NOT NULL, -- the first one
  title      TEXT NOT NULL,
  outlet     TEXT,
  published  TEXT,          -- JSON
  language   TEXT,
  words      INTEGER NOT NULL,
  url_key    TEXT,
  text_hash  TEXT NOT NULL,
  draft_hash TEXT NOT NULL,    -- of everything that the first origin gave
  generation INTEGER NOT NULL, -- of the commit that wrote it last
  uses       INTEGER NOT NULL, -- the sums of its rows in name_use, one upon the other
  sum        INTEGER NOT NULL, -- of everything above
  origins    INTEGER NOT NULL  -- the sums of its rows in origin, one upon the other
);
CREATE INDEX article_url ON article(url_key) WHERE url_key IS NOT NULL;
CREATE INDEX article_text ON article(text_hash);

-- The large parts, apart from the facts so that walking the facts stays cheap.
CREATE TABLE content (
  article     INTEGER PRIMARY KEY REFERENCES article(number) ON DELETE CASCADE,
  json        BLOB NOT NULL, -- the whole article, see packing.rs
  json_sum    INTEGER NOT NULL, -- of the text before it was packed
  profile     BLOB NOT NULL, -- what grouping into stories needs, packed as well
  profile_sum INTEGER NOT NULL
);

CREATE TABLE origin (
  place      INTEGER PRIMARY KEY AUTOINCREMENT, -- the order in which origins came
  origin     TEXT NOT NULL UNIQUE,
  file       TEXT NOT NULL,
  article    INTEGER NOT NULL REFERENCES article(number) ON DELETE CASCADE,
  draft_hash TEXT NOT NULL,
  sum        INTEGER NOT NULL -- but for the place
);
CREATE INDEX origin_file ON origin(file);
CREATE INDEX origin_article ON origin(article);

-- A name as one article uses it. The sums stand with the article, so that a row that is lost is known as well.
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
  generation INTEGER NOT NULL,
  sum        INTEGER NOT NULL
);

-- Derived across articles. The order of the entities stands in meta, so that one more rewrites none of the others.
CREATE TABLE entity (
  id       TEXT PRIMARY KEY,
  mark     INTEGER NOT NULL, -- another one where anything of it is another
  sum      INTEGER NOT NULL, -- but for where it is named
  uses_sum INTEGER NOT NULL,
  json     TEXT NOT NULL,
  varied   TEXT NOT NULL, -- its words that it has in several spellings, with spaces between
  uses     BLOB NOT NULL -- JSON, packed: where it is named
) WITHOUT ROWID;

-- From words to the entities that have them in several spellings. Every drawer is always there, so that a word that is not
-- found in its drawer stands nowhere.
CREATE TABLE drawer (
  number INTEGER PRIMARY KEY,
  words  TEXT NOT NULL, -- JSON: {word: [id, ...], ...}
  sum    INTEGER NOT NULL
);

CREATE TABLE story (
  rank INTEGER PRIMARY KEY,
  json TEXT NOT NULL,
  sum  INTEGER NOT NULL
);

-- Entities that may be one, likeliest first.
CREATE TABLE suggestion (
  rank INTEGER PRIMARY KEY,
  json TEXT NOT NULL,
  sum  INTEGER NOT NULL
);
