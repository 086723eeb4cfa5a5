//! Exports and encodings: rows, records, fields, zones.

use parallax::model::{AsideKind, Draft};

use super::reading::{draft, drafts, readings};

fn day(draft: &Draft) -> &str {
    draft.published.as_ref().map_or("", |found| found.day())
}

#[test]
fn a_record_of_a_news_crawl_has_day_and_zone() {
    let drafts = drafts("webz/news_0001.json");
    let at = drafts[0].published.as_ref().map(|p| p.at.as_str());
    assert!(at.is_some_and(|at| at.ends_with("+03:00")), "{at:?}");
}

#[test]
fn a_cut_text_is_an_excerpt_and_a_removed_one_is_none() {
    let readings = readings("newsapi-cut/top.json");
    let kept = readings[0].as_ref().unwrap();
    assert_eq!(
        kept.title.as_deref(),
        Some("Toymaker Brindle pulls singing bear")
    );
    assert!(kept.paragraphs[1].ends_with("will pay bac…"), "{kept:#?}");
    assert!(kept.notes.iter().any(|note| note.contains("excerpt")));
    let removed = readings[1].as_ref().unwrap_err();
    assert!(removed.reason.contains("removed") && !removed.failed);
    let readings = self::readings("newsapi-cut/siblings/cut.jsonl");
    assert!(readings[6].is_err());
    for (reading, is_cut) in readings.iter().zip([true, true, true, true, false, false]) {
        let draft = reading.as_ref().unwrap();
        assert_eq!(
            draft.notes.iter().any(|note| note.contains("excerpt")),
            is_cut
        );
        let end = draft.paragraphs.last().unwrap();
        assert_eq!(end.ends_with('…') || end.ends_with("..."), is_cut, "{end}");
        assert!(!end.contains(['[', '(']) && !end.contains("PAID"), "{end}");
    }
}

#[test]
fn the_fields_of_the_news_services_are_known() {
    let crawled = draft("newsplease/article.json");
    assert_eq!(
        crawled.published.as_ref().unwrap().at,
        "2021-08-09T16:20:00Z"
    );
    assert_eq!(crawled.asides[0].kind, AsideKind::Standfirst);
    let registry = draft("newsplease/siblings/articles.json");
    assert_eq!(
        registry.published.as_ref().unwrap().at,
        "2024-09-10T06:58:00Z"
    );
    let paid = draft("newsplease/siblings/results.json");
    assert_eq!(paid.notes, Vec::<String>::new());
    assert_eq!(paid.authors, ["Orla Finch"]);
}

#[test]
fn authors_are_read_in_every_shape() {
    for (at, draft) in drafts("newsplease/siblings/authors.jsonl")
        .iter()
        .enumerate()
    {
        let want: &[&str] = match at {
            0..=2 | 5 | 6 | 9 => &["Lia Torbay", "Jan Papke"],
            14..=16 => &[],
            _ => &["Lia Torbay"],
        };
        assert_eq!(draft.authors, want, "{}", draft.origin);
    }
}

#[test]
fn only_the_day_of_publication_is_the_day() {
    for draft in drafts("newsplease/siblings/dates.jsonl") {
        let name = draft.origin.rsplit('#').next().unwrap();
        let other = ["Load-Date", "LOAD_DATE", "updated", "date_download"].contains(&name);
        let want = if other || name == "pubdate" {
            ""
        } else {
            "2024-02-01"
        };
        assert_eq!(day(&draft), want, "{name}");
        assert_eq!(
            draft.notes.iter().any(|note| note.contains("another day")),
            other,
            "{name}"
        );
    }
}

#[test]
fn outlets_are_named_in_every_shape() {
    for draft in drafts("newsplease/siblings/outlets.jsonl") {
        let name = draft.origin.rsplit('#').next().unwrap();
        let want = match name {
            "site_full-5" | "source-9" | "clean_url-11" | "rights-12" => "cp.example",
            "source_id-13" => "",
            _ => "Corvale Post",
        };
        assert_eq!(draft.outlet.as_deref().unwrap_or(""), want, "{name}");
    }
}

