//! Texts as copied and as sent: heads, datelines, exports of news databases.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use parallax::ingest::{Options, read_bytes};

use super::reading::{draft, drafts};

/// The files of a folder in `tests/fixtures`, in order.
fn siblings(folder: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(folder);
    let mut names: Vec<String> = fs::read_dir(path)
        .unwrap()
        .map(|entry| format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy()))
        .collect();
    names.sort();
    assert!(names.len() > 3, "{names:?}");
    names
}

#[test]
fn a_copied_text_is_one_article() {
    assert_eq!(drafts("head-of-text/h2.txt").len(), 1);
}

#[test]
fn the_words_of_an_agency_are_the_article() {
    for path in siblings("agency-dateline/siblings") {
        let draft = draft(&path);
        assert!(draft.paragraphs.len() >= 2, "{path}: {draft:#?}");
        assert!(draft.title.is_some(), "{path}: {draft:#?}");
    }
    for path in ["agency-dateline/d1.txt", "agency-dateline/d1.jsonl"] {
        let draft = draft(path);
        assert!(
            draft.paragraphs[0].starts_with("CORVALE (AP) — The council voted"),
            "{draft:#?}"
        );
        assert_eq!(draft.outlet.as_deref(), Some("AP"));
    }
}

#[test]
fn the_last_paragraph_stays() {
    for path in siblings("last-paragraph/siblings") {
        let draft = draft(&path);
        assert_eq!(draft.paragraphs.len(), 2, "{path}: {draft:#?}");
    }
}

#[test]
fn the_head_of_a_pasted_text_gives_headline_outlet_and_day() {
    let quist = &["Hanna Quist"][..];
    for (name, outlet, day, authors) in [
        ("h1", "The Isle Courier", "2025-05-02", quist),
        ("h2", "The Isle Courier", "2025-05-02", &[]),
        ("h3", "The Isle Courier", "2025-05-02", &[]),
        ("h4", "The Isle Courier", "2025-05-02", quist),
        ("h5", "Isle Courier", "2025-05-02", &[]),
        ("h6", "The Isle Courier", "2025-05-02", quist),
        ("h7", "Isle Courier", "2025-05-02", quist),
        ("h8", "", "2025-05-02", &[]),
        ("h9", "", "2025-05-02", quist),
        ("h10", "", "", &[]),
        ("h11", "", "2025-05-02", quist),
        ("h12", "AP", "", &[]),
        ("h13", "", "2025-05-02", &[]),
        ("h14", "The Isle Courier", "2025-05-02", quist),
        ("h15", "The Isle Courier", "2025-05-02", &[]),
    ] {
        let draft = draft(&format!("head-of-text/siblings/{name}.txt"));
        let title = match name {
            "h10" | "h11" => "Bridge reopens",
            _ => "Ferry union rejects offer",
        };
        assert_eq!(draft.title.as_deref(), Some(title), "{name}");
        assert_eq!(draft.outlet.as_deref().unwrap_or(""), outlet, "{name}");
        let found = draft.published.as_ref().map_or("", |found| found.day());
        assert_eq!(found, day, "{name}");
        assert_eq!(draft.authors, authors, "{name}");
        assert_eq!(draft.paragraphs.len(), 2, "{name}: {draft:#?}");
        assert!(draft.paragraphs[0].starts_with("The ferry workers' union"));
    }
}

/// Title, outlet, day, authors, language and paragraphs of every article of an export.
fn told(path: &str) -> Vec<(String, String, String, Vec<String>, String, usize)> {
    drafts(path)
        .into_iter()
        .map(|draft| {
            let text = draft.paragraphs.join(" ");
            for code in [
                "LOAD-DATE",
                "Load-Date",
                "(90%)",
                "islfry",
                "gcat",
                "End of",
                "Publication",
            ] {
                assert!(!text.contains(code), "{path}: {text}");
            }
            (
                draft.title.unwrap_or_default(),
                draft.outlet.unwrap_or_default(),
                draft
                    .published
                    .as_ref()
                    .map_or("", |found| found.day())
                    .to_string(),
                draft.authors,
                draft.language.unwrap_or_default(),
                draft.paragraphs.len(),
            )
        })
        .collect()
}

