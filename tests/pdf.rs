//! PDF is read in a process of its own: what hangs, eats all memory or is no PDF after all ends there, and is told with its reason.
#![cfg(feature = "pdf")]

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use parallax::ingest::{Options, Reading, apart, read_bytes};

/// Reads the bytes as a file of this name.
fn read(name: &str, bytes: &[u8]) -> Vec<Reading> {
    apart::reads(Path::new(env!("CARGO_BIN_EXE_parallax")));
    let mut readings = Vec::new();
    read_bytes(name, bytes, &Options::default(), &mut |reading| {
        readings.push(reading);
        ControlFlow::Continue(())
    });
    readings
}

fn reason(bytes: &[u8]) -> String {
    let readings = read("a.pdf", bytes);
    assert_eq!(readings.len(), 1, "{readings:?}");
    let skipped = readings.into_iter().next().unwrap().unwrap_err();
    assert!(skipped.failed, "{skipped:?}");
    skipped.reason
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/formats");
    std::fs::read(format!("{folder}/{name}")).unwrap()
}

/// A PDF of these objects, the first of which is its catalog.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", at + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    bytes.extend(
        format!("trailer <</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").bytes(),
    );
    bytes
}

fn stream(data: &[u8], facts: &str) -> Vec<u8> {
    let mut object = format!("<</Length {}{facts}>>stream\n", data.len()).into_bytes();
    object.extend(data);
    object.extend(b"\nendstream");
    object
}

/// A page that shows what its content says, with further objects behind.
fn page(content: Vec<u8>, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>/Contents 4 0 R>>".to_vec(),
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec(),
    ];
    objects.extend_from_slice(more);
    pdf(&objects)
}

const RAIN: &str = "BT /F 12 Tf 50 700 Td (Rain fell on the town all day and all night, said the mayor of it.) Tj ET";

#[test]
fn a_page_of_plain_letters_is_read() {
    let readings = read("a.pdf", &page(stream(RAIN.as_bytes(), ""), &[]));
    let draft = readings.into_iter().next().unwrap().unwrap();
    assert_eq!(
        draft.paragraphs,
        ["Rain fell on the town all day and all night, said the mayor of it."]
    );
}

#[test]
fn what_eats_all_memory_is_given_up() {
    // Two gibibytes of nothing: a mebibyte, packed once, and so often.
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&vec![b' '; 1 << 20]).unwrap();
    packed.flush().unwrap();
    let mut bomb = b"\x78\x9c".to_vec();
    bomb.extend(packed.get_ref().repeat(2048));
    bomb.extend(b"\x03\x00");
    let told = reason(&page(stream(&bomb, "/Filter/FlateDecode"), &[]));
    assert!(told.contains("given up"), "{told}");
}

#[test]
fn what_never_ends_is_given_up() {
    // Thirty forms, each of which draws the next one twice: a billion rows.
    let form = |resources: &str| {
        format!("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<{resources}>>")
    };
    let forms: Vec<Vec<u8>> = (0..30)
        .map(|at| match at {
            29 => stream(RAIN.as_bytes(), &form("/Font<</F 5 0 R>>")),
            _ => stream(
                b"/X Do /X Do",
                &form(&format!("/XObject<</X {} 0 R>>", at + 7)),
            ),
        })
        .collect();
    let told = reason(&page(stream(b"/X Do", ""), &forms));
    assert!(told.contains("given up"), "{told}");
}

#[test]
fn what_holds_itself_ends() {
    let form = stream(
        format!("/X Do {RAIN} /X Do").as_bytes(),
        "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>",
    );
    let loops = page(stream(b"/X Do", ""), &[form]);
    assert_eq!(read("a.pdf", &loops).len(), 1);
    let tree = pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>".to_vec(),
    ]);
    reason(&tree);
    reason(&page(stream(&b"[".repeat(1 << 20), ""), &[]));
    let mut deep = b"<</Type/Catalog/Pages 2 0 R/X ".to_vec();
    deep.extend(b"[".repeat(1 << 20));
    reason(&pdf(&[deep]));
}

#[test]
fn what_has_no_text_says_why() {
    for (name, words) in [
        ("scan.pdf", "a scanned PDF"),
        ("locked.pdf", "asks for a password"),
        ("cut.pdf", "its end is missing"),
    ] {
        let told = reason(&fixture(name));
        assert!(told.contains(words), "{name}: {told}");
    }
    assert!(reason(b"%PDF-1.7 and so on").contains("its end is missing"));
}

#[test]
fn a_changed_byte_anywhere_ends_in_an_article_or_a_reason() {
    /// Places in the file that are changed, one in so many bytes.
    const STEP: usize = 1291;
    let whole = fixture("columns.pdf");
    for at in (7..whole.len()).step_by(STEP) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x15;
        assert_eq!(read("a.pdf", &bytes).len(), 1, "byte {at}");
    }
}

#[test]
fn columns_are_read_one_after_the_other_and_words_made_whole() {
    let readings = read("columns.pdf", &fixture("columns.pdf"));
    let draft = readings.into_iter().next().unwrap().unwrap();
    let text = draft.paragraphs.join("\n");
    for whole in [
        "Engineers counted 61 damaged beams; in 2019 there had been 12.",
        "and promised a ferry for the well-known market on Saturdays. It is to carry 114 people at a time.",
    ] {
        assert!(text.contains(whole), "{text}");
    }
    for part in ["Isle Courier", "‐", "- "] {
        assert!(!text.contains(part), "{part}: {text}");
    }
}

#[test]
fn what_is_unsure_is_beside_the_text_and_whole() {
    for (name, why) in [
        ("paper.pdf", "several headlines"),
        ("recognised.pdf", "recognised by a machine"),
    ] {
        let readings = read(name, &fixture(name));
        let draft = readings.into_iter().next().unwrap().unwrap();
        assert_eq!(draft.paragraphs.len(), 1, "{draft:#?}");
        let words = draft.paragraphs[0].split(' ').count();
        assert!(words <= 40, "{words} words are left to compare");
        let note = draft.notes.iter().find(|note| note.contains(why));
        assert!(
            note.is_some_and(|note| note.contains("searched, not compared")),
            "{draft:#?}"
        );
        let beside: Vec<&str> = draft
            .asides
            .iter()
            .map(|aside| aside.text.as_str())
            .collect();
        let beside = beside.join("\n");
        assert!(
            beside.contains("the old bridge for the whole winter"),
            "{beside}"
        );
    }
}