#[test]
fn what_was_encoded_twice_is_read() {
    let page = draft("double-encoded/entities.html");
    assert_eq!(page.title.as_deref(), Some("Holm & Dahl win “port” case"));
    assert!(
        page.paragraphs[0].starts_with("Holm & Dahl won the case on Monday, and “nobody lost”,")
    );
    assert_eq!(
        page.paragraphs[1],
        "The fee was £4,000 — less than in Lund. It is paid."
    );
    let records = drafts("double-encoded/entities.jsonl");
    assert_eq!(
        records[0].title.as_deref(),
        Some("Holm & Dahl win \"port\" case")
    );
    assert_eq!(records[0].paragraphs[1], "The fee was £4,000.");
    assert!(
        records[1].paragraphs[0].contains("“nobody lost” and that it was José who paid £4,000 –")
    );
    assert_eq!(records[2].paragraphs.len(), 3);
    assert_eq!(records[3].paragraphs.len(), 4);
    assert_eq!(
        records[4].paragraphs,
        ["The mayor said nobody lost.", "It is paid."]
    );
    for record in &records[3..] {
        assert_eq!(record.asides[0].text, "A wall");
    }
}

/// The one article of the text of a file of records.
fn record(name: &str, text: &str) -> Draft {
    let mut found = Vec::new();
    parallax::ingest::read_bytes(
        name,
        text.as_bytes(),
        &parallax::ingest::Options::default(),
        &mut |reading| {
            found.extend(reading.ok());
            std::ops::ControlFlow::Continue(())
        },
    );
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    found.remove(0)
}

const TOWER: &str = "The tower will be moved before the winter, the council said on Tuesday.";

#[test]
fn what_libraries_and_agencies_call_their_fields_is_known() {
    for (name, fields) in [
        (
            "csl.json",
            r#""container-title": "Skerry Gazette", "issued": {"date-parts": [[2025, 3, 4]]}, "author": [{"family": "Brandal", "given": "Tove"}]"#,
        ),
        (
            "agency.json",
            r#""source": "Skerry Gazette", "firstcreated": "2025-03-04T09:15:00Z", "bylines": [{"by": "By TOVE BRANDAL", "name": "Tove Brandal"}]"#,
        ),
        (
            "net.json",
            r#""source": "Skerry Gazette", "date": "\\/Date(1741079700000+0100)\\/", "author": "Tove Brandal""#,
        ),
    ] {
        let text = format!(r#"[{{"title": "Tower to move", "text": "{TOWER}", {fields}}}]"#);
        let draft = record(name, &text);
        assert_eq!(draft.outlet.as_deref(), Some("Skerry Gazette"), "{name}");
        assert_eq!(day(&draft), "2025-03-04", "{name}: {:?}", draft.notes);
        assert_eq!(draft.authors, ["Tove Brandal"], "{name}");
    }
}

#[test]
fn a_text_is_cut_in_many_ways() {
    for end in [
        " [+1.2k chars]",
        " (1234 characters truncated)",
        " (more...)",
        "…Read full story",
        " Read More »",
        " [Full story]",
        " Subscribe to read more",
    ] {
        let text = format!(r#"[{{"title": "Tower to move", "content": "{TOWER}{end}"}}]"#);
        let draft = record("cut.json", &text);
        assert!(
            draft.notes.iter().any(|note| note.contains("excerpt")),
            "{end}"
        );
        let last = draft.paragraphs.last().unwrap();
        assert!(last.ends_with('…') && !last.contains(end.trim()), "{last}");
    }
    let draft = record(
        "whole.json",
        r#"[{"title": "Signs", "content": "The shop had a sign. It said that one must subscribe to read more than a page."}]"#,
    );
    assert_eq!(draft.notes, Vec::<String>::new());
}
