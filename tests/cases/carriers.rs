//! What carries articles into the library, and what it says of them: marks above the line, addresses, names, withdrawals, ends
//! that are missing.

use std::io::Write;
use std::ops::ControlFlow;

use parallax::analysis::reading::analyse;
use parallax::ingest::{Options, Reading, read_bytes};
use parallax::model::Draft;

fn readings(name: &str, bytes: &[u8]) -> Vec<Reading> {
    let mut readings = Vec::new();
    read_bytes(name, bytes, &Options::default(), &mut |reading| {
        readings.push(reading);
        ControlFlow::Continue(())
    });
    readings
}

fn drafts(name: &str, bytes: &[u8]) -> Vec<Draft> {
    readings(name, bytes)
        .into_iter()
        .filter_map(Result::ok)
        .collect()
}

/// A page with some words in its first paragraph, and enough around them.
fn page(head: &str, words: &str) -> String {
    format!(
        "<!DOCTYPE html>{head}<body><article><h1>Storm over Velmora harbour</h1><p>{words}</p><p>The council promised help to \
         everybody whose roof was lost, and asked the province for tents, blankets and two cranes.</p><p>The ferries sail again on \
         Friday, said the harbour master, if the wind does not turn to the north once more.</p></article></body></html>"
    )
}

fn first_paragraph(head: &str, words: &str) -> String {
    drafts("a.html", page(head, words).as_bytes())[0].paragraphs[0].clone()
}

#[test]
fn what_stands_above_the_line_is_no_digit_of_the_number_before_it() {
    let head = "<html lang=en><head><title>Storm</title></head>";
    for (set, shown) in [
        ("killed 109<sup>2</sup> people", "killed 109² people"),
        (
            "killed 109<sup><a href=\"#n2\">2</a></sup> people",
            "killed 109 people",
        ),
        (
            "killed 109<a href=\"#fn2\"><sup>2</sup></a> people",
            "killed 109 people",
        ),
        (
            "killed 109<sup class=reference><a href=\"/wiki/Storm#cite-2\">[2]</a></sup> people",
            "killed 109 people",
        ),
        ("cost 10<sup>6</sup> crowns", "cost 10⁶ crowns"),
        ("on the 5<sup>th</sup> of May", "on the 5th of May"),
        ("lost H<sub>2</sub>O", "lost H2O"),
        (
            "as <sup><a href=\"#more\">the report says</a></sup> now",
            "as the report says now",
        ),
    ] {
        let words = format!(
            "The storm {set}, the ministry said on Monday in the harbour of Velmora, which was closed."
        );
        let read = first_paragraph(head, &words);
        assert!(read.contains(shown), "{set}: {read}");
    }
    let markdown = "# Storm over Velmora\n\nThe storm cost 10<sup>6</sup> crowns and 5<sup>th</sup> Street, the ministry said on Monday. It flooded H<sub>2</sub> field.\n";
    let read = drafts("a.md", markdown.as_bytes())[0].paragraphs.join(" ");
    assert!(
        read.contains("10⁶ crowns and 5th Street") && read.contains("H2 field"),
        "{read}"
    );
    // A number with a mark is told as none rather than as another one.
    let text = "The storm killed 109² people and cost 10⁶ crowns, the ministry said. It took 41 roofs in the harbour.";
    let draft = Draft {
        paragraphs: vec![text.to_string()],
        language: Some("en".into()),
        ..Draft::default()
    };
    let figures = analyse(draft, "a".into()).figures;
    let values: Vec<f64> = figures.iter().map(|figure| figure.value).collect();
    assert_eq!(values, [41.0]);
}

#[test]
fn the_address_that_a_browser_saved_is_whole() {
    for address in [
        "https://herald.example/ie-story",
        "https://herald.example/2025/harbour-bridge-closed-12345.html",
    ] {
        let head = format!(
            "<!-- saved from url=({:04}){address} -->\n<html lang=en><head><title>Storm</title></head>",
            address.len()
        );
        let page = page(
            &head,
            "The storm passed over the harbour of Velmora on Monday night and took eleven roofs.",
        );
        assert_eq!(
            drafts("a.html", page.as_bytes())[0].url.as_deref(),
            Some(address)
        );
    }
}

#[test]
fn all_authors_that_a_page_names_are_read_and_none_twice() {
    let words =
        "The storm passed over the harbour of Velmora on Monday night and took eleven roofs.";
    for (metas, authors) in [
        (
            "<meta name=author content='Marta Kolinska'><meta name=author content='Jørgen Åse'>",
            vec!["Marta Kolinska", "Jørgen Åse"],
        ),
        (
            "<meta name=author content='Marta Kolinska'><meta name=author content='Marta Kolinska'><meta name=dc.creator content='Web Desk Velmora'>",
            vec!["Marta Kolinska"],
        ),
    ] {
        let head = format!("<html lang=en><head><title>Storm</title>{metas}</head>");
        assert_eq!(
            drafts("a.html", page(&head, words).as_bytes())[0].authors,
            authors
        );
    }
}

