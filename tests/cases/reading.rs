//! Fixtures as articles, read as the program reads them.

use std::ops::ControlFlow;
use std::path::Path;

use parallax::analysis::reading::analyse;
use parallax::ingest::{Options, Reading, read_file};
use parallax::model::{Article, Draft};

/// Everything that a fixture gives, in order; `path` lies in `tests/fixtures`.
pub fn readings(path: &str) -> Vec<Reading> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("tests/fixtures").join(path);
    let mut readings = Vec::new();
    read_file(&path, &Options::default(), &mut |reading| {
        readings.push(reading);
        ControlFlow::Continue(())
    });
    readings
}

/// The drafts that a fixture gives, without what was skipped.
pub fn drafts(path: &str) -> Vec<Draft> {
    readings(path).into_iter().filter_map(Result::ok).collect()
}

/// The one draft of a fixture of one article.
pub fn draft(path: &str) -> Draft {
    let mut drafts = drafts(path);
    assert_eq!(drafts.len(), 1, "{path}: {drafts:#?}");
    drafts.remove(0)
}

/// The articles that a fixture gives, analysed.
pub fn articles(path: &str) -> Vec<Article> {
    let drafts = drafts(path).into_iter().enumerate();
    drafts
        .map(|(number, draft)| analyse(draft, format!("{number:012x}")))
        .collect()
}