#[test]
fn exports_of_news_databases_are_split_into_their_articles() {
    let article =
        |title: &str, outlet: &str, day: &str, author: &str, language: &str, paragraphs| {
            let words = |text: &str| text.to_string();
            (
                words(title),
                words(outlet),
                words(day),
                vec![words(author)],
                words(language),
                paragraphs,
            )
        };
    let ferry = |language, paragraphs| {
        let title = "Ferry union rejects offer";
        article(
            title,
            "The Isle Courier",
            "2025-05-02",
            "Hanna Quist",
            language,
            paragraphs,
        )
    };
    let dam = |title: &str, language, paragraphs| {
        article(
            title,
            "Corvale Post",
            "2024-02-01",
            "Lia Torbay",
            language,
            paragraphs,
        )
    };
    let cracked = "Dam at Orrin cracked, council says";
    assert_eq!(
        told("lexis-txt/bulk.txt"),
        [ferry("en", 3), dam(cracked, "en", 2)]
    );
    assert_eq!(
        told("lexis-txt/siblings/nexis2.txt"),
        [ferry("", 2), dam(cracked, "", 2)]
    );
    assert_eq!(
        told("lexis-txt/siblings/factiva2.txt"),
        [ferry("en", 2), dam(cracked, "en", 2)]
    );
    let proquest = [ferry("", 2), dam("Dam at Orrin cracked", "", 1)];
    assert_eq!(told("lexis-txt/siblings/proquest.txt"), proquest);
    assert_eq!(told("factiva-txt/one.txt"), [ferry("en", 3)]);
    assert_eq!(told("nexis-uni/doc.txt"), [ferry("en", 3)]);
    let highlight = draft("nexis-uni/doc.txt").asides;
    assert_eq!(
        highlight[0].text,
        "Boats to stay in harbour for a fourth week"
    );
}

#[test]
fn covers_other_languages_and_single_articles_of_databases() {
    let names = |path: &str| -> Vec<(String, String)> {
        let found = told(path).into_iter();
        found.map(|(title, outlet, ..)| (title, outlet)).collect()
    };
    let ferry = (
        "Ferry union rejects offer".to_string(),
        "The Isle Courier".to_string(),
    );
    for (path, count) in [
        ("database-exports/lexis-cover.txt", 2),
        ("database-exports/lexis-german.txt", 2),
        ("database-exports/lexis-single.txt", 1),
        ("database-exports/nexis-cover.txt", 2),
        ("database-exports/nexis-single.txt", 1),
        ("database-exports/factiva-codes.txt", 2),
        ("database-exports/factiva-german.txt", 2),
        ("database-exports/factiva-chinese.txt", 1),
        ("database-exports/nexis-german.txt", 1),
        ("database-exports/proquest-french.txt", 1),
        ("database-exports/proquest.txt", 1),
    ] {
        let found = told(path);
        assert_eq!(found.len(), count, "{path}: {found:#?}");
        for (title, outlet, day, ..) in found {
            assert!(
                !title.is_empty() && !outlet.is_empty() && !day.is_empty(),
                "{path}"
            );
        }
    }
    assert_eq!(
        names("database-exports/lexis-single.txt"),
        std::slice::from_ref(&ferry)
    );
    assert_eq!(names("database-exports/nexis-single.txt"), [ferry]);
    let wrapped = &told("database-exports/lexis-cover.txt")[1];
    assert!(wrapped.0.starts_with("A very long headline") && wrapped.0.ends_with("that wrote it"));
    let cover = drafts("database-exports/nexis-cover.txt");
    let kept: Vec<&str> = cover[0]
        .asides
        .iter()
        .map(|aside| aside.text.as_str())
        .collect();
    assert_eq!(
        kept,
        [
            "Boats to stay in harbour",
            "A ferry in Orrin harbour, Jan Papke"
        ]
    );
    // A sentence that begins like a code or a label is the article's.
    let coded = drafts("database-exports/factiva-codes.txt");
    assert!(
        coded[0]
            .paragraphs
            .last()
            .is_some_and(|last| last.starts_with("CO said nothing"))
    );
    let missing = super::reading::readings("database-exports/proquest.txt");
    assert!(
        missing[1].is_err(),
        "an article without its text is told: {missing:#?}"
    );
}

