//! Every format reads a fixture of its own into articles; a format without a fixture fails.

use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::Path;

use parallax::ingest::{FORMATS, Options, apart, read_bytes};

/// Name of the format, name of the source, and what is in it. All of it is invented.
const FIXTURES: &[(&str, &str, &str)] = &[
    (
        "plain text",
        "bridge.txt",
        "World\n\n/\n\nThe Alpha\n\nA worker closes the gate of the old bridge over the river on Tuesday.\nCredit...Jo Doe/Wire\n\n\
         Town Closes Its Old Bridge for the Whole Winter\n\nThe vote divides the town, and the shops of the far side most of all.\n\n\
         By Ann Roe and Al Poe, Alpha News\n\nPublished: 13 December 2025\n\n4 min read\n\n\
         The council of the small town voted on Tuesday night to close the old bridge for the whole winter.\n\n\
         Shop owners on the far side said that they would lose half of their trade, and asked for help.\n\nAdvertisement\n\n\
         “We live from those who cross it,” said one of them.\n\nRead more: The bridge that fell in the flood\n\n\
         What comes next\n\nThe work begins on Monday and should end in March, the mayor said.\n\n\
         (With assistance from Lu Moe.)\n\n©2025 Alpha L.P. All rights reserved.\n\nRelated Content\n\nThe river in pictures\n\n\
         Leave a Reply\n\nYour email address will not be published.\n",
    ),
    (
        "news database text",
        "export.txt",
        "                 1 of 2 DOCUMENTS\n\n\n                    Alpha News\n\n           December 13, 2025 Saturday\n               Final Edition\n\n\
         Town closes its bridge\n\nBYLINE: ANN Roe and Al Poe\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: 20 words\n\nHIGHLIGHT: A vote divides the town.\n\n\
         The council of the small town voted on Tuesday night to close the\nold bridge for the whole winter.\n\nThe work begins on Monday.\n\n\
         GRAPHIC: The old bridge on Tuesday.\n\nLOAD-DATE: December 14, 2025\n\nLANGUAGE: ENGLISH\n\nSUBJECT: BRIDGES (90%)\n\n\n\
         \u{20}              Copyright 2025 Alpha L.P.\n                  All Rights Reserved\n\n                 2 of 2 DOCUMENTS\n\n\n\
         \u{20}                   Beta Post\n\n            December 14, 2025 Sunday\n\nRiver rises\n\nLENGTH: 9 words\n\n\
         The river rose by four metres on Sunday.\n\nLANGUAGE: ENGLISH\n",
    ),
    (
        "Markdown",
        "bridge.md",
        "---\ntitle: Town closes its bridge\ndate: 2025-12-13T14:05:00+01:00\nauthors: [Ann Roe, Al Poe]\nsource: Alpha Wire\nurl: https://alpha.example/bridge\nlang: en\n---\n\n\
         # Town closes its bridge\n\nThe council *voted* on Tuesday to [close](https://alpha.example) the bridge.\n\n- It is old.\n- It is rusty.\n",
    ),
    (
        "HTML",
        "bridge.html",
        "<!DOCTYPE html><html lang=en-GB><head><title>Town closes its bridge | Alpha Wire</title>\
         <link rel=canonical href=https://alpha.example/bridge><meta property=og:site_name content='Alpha Wire'>\
         <script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"Town closes its bridge\", \"datePublished\": \"2025-12-13T14:05:00Z\", \"author\": [{\"name\": \"Ann Roe\"}]}</script></head>\
         <body><nav><a href=/>Home</a><a href=/world>World</a></nav><article><h1>Town closes its bridge</h1>\
         <p>The council of the small town voted on Tuesday night to close the old bridge for the whole winter, after years of doubt about its beams.</p>\
         <p>Shop owners on the far side said that they would lose half of their trade, and asked the town for help, which the mayor promised.</p>\
         <p>Share this article</p>\
         <p>The work begins on Monday and should end in March, the mayor said, if the river does not rise over the banks as it did last year.</p></article>\
         <aside><a href=/a>More from the river</a></aside><footer>©2025 Alpha</footer></body></html>",
    ),
    (
        "JSON",
        "export.json",
        "{\"status\": \"ok\", \"articles\": [{\"id\": \"a-1\", \"source\": {\"name\": \"Alpha Wire\"}, \"author\": \"By Ann Roe and Al Poe\", \"title\": \"Town closes its bridge\",\
         \"url\": \"https://alpha.example/bridge\", \"publishedAt\": \"2025-12-13T14:05:00Z\", \"content\": \"<p>The bridge is closed.</p><p>The work begins on Monday.</p>\"},\
         {\"title\": \"Without a text\"}]}",
    ),
    (
        "JSON Lines",
        "export.jsonl",
        "{\"id\": 7, \"headline\": \"Town closes its bridge\", \"body\": \"The bridge is closed.\\n\\nThe work begins on Monday.\", \"date\": \"Dec. 13, 2025 2:05 p.m. ET\", \"outlet\": \"Alpha Wire\"}\n\
         {broken\n{\"text\": \"The river rose.\", \"link\": \"https://www.beta.example/2025/12/13/river\"}\n",
    ),
    (
        "CSV",
        "export.csv",
        "Title;Text;Publisher;Published;Author\nTown closes its bridge;\"The bridge is closed; nobody crosses.\nThe work begins on Monday.\";Alpha Wire;13.12.2025;Doe, Jo\n",
    ),
];