#[test]
fn what_an_agency_withdrew_is_told_in_json_too() {
    let item = |status: &str| {
        format!(
            "{{\"uri\": \"tag:wire.example,2026:1\", \"versioncreated\": \"2026-02-12T12:00:00Z\", \"headline\": \"Budget\", \"pubstatus\": \"{status}\", \
             \"body_text\": \"The council of Velmora approved a budget of 41 million crowns on Tuesday.\"}}"
        )
    };
    for (status, is_read) in [
        ("usable", true),
        ("canceled", false),
        ("withheld", false),
        ("stat:canceled", false),
    ] {
        let readings = readings("a.json", item(status).as_bytes());
        assert_eq!(readings[0].is_ok(), is_read, "{status}");
        if let Err(skipped) = &readings[0] {
            assert!(skipped.reason.contains("by the agency that sent it") && !skipped.failed);
        }
    }
    let second = "{\"standard\": {\"name\": \"ninjs\", \"version\": \"2.0\"}, \"uri\": \"tag:wire.example,2026:2\", \"versionCreated\": \"2026-02-12T12:00:00Z\", \
                  \"by\": \"Ann Sorel\", \"headlines\": [{\"role\": \"main\", \"value\": \"Velmora approves its budget\"}], \"infoSources\": [{\"name\": \"Wire Agency\"}], \
                  \"bodies\": [{\"role\": \"main\", \"contentType\": \"text/html\", \"value\": \"<p>The council approved 41 million crowns.</p><p>The debate was long.</p>\"}]}";
    let draft = &drafts("b.json", second.as_bytes())[0];
    assert_eq!(draft.title.as_deref(), Some("Velmora approves its budget"));
    assert_eq!(draft.authors, ["Ann Sorel"]);
    assert_eq!(
        draft.paragraphs,
        [
            "The council approved 41 million crowns.",
            "The debate was long."
        ]
    );
}

#[test]
fn a_message_is_read_whose_end_is_missing_and_one_whose_page_is_empty() {
    let head = "From: Ann Sorel <a@b.example>\r\nSubject: Budget\r\nDate: Thu, 09 Jan 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"==17==\"\r\n\r\n";
    let text = "--==17==\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe council of Velmora approved a budget of 41 million crowns on Tuesday a=\r\nfter a long debate about the harbour.\r\n";
    let cut = format!("{head}{text}--==17");
    let draft = &drafts("a.eml", cut.as_bytes())[0];
    assert!(
        draft.paragraphs[0].contains("Tuesday after a long debate"),
        "{draft:?}"
    );
    assert!(
        draft.notes.iter().any(|note| note.contains("cut off")),
        "{draft:?}"
    );
    let empty = format!(
        "{head}{text}--==17==\r\nContent-Type: text/html\r\n\r\n<p>x</p>\r\n--==17==--\r\n"
    );
    let draft = &drafts("b.eml", empty.as_bytes())[0];
    assert!(
        draft.paragraphs[0].contains("Tuesday after a long debate"),
        "{draft:?}"
    );
    assert!(
        !draft.notes.iter().any(|note| note.contains("cut off")),
        "{draft:?}"
    );
}

/// A record of an answer.
fn answer(number: usize, kind: &str, body: &str) -> String {
    let http = format!(
        "HTTP/1.1 200 OK\r\n{kind}Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://alpha.example/{number}\r\nWARC-Date: 2026-03-01T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    )
}

#[test]
fn what_a_web_archive_holds_besides_pages_is_read_or_told() {
    let words = |number: usize| {
        format!(
            "The storm number {number} passed over the harbour of Velmora on Monday night and took eleven roofs."
        )
    };
    let head = "<html lang=en><head><title>Storm</title></head>";
    let records = [
        answer(1, "Content-Type: text/html\r\n", &page(head, &words(1))),
        answer(
            2,
            "Content-Type: text/plain; charset=utf-8\r\n",
            &format!(
                "Storm over Velmora\n\n{}\n\nThe ferries sail again on Friday, said the harbour master.\n",
                words(2)
            ),
        ),
        answer(3, "", &page(head, &words(3))),
        answer(4, "Content-Type: application/json\r\n", "{\"a\": 1}"),
        answer(5, "Content-Type: image/png\r\n", "\u{1}"),
        answer(6, "Content-Type: application/vnd.example\r\n", "abc"),
    ];
    let readings = readings("a.warc", records.concat().as_bytes());
    let read: Vec<&str> = readings
        .iter()
        .filter_map(|one| one.as_ref().ok()?.url.as_deref())
        .collect();
    assert_eq!(
        read,
        [
            "https://alpha.example/1",
            "https://alpha.example/2",
            "https://alpha.example/3"
        ]
    );
    let told: Vec<&str> = readings
        .iter()
        .filter_map(|one| Some(one.as_ref().err()?.reason.as_str()))
        .collect();
    assert_eq!(
        told,
        ["passed over in this web archive: 1 of application/json, 1 of application/vnd.example"]
    );

    // A crawl that was broken off: what is whole before the fault is there, and the fault is told.
    let mut packed = Vec::new();
    for record in &records[..2] {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        writer.write_all(record.as_bytes()).unwrap();
        packed.extend(writer.finish().unwrap());
    }
    packed.truncate(packed.len() - 40);
    let readings = self::readings("b.warc.gz", &packed);
    assert_eq!(
        readings[0].as_ref().unwrap().url.as_deref(),
        Some("https://alpha.example/1")
    );
    assert!(readings.last().unwrap().as_ref().unwrap_err().failed);
}
