//! The addresses that a file names: of the feeds in a list of feeds, of the pages in a list of links. For whoever means to ask for
//! them; nothing is asked for here.

use std::collections::HashSet;
use std::io::Read;
use std::path::Path;

use super::broken;
use super::decode::{HEAD_BYTES, decode, writing};
use super::door::told;

use super::fields::is_url_name;
use super::opml::feeds_of_list;
use super::sight::open;
use super::url::is_web;

/// Largest list that is read, in bytes: a million addresses.
const MOST_BYTES: u64 = 128 << 20;
/// Rows by which the column with the addresses is found.
const ROWS_LOOKED_AT: usize = 200;

/// The feeds that a file lists, if it is a list of feeds (OPML), in its order, each once.
///
/// # Errors
/// It is one, and cannot be read: why.
pub fn feeds_in(path: &Path) -> Result<Option<Vec<String>>, String> {
    let mut head = Vec::new();
    let Ok(file) = open(path) else {
        return Ok(None);
    };
    // What cannot be read is told by whoever reads it as articles.
    if !file.metadata().is_ok_and(|facts| facts.is_file())
        || file.take(HEAD_BYTES as u64).read_to_end(&mut head).is_err()
    {
        return Ok(None);
    }
    if !told("", &head).is_ok_and(|format| format.name() == "list of feeds") {
        return Ok(None);
    }
    let text = text_of(path)?;
    let (feeds, broken) = feeds_of_list(&text);
    if let Some(reason) = broken.filter(|_| feeds.is_empty()) {
        return Err(reason);
    }
    Ok(Some(each_once(
        feeds.into_iter().filter(|feed| is_web(feed)),
    )))
}

/// The links that a file lists, in its order, each once: of a table the column of addresses, of another text the first address of
/// each line.
///
/// # Errors
/// Why there are none.
pub fn links_in(path: &Path) -> Result<Vec<String>, String> {
    let text = text_of(path)?;
    #[cfg(feature = "mail")]
    if let Some(links) = super::mail::links(&text) {
        return match links.is_empty() {
            true => Err("a mail that is no digest: it lists no pages".into()),
            false => Ok(each_once(links.into_iter())),
        };
    }
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let links = match matches!(ending.as_str(), "csv" | "tsv" | "tab") {
        true => of_table(&text),
        false => text.lines().filter_map(of_line).collect(),
    };
    let links = each_once(links.into_iter());
    match links.is_empty() {
        true => Err(
            "no address on the web is in it: give one a line, or a table with a column of them"
                .into(),
        ),
        false => Ok(links),
    }
}

fn text_of(path: &Path) -> Result<String, String> {
    let bytes = bytes_of(path)?;
    Ok(decode(
        &bytes,
        writing(&bytes[..bytes.len().min(HEAD_BYTES)]),
    ))
}

/// All bytes of a file that is a list.
///
/// # Errors
/// Why they cannot be read: it is none, or too large for one.
pub fn bytes_of(path: &Path) -> Result<Vec<u8>, String> {
    let unread = |error: std::io::Error| format!("cannot be read: {}", broken::why(&error));
    let file = open(path).map_err(unread)?;
    if !file.metadata().map_err(unread)?.is_file() {
        return Err("is no file".into());
    }
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unread)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(format!("larger than {} MiB", MOST_BYTES >> 20));
    }
    Ok(bytes)
}

fn each_once(addresses: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    addresses.filter(|one| seen.insert(one.clone())).collect()
}

/// The first address of a line.
fn of_line(line: &str) -> Option<String> {
    let ends = |letter: char| letter.is_whitespace() || "<>\"|[](){}".contains(letter);
    let words = line.trim_start_matches('\u{feff}').split(ends);
    let word = words
        .map(|word| word.trim_matches(['\'', ',', ';']))
        .find(|word| is_web(word))?;
    Some(word.to_string())
}

fn of_table(text: &str) -> Vec<String> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or("");
    let count = |delimiter: u8| first.bytes().filter(|byte| *byte == delimiter).count();
    let delimiter = [b',', b'\t', b';', b'|']
        .into_iter()
        .max_by_key(|one| (count(*one), *one == b','));
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> = reader
        .records()
        .flatten()
        .map(|row| row.iter().map(|cell| cell.trim().to_string()).collect())
        .collect();
    let named = rows
        .first()
        .and_then(|header| header.iter().position(|name| is_url_name(name)));
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let filled = |column: usize| {
        let rows = rows.iter().take(ROWS_LOOKED_AT);
        rows.filter(|row| row.get(column).is_some_and(|cell| is_web(cell)))
            .count()
    };
    let column = named
        .filter(|column| filled(*column) > 0)
        .or_else(|| (0..columns).rev().max_by_key(|column| filled(*column)));
    let cells = rows.iter().filter_map(|row| row.get(column?));
    cells.filter(|cell| is_web(cell)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(name: &str, text: &str) -> Result<Vec<String>, String> {
        let folder =
            std::env::temp_dir().join(format!("parallax-links-{}-{name}", std::process::id()));
        std::fs::write(&folder, text).unwrap();
        let found = links_in(&folder);
        std::fs::remove_file(&folder).unwrap();
        found
    }

    #[test]
    fn links_are_found_in_tables_and_in_lines() {
        let both = ["https://alpha.example/1", "https://beta.example/2"];
        for (name, text) in [
            (
                "a.csv",
                "title,url\nOne,https://alpha.example/1\n\"Two, too\",https://beta.example/2\nThree,\n",
            ),
            (
                "b.csv",
                "seen;Link;x\n1;https://alpha.example/1;https://x.example/a\n2;https://beta.example/2;\n",
            ),
            (
                "c.tsv",
                "1\thttps://alpha.example/1\n2\thttps://beta.example/2\n",
            ),
            (
                "d.txt",
                "\u{feff}https://alpha.example/1\n\n# note\n- see https://beta.example/2 there\nhttps://alpha.example/1\n",
            ),
            (
                "e.md",
                "* [One](https://alpha.example/1)\n* <https://beta.example/2>\n",
            ),
        ] {
            assert_eq!(links(name, text).unwrap(), both, "{name}");
        }
        assert!(links("f.txt", "no address").is_err());
        assert!(links("g.csv", "").is_err());
    }

    #[test]
    fn lists_of_feeds_are_told_from_other_files() {
        let file = std::env::temp_dir().join(format!("parallax-opml-{}", std::process::id()));
        let feeds = |text: &str| {
            std::fs::write(&file, text).unwrap();
            feeds_in(&file)
        };
        let list = "<opml version='2.0'><body><outline text='n'><outline type='rss' xmlUrl='https://alpha.example/rss'/></outline>\
                    <outline xmlUrl='https://alpha.example/rss'/><outline xmlUrl='file:///etc/passwd'/></body></opml>";
        assert_eq!(feeds(list).unwrap().unwrap(), ["https://alpha.example/rss"]);
        assert_eq!(feeds("Rain fell."), Ok(None));
        assert_eq!(feeds("<rss></rss>"), Ok(None));
        std::fs::remove_file(&file).unwrap();
        assert_eq!(feeds_in(&file), Ok(None));
        assert_eq!(feeds_in(&std::env::temp_dir()), Ok(None));
    }
}