/// Files of `tests/fixtures/formats` by their format, made by the programs that the README there names. All text in them is
/// invented.
const FILES: &[(&str, &[&str])] = &[
    ("gzip", &["export.jsonl.gz", "crawl.warc.gz"]),
    ("xz", &["export.jsonl.xz"]),
    ("Zstandard", &["export.jsonl.zst"]),
    (
        "zip archive",
        &[
            "export.zip",
            "bridge.docx",
            "bridge.odt",
            "nexis.docx",
            "issue.epub",
            "crawl.wacz",
            "omnivore.zip",
        ],
    ),
    ("tar archive", &["export.tar"]),
    (
        "PDF",
        &[
            "printed.pdf",
            "columns.pdf",
            "tex.pdf",
            "writer.pdf",
            "paper.pdf",
            "recognised.pdf",
            "scan.pdf",
            "locked.pdf",
            "cut.pdf",
        ],
    ),
    ("RTF", &["bridge.rtf", "factiva.rtf"]),
    ("web archive", &["crawl.warc"]),
    ("feed", &["news.rss", "news.atom", "news.rdf"]),
    ("list of feeds", &["feeds.opml"]),
    ("RIS", &["library.ris"]),
    ("NewsML, NITF", &["item.newsml", "item.nitf"]),
    ("MHTML", &["page.mhtml"]),
    ("mailbox", &["box.mbox"]),
    (
        "mail message",
        &[
            "newsletter.eml",
            "forwarded.eml",
            "digest.eml",
            "proquest.eml",
        ],
    ),
    ("HTML", &["singlefile.html"]),
    (
        "news database page",
        &[
            "factiva.html",
            "factiva-displayed.html",
            "europresse.html",
            "lexis.html",
            "integrum.html",
        ],
    ),
    (
        "JSON",
        &[
            "item.ninjs.json",
            "wallabag.json",
            "gdelt.json",
            "eventregistry.json",
            "library.csl.json",
        ],
    ),
    (
        "CSV",
        &[
            "pocket.csv",
            "instapaper.csv",
            "raindrop.csv",
            "readwise.csv",
            "mediacloud.csv",
            "hypothesis.csv",
        ],
    ),
];

fn file(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/formats");
    std::fs::read(format!("{folder}/{name}")).unwrap()
}

#[test]
fn every_format_reads_its_fixture() {
    for format in FORMATS {
        let fixtures: Vec<_> = FIXTURES
            .iter()
            .filter(|(name, ..)| *name == format.name())
            .collect();
        let files = FILES
            .iter()
            .filter(|(name, _)| *name == format.name())
            .flat_map(|(_, files)| *files);
        let files: Vec<&str> = files.copied().collect();
        assert!(
            fixtures.len() + files.len() > 0,
            "{} has no fixture",
            format.name()
        );
        let sources = fixtures.iter().map(|(_, source, _)| *source);
        for source in sources.chain(files.iter().copied()) {
            let extension = source.rsplit('.').next().unwrap_or("");
            // A format without an extension of its own is told by what is in the file.
            assert!(
                format.extensions().is_empty() || format.extensions().contains(&extension),
                "{source} is no file of {}",
                format.name()
            );
        }
        for (name, source, content) in fixtures {
            insta::assert_snapshot!(name.replace(' ', "_"), read(source, content.as_bytes()));
        }
        for source in files {
            insta::assert_snapshot!(source.replace('.', "_"), read(source, &file(source)));
        }
    }
}

#[test]
fn every_file_of_the_folder_is_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/formats");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let is_listed = FILES
            .iter()
            .any(|(_, files)| files.contains(&name.as_str()));
        assert!(is_listed || name == "README.md", "{name} is in no list");
    }
}

#[test]
fn the_format_is_told_without_a_name() {
    for (name, source, content) in FIXTURES.iter().filter(|(name, ..)| !matches!(*name, "CSV")) {
        assert_eq!(
            read(source, content.as_bytes()).replace(source, "-"),
            read("-", content.as_bytes()),
            "{name}"
        );
    }
    // What a build leaves out is told by nothing.
    let is_read = |name: &str| FORMATS.iter().any(|format| format.name() == name);
    let files = FILES.iter().filter(|(name, _)| is_read(name));
    for (name, files) in files.filter(|(name, _)| !matches!(*name, "CSV")) {
        for source in *files {
            let content = file(source);
            assert_eq!(
                read(source, &content).replace(source, "-"),
                read("-", &content),
                "{name}: {source}"
            );
        }
    }
}

#[test]
fn encodings_make_no_difference() {
    let as_wide = |content: &str| -> Vec<u8> {
        [0xfeff]
            .into_iter()
            .chain(content.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect()
    };
    for (name, source, content) in FIXTURES {
        assert_eq!(
            read(source, &as_wide(content)),
            read(source, content.as_bytes()),
            "{name}"
        );
    }
    for source in ["news.rss", "news.atom", "item.nitf", "library.ris"] {
        let content = file(source);
        let text = String::from_utf8(content.clone()).unwrap();
        assert_eq!(read(source, &as_wide(&text)), read(source, &content));
    }
}

fn read(source: &str, content: &[u8]) -> String {
    apart::reads(Path::new(env!("CARGO_BIN_EXE_parallax")));
    let mut written = String::new();
    read_bytes(source, content, &Options::default(), &mut |reading| {
        let _ = match reading {
            Ok(draft) => writeln!(written, "{draft:#?}"),
            Err(skipped) => writeln!(written, "{skipped:#?}"),
        };
        ControlFlow::Continue(())
    });
    written
}
