//! What reading finds in a fixed set of articles: the catalogue's stamp is its hash, so that a library which was made
//! before a change of the reading is read again after it.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use sha2::{Digest, Sha256};

use parallax::catalogue::READINGS;
use parallax::worker::{AddOptions, Home, Library, Source};

/// Folders of articles, all of them invented or written for the sample.
const FOLDERS: [&str; 2] = ["assets/sample", "tests/fixtures"];

#[test]
fn the_stamp_is_that_of_what_reading_finds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dir = std::env::temp_dir().join(format!("parallax-readings-{}", std::process::id()));
    let _ = fs::remove_dir_all(&dir);
    let home = Home { dir: dir.clone() };
    let mut library = Library::open(&home).unwrap();
    let sources: Vec<Source> = FOLDERS
        .iter()
        .map(|folder| Source::Path(root.join(folder)))
        .collect();
    let report = library
        .add(
            &sources,
            &AddOptions::default(),
            &mut |_| {},
            &AtomicBool::new(false),
        )
        .unwrap();
    assert!(report.added > 100, "{report:?}");

    let mut found = Vec::new();
    for id in library.ids().unwrap() {
        let article = library.article(&id).unwrap().unwrap();
        found.push(serde_json::to_string(&*article).unwrap());
    }
    for entity in library.entities().unwrap().iter() {
        found.push(serde_json::to_string(entity).unwrap());
    }
    for story in library.stories().unwrap().iter() {
        found.push(serde_json::to_string(story).unwrap());
    }
    for skipped in &report.skipped {
        found.push(format!("{}: {}", skipped.origin, skipped.reason));
    }
    found.sort();
    let found = found.join("\n").replace(&*root.to_string_lossy(), "");
    let _ = fs::remove_dir_all(&dir);

    let hash: String = Sha256::digest(found.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .take(8)
        .collect();
    if let Ok(path) = std::env::var("PARALLAX_READINGS") {
        fs::write(path, &found).unwrap();
    }
    assert_eq!(
        hash, READINGS,
        "reading finds something else than before: libraries must be read again, so READINGS in src/catalogue/mod.rs \
         becomes {hash} (PARALLAX_READINGS=FILE writes what was found, to be compared with that of the commit before)"
    );
}
