//! Days, times and zones as exports write them.

use super::reading::drafts;

/// `published` and the note about its zone, record by record.
fn moments(path: &str) -> Vec<(String, String)> {
    let read = drafts(path).into_iter().map(|draft| {
        let at = draft.published.map_or("?".to_string(), |p| p.at);
        let note = draft
            .notes
            .into_iter()
            .find(|note| note.contains("time given"));
        (at, note.unwrap_or_default())
    });
    read.collect()
}

#[test]
fn a_zone_that_one_part_of_the_world_uses_is_read_and_one_that_several_use_is_told() {
    let shared = |zone: &str| {
        format!("time given in {zone}, which is the name of several zones: taken as UTC")
    };
    let plain = String::new();
    let want = [
        ("2016-12-20T09:31:15Z", shared("IST")),
        ("2016-12-20T09:31:15-05:00", plain.clone()),
        ("2016-12-20T09:31:15-08:00", plain.clone()),
        ("2016-12-20T09:31:00+01:00", plain.clone()),
        ("2016-12-20T09:31:00+03:00", plain.clone()),
        ("2016-12-20T09:31:00+09:00", plain.clone()),
        ("2016-12-20T09:31:00+09:00", plain.clone()),
        ("2016-12-20T09:31:00+08:00", plain.clone()),
        ("2016-12-20T09:31:00+01:00", plain.clone()),
        ("2016-12-20T09:31:00+13:00", plain.clone()),
        ("2016-12-20T09:31:00+10:00", plain.clone()),
        ("2016-12-20T09:31:00Z", shared("CST")),
        ("2016-12-20T09:31:00+05:00", plain.clone()),
        ("2016-12-20T09:31:00Z", shared("BST")),
        ("2016-12-20T09:31:00+08:00", plain.clone()),
        ("2016-12-20T09:31:00+03:00", plain.clone()),
        ("2016-12-20T09:31:00Z", shared("GST")),
        ("2016-12-20T09:31:00+05:30", plain.clone()),
        ("2016-12-20T09:31:00+05:00", plain.clone()),
        ("2016-12-20T09:31:00-03:00", plain.clone()),
        ("2016-12-20T09:31:15+05:30", plain.clone()),
        ("2016-12-20T09:31:15+05:30", plain.clone()),
        ("2016-12-20T09:31:15Z", plain.clone()),
        ("2016-12-20T09:31:15Z", plain.clone()),
    ];
    let found = moments("zones/d.jsonl");
    for (record, ((at, note), (want, told))) in found.iter().zip(&want).enumerate() {
        assert_eq!((at.as_str(), note), (*want, told), "record {record}");
    }
}

#[test]
fn days_are_read_in_many_languages_and_what_is_not_sure_is_not() {
    let found = moments("zones/d.jsonl");
    let unread: Vec<usize> = (0..found.len()).filter(|&at| found[at].0 == "?").collect();
    // Two digits for a year, and a week of a year.
    assert_eq!(unread, [42, 45, 46]);
    for (record, want) in [
        (35, "2016-12-20"),
        (40, "2016-12-12"),
        (41, "2016-12-20"),
        (51, "2024-02-15"),
        (53, "2024-03-01"),
        (55, "2024-09-12"),
    ] {
        assert!(found[record].0.starts_with(want), "{record}: {found:?}");
    }
}

#[test]
fn seconds_of_any_kind_are_a_moment() {
    let found = moments("zones/ts.jsonl");
    for (at, note) in &found[..7] {
        assert_eq!((at.as_str(), note.as_str()), ("2021-12-02T18:00:00Z", ""));
    }
    assert_eq!(found[8].0, "2020-03-17T23:00:00+11:00");
}