#[test]
fn notes_of_clippers_give_their_facts_and_no_marks() {
    let note = draft("obsidian-clipper/note.md");
    assert_eq!(note.authors, ["Hanna Quist", "Jon Rusk"]);
    let text = note.paragraphs.join("\n");
    for mark in ["[[", "]]", "==", "[!", "[^"] {
        assert!(!text.contains(mark), "{text}");
    }
    assert!(text.contains("See also Harbour and the operator."));
    assert!(text.contains("We will put a new figure on the table on Monday."));
    let asides: Vec<&str> = note
        .asides
        .iter()
        .map(|aside| aside.text.as_str())
        .collect();
    assert_eq!(
        asides,
        [
            "Boats to stay in harbour for a fourth week.",
            "A ferry in Orrin harbour"
        ]
    );
    for path in siblings("obsidian-clipper/siblings") {
        let draft = draft(&path);
        let name = path.rsplit('/').next().unwrap();
        let title = match name {
            "a8-colon-title.md" => "Ferry: union rejects offer",
            _ => "Ferry union rejects offer",
        };
        assert_eq!(draft.title.as_deref(), Some(title), "{path}");
        let authors: &[&str] = match name {
            "a14-zotero.md" => &["Hanna Quist", "Jon Rusk"],
            "a5-utc-paren.md" | "a6-utc-offset.md" | "a7-gmt-js.md" | "b1-body.md" => &[],
            _ => &["Hanna Quist"],
        };
        assert_eq!(draft.authors, authors, "{path}");
        let published = draft.published.as_ref().map_or("", |found| found.day());
        let day = match name {
            // `created` is the day on which the clipper saved it.
            "a13-json.md" | "a5-utc-paren.md" | "b1-body.md" | "markdownload.md" | "note.md" => "",
            _ => "2025-05-02",
        };
        assert_eq!(published, day, "{path}");
        if name != "b1-body.md" {
            assert_eq!(draft.paragraphs.len(), 2, "{path}: {draft:#?}");
        }
    }
    let saved = draft("obsidian-clipper/siblings/markdownload.md");
    assert_eq!(saved.outlet.as_deref(), Some("Isle Courier"));
    let body = draft("obsidian-clipper/siblings/b1-body.md");
    assert_eq!(
        body.paragraphs[0],
        "The Ferry union rejected the offer, said the director."
    );
    let text = body.paragraphs.join("\n");
    for mark in [
        "private comment",
        "table date",
        "#labour",
        "image.png",
        "Summary",
        "[ ]",
    ] {
        assert!(!text.contains(mark), "{text}");
    }
}

/// Headline, outlet and day of a text that begins with these lines.
fn head(lines: &str) -> (String, String, String) {
    let text = format!(
        "{lines}\n\nThe union of the ferry workers rejected a pay offer on Friday, and boats stay in harbour.\n\n\
         The operator offered 2.1 percent more pay from June, its director said.\n"
    );
    let mut found = Vec::new();
    read_bytes(
        "x.txt",
        text.as_bytes(),
        &Options::default(),
        &mut |reading| {
            found.push(reading.unwrap());
            ControlFlow::Continue(())
        },
    );
    let draft = found.remove(0);
    assert_eq!(draft.paragraphs.len(), 2, "{draft:#?}");
    let day = draft
        .published
        .as_ref()
        .map_or("", |found| found.day())
        .to_string();
    (
        draft.title.unwrap_or_default(),
        draft.outlet.unwrap_or_default(),
        day,
    )
}

#[test]
fn heads_of_pasted_texts_in_other_forms() {
    const TITLE: &str = "Ferry union rejects offer";
    const ISLE: &str = "The Isle Courier";
    const DAY: &str = "2025-05-02";
    for (lines, want) in [
        (
            "Ferry union rejects offer\n\nThe Isle Courier – 2 May 2025",
            (TITLE, ISLE, DAY),
        ),
        (
            "Ferry union rejects offer\nBy Hanna Quist, The Isle Courier, 2 May 2025",
            (TITLE, ISLE, DAY),
        ),
        (
            "The Isle Courier, 2 May 2025\n\nFerry union rejects offer",
            (TITLE, ISLE, DAY),
        ),
        (
            "Ferry union rejects offer\n\nThe Isle Courier\nFriday 2 May 2025",
            (TITLE, ISLE, DAY),
        ),
        (
            "Ferry union rejects offer\n\nPublished in The Isle Courier on 2 May 2025",
            (TITLE, ISLE, DAY),
        ),
        (
            "Ferry union rejects offer - The Isle Courier\n2 May 2025",
            (TITLE, ISLE, DAY),
        ),
        (
            "# Ferry union rejects offer\n\n*The Isle Courier, 2 May 2025*",
            (TITLE, ISLE, DAY),
        ),
        (
            "Headline: Ferry union rejects offer\nOutlet: The Isle Courier\nPublished: 2 May 2025",
            (TITLE, ISLE, DAY),
        ),
        // A day that may be of two months is none, a section is no outlet, and a town may be one.
        (
            "Ferry union rejects offer\n\nThe Isle Courier, 02/05/2025",
            (TITLE, ISLE, ""),
        ),
        (
            "Ferry union rejects offer\n\nNews | Politics | 2 May 2025",
            (TITLE, "", DAY),
        ),
        (
            "Ferry union rejects offer\n\nCorvale, 2 May 2025",
            (TITLE, "", DAY),
        ),
        (
            "Will the ferries sail?\n\nThe Isle Courier, 2 May 2025",
            ("Will the ferries sail?", ISLE, DAY),
        ),
        (
            "What we know of the 2 May 2025 vote",
            ("What we know of the 2 May 2025 vote", "", ""),
        ),
    ] {
        let (title, outlet, day) = head(lines);
        assert_eq!(
            (title.as_str(), outlet.as_str(), day.as_str()),
            want,
            "{lines}"
        );
    }
}

