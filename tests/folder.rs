//! A folder that holds one file of each kind is added whole: each file gives the articles that it holds, or is told with its reason.
#![cfg(all(feature = "archives", feature = "mail", feature = "pdf"))]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use parallax::ingest::apart;
use parallax::worker::{AddOptions, Home, Library, Source};

/// Articles of each file of `tests/fixtures/formats` that holds any; those of what is packed in it with them.
const ARTICLES: &[(&str, usize)] = &[
    ("box.mbox", 5),
    ("bridge.docx", 1),
    ("bridge.odt", 1),
    ("bridge.rtf", 1),
    ("columns.pdf", 1),
    ("crawl.wacz", 1),
    ("crawl.warc", 1),
    ("crawl.warc.gz", 1),
    ("digest.eml", 1),
    ("europresse.html", 2),
    ("eventregistry.json", 1),
    ("export.jsonl.gz", 2),
    ("export.jsonl.xz", 2),
    ("export.jsonl.zst", 2),
    ("export.tar", 8),
    ("export.zip", 7),
    ("factiva-displayed.html", 2),
    ("factiva.html", 2),
    ("factiva.rtf", 2),
    ("forwarded.eml", 3),
    ("integrum.html", 2),
    ("issue.epub", 2),
    ("item.newsml", 1),
    ("item.ninjs.json", 1),
    ("item.nitf", 1),
    ("lexis.html", 2),
    ("library.csl.json", 1),
    ("library.ris", 1),
    ("news.atom", 2),
    ("news.rdf", 1),
    ("news.rss", 2),
    ("newsletter.eml", 1),
    ("nexis.docx", 2),
    ("omnivore.zip", 2),
    ("page.mhtml", 1),
    ("paper.pdf", 1),
    ("printed.pdf", 1),
    ("proquest.eml", 2),
    ("recognised.pdf", 1),
    ("singlefile.html", 1),
    ("tex.pdf", 1),
    ("wallabag.json", 2),
    ("writer.pdf", 1),
];

/// What is told of a file, and whether it is a failure. A file may stand here more than once, and above as well.
const TOLD: &[(&str, &str, bool)] = &[
    ("crawl.warc", "the server answered 404", false),
    ("crawl.warc", "does not hold what was before", false),
    ("crawl.warc.gz", "the server answered 404", false),
    ("crawl.warc.gz", "does not hold what was before", false),
    ("cut.pdf", "its end is missing", true),
    ("export.tar", "a PNG image", false),
    ("export.tar", "broken JSON", true),
    ("export.zip", "a PNG image", false),
    ("export.zip", "broken JSON", true),
    ("feeds.opml", "a list of 2 feeds", false),
    ("gdelt.json", "a link from GDELT", false),
    ("hypothesis.csv", "a highlight from Hypothesis", false),
    ("instapaper.csv", "a link from Instapaper", false),
    ("lexis.html", "says 3 documents, 2 were found: not 2", true),
    ("library.csl.json", "the record has no text", false),
    ("library.ris", "a link from a list of references", false),
    ("locked.pdf", "asks for a password", true),
    ("mediacloud.csv", "2 links from Media Cloud", false),
    ("news.rss", "the record has no text", false),
    (
        "omnivore.zip",
        "highlights of 1 article from Omnivore",
        false,
    ),
    ("omnivore.zip", "a link from Omnivore", false),
    ("pocket.csv", "2 links from Pocket", false),
    (
        "proquest.eml",
        "says 3 documents, 2 were found: not 3",
        true,
    ),
    ("raindrop.csv", "a link from Raindrop", false),
    ("readwise.csv", "a highlight from Readwise", false),
    ("scan.pdf", "a scanned PDF", true),
];

/// The file of an origin, without what lies in it.
fn file(origin: &str, folder: &str) -> String {
    let inside = origin.strip_prefix(folder).unwrap_or(origin);
    let inside = inside.trim_start_matches('/');
    let end = inside.find(['#', '›']).unwrap_or(inside.len());
    inside[..end].trim().to_string()
}

#[test]
fn a_folder_of_all_kinds_is_told_file_by_file() {
    apart::reads(Path::new(env!("CARGO_BIN_EXE_parallax")));
    let dir = std::env::temp_dir().join(format!("parallax-folder-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    let formats = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/formats");
    let mut library = Library::open(&Home { dir: dir.clone() }).unwrap();
    let sources: Vec<Source> = std::fs::read_dir(formats)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_none_or(|ending| ending != "md"))
        .map(Source::Path)
        .collect();
    let report = library
        .add(
            &sources,
            &AddOptions::default(),
            &mut |_| {},
            &AtomicBool::new(false),
        )
        .unwrap();
    let mut articles: BTreeMap<String, usize> = BTreeMap::new();
    for id in library.ids().unwrap() {
        let article = library.article(&id).unwrap().unwrap();
        *articles.entry(file(&article.origin, formats)).or_default() += 1;
    }
    for joined in &report.joined {
        *articles.entry(file(&joined.origin, formats)).or_default() += 1;
    }
    let wanted: BTreeMap<String, usize> = ARTICLES
        .iter()
        .map(|(name, count)| ((*name).to_string(), *count))
        .collect();
    assert_eq!(articles, wanted);
    let mut told: Vec<(String, String, bool)> = report
        .skipped
        .iter()
        .map(|skipped| {
            (
                file(&skipped.origin, formats),
                skipped.reason.clone(),
                skipped.failed,
            )
        })
        .collect();
    for (name, reason, failed) in TOLD {
        let at = told
            .iter()
            .position(|(file, said, how)| file == name && said.contains(reason) && how == failed);
        let at = at.unwrap_or_else(|| panic!("{name}: {reason}: {told:#?}"));
        told.remove(at);
    }
    assert!(told.is_empty(), "{told:#?}");
    // No file is passed over in silence.
    for entry in std::fs::read_dir(formats).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let is_told = TOLD.iter().any(|(told, ..)| *told == name);
        assert!(
            articles.contains_key(&name) || is_told || name == "README.md",
            "{name}"
        );
    }
    drop(library);
    let _ = std::fs::remove_dir_all(&dir);
}