#[test]
fn reports_that_hold_the_words_of_pages_are_reports() {
    let text = "A Reuters/Ipsos poll found that 40 percent want it.\n\n\
        The regulator fined the firm over its privacy policy.\n\n\
        Copyright holders sued the firm on Monday over songs.\n\n\
        Tagged birds returned to the island in May after a long winter.\n\n\
        A ferry in Orrin harbour. (AP Photo/Jan Papke)\n\n\
        Photo: Jan Papke (AP)\n\n\
        (AP)\n\n\
        By using this site you agree to our privacy policy.\n\n\
        Nobody was hurt, the mayor told reporters on Wednesday evening. (dpa)\n";
    let mut found = Vec::new();
    read_bytes(
        "x.txt",
        text.as_bytes(),
        &Options::default(),
        &mut |reading| {
            found.push(reading.unwrap());
            ControlFlow::Continue(())
        },
    );
    let draft = found.remove(0);
    assert_eq!(draft.paragraphs.len(), 5, "{draft:#?}");
    let asides: Vec<&str> = draft
        .asides
        .iter()
        .map(|aside| aside.text.as_str())
        .collect();
    assert_eq!(asides.len(), 4, "{asides:#?}");
}

#[test]
fn a_wrapped_text_with_a_list_or_few_lines_is_put_together() {
    let head = "Harbour bridge at Velmora closed after crack found\nMarta Kolinska; Jørgen Åse\n2025-11-14\n\n\
                The harbour bridge at Velmora was closed on Friday after inspectors\nfound a crack alpha in the second pier. Engineers said 114 bolts\n\
                would be replaced.\n\n";
    let list = "The report lists three faults:\n\n- a crack of 12 cm in the pier\n- rust on the railing\n  - mainly on the east side\n- a missing sign\n\n";
    let end = "The ferry company Norrbo Lines will run extra boats. Old claim stays\nout of the report that the council received.\n";
    for text in [
        format!("{head}{list}{end}"),
        format!("{head}{end}"),
        format!("{head}{list}"),
    ] {
        let draft = &read_text(&text)[0];
        assert_eq!(
            draft.title.as_deref(),
            Some("Harbour bridge at Velmora closed after crack found"),
            "{text}"
        );
        assert_eq!(draft.authors, ["Marta Kolinska", "Jørgen Åse"]);
        assert!(
            draft.paragraphs[0].ends_with("said 114 bolts would be replaced."),
            "{:?}",
            draft.paragraphs
        );
        if text.contains("rust") {
            assert!(
                draft
                    .paragraphs
                    .contains(&"- rust on the railing".to_string()),
                "{:?}",
                draft.paragraphs
            );
        }
    }
    let short = "Storm kills people\nAnn Sorel\n2025-03-03\n\nThe storm killed 109 people, the ministry said on Monday, and an area\nof 40 km² was flooded near Velmora.\n";
    let draft = &read_text(short)[0];
    assert!(
        draft.paragraphs[0].ends_with("and an area of 40 km² was flooded near Velmora."),
        "{draft:?}"
    );
}

#[test]
fn verses_and_lines_of_their_own_stay_apart() {
    let verse = "The rain on the roof\nand the wind in the wire,\nthe light of the moon\nis a cold, cold fire.\n";
    let draft = &read_text(&format!(
        "Song of the harbour\n\nIt was sung on Friday by the whole town, from the oldest to the youngest of them.\n\n{verse}"
    ))[0];
    assert!(
        draft
            .paragraphs
            .iter()
            .any(|line| line == "and the wind in the wire,"),
        "{:?}",
        draft.paragraphs
    );
}

fn read_text(text: &str) -> Vec<parallax::model::Draft> {
    let mut found = Vec::new();
    read_bytes(
        "a.txt",
        text.as_bytes(),
        &Options::default(),
        &mut |reading| {
            found.extend(reading);
            ControlFlow::Continue(())
        },
    );
    found
}
