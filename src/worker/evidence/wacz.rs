//! Originals as a web archive that replay tools open: WACZ 1.1.1 (<https://specs.webrecorder.net/wacz/1.1.1/>), with CDXJ for
//! an index.
//!
//! A page that was fetched goes in with the answer of its server; a page that was saved, as what stands at its address. A file
//! of any other kind goes in under its SHA-256: it is no page, and an address would say that it was one.

use std::io::{BufRead, BufReader, Cursor, Read, Write};

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::ingest::host;
use crate::ingest::web::record_name;
use crate::model::{Article, place};
use crate::worker::library::Library;
use crate::worker::originals::Kept;
use crate::worker::originals::member::{self, digits, fields};
use crate::worker::originals::register::moment;

/// Largest original that is put into an archive, in bytes: it is built in memory.
const MOST: u64 = 512 << 20;
const RECORDS: &str = "archive/data.warc.gz";
const SOFTWARE: &str = concat!("parallax/", env!("CARGO_PKG_VERSION"));

/// An archive of the originals of some articles, and which of these have none.
pub struct Wacz {
    pub bytes: Vec<u8>,
    pub articles: usize,
    /// Ids of articles of which nothing is in it, and why.
    pub missing: Vec<(String, String)>,
}

impl Library {
    /// The originals of articles as a WACZ.
    pub fn wacz(&self, ids: &[String]) -> Result<Wacz> {
        let mut records = Records::begun()?;
        let mut pages = Vec::new();
        let mut missing = Vec::new();
        for id in ids {
            let article = self
                .article(id)?
                .with_context(|| format!("no article {id}"))?;
            match self.taken_in(&article, &mut records) {
                Ok(page) => pages.push(page),
                Err(error) => missing.push((id.clone(), format!("{error:#}"))),
            }
        }
        Ok(Wacz {
            articles: pages.len(),
            bytes: packed(records, &pages)?,
            missing,
        })
    }

    /// Puts the original of an article in; its line of the list of pages.
    fn taken_in(&self, article: &Article, records: &mut Records) -> Result<Value> {
        let kept = self.original_of(&article.id)?;
        let kept = kept.context("no original of it is kept")?;
        let content = self.original_bytes(&kept, MOST)?;
        let inside = match article.origin.split_once(place::INSIDE) {
            Some((_, name)) => name,
            None => "",
        };
        let addresses: Vec<&str> = article
            .url
            .iter()
            .map(String::as_str)
            .chain([inside])
            .collect();
        let captured = match content.starts_with(b"WARC/") {
            true => records.captured(&content, &addresses)?,
            false => None,
        };
        let (address, at) = match captured {
            Some(captured) => captured,
            None => records.file(article, &kept, &content)?,
        };
        Ok(json!({
            "id": article.id,
            "url": address,
            "ts": at,
            "title": article.title,
            "text": article.body,
        }))
    }
}

/// The records of the archive, and what the index says of them.
struct Records {
    pack: Vec<u8>,
    lines: Vec<String>,
    /// Addresses and moments that are in it.
    held: Vec<(String, String)>,
}

impl Records {
    fn begun() -> Result<Records> {
        Ok(Records {
            pack: member::about()?,
            lines: Vec::new(),
            held: Vec::new(),
        })
    }

    /// The records of a web archive that speak of one of these addresses; the address and the moment of the page among them.
    fn captured(&mut self, archive: &[u8], addresses: &[&str]) -> Result<Option<(String, String)>> {
        let mut reader = BufReader::new(Cursor::new(archive));
        let mut found = None;
        while let Some(record) = next(&mut reader)? {
            let is_meant = addresses.contains(&record.address.as_str());
            if !is_meant || record.kind == "request" {
                continue;
            }
            if ["response", "resource"].contains(&record.kind.as_str()) && found.is_none() {
                let key = (record.address.clone(), record.at.clone());
                if self.held.contains(&key) {
                    return Ok(Some(key));
                }
                let (status, mime) = record.answer();
                let digest = record.digest.clone();
                self.put(
                    &record.bytes,
                    Some((&record.address, &record.at, status, &mime, &digest)),
                )?;
                self.held.push(key.clone());
                found = Some(key);
            } else {
                self.put(&record.bytes, None)?;
            }
        }
        Ok(found)
    }

    /// A file as one record: a page at its address, anything else under its hash.
    fn file(&mut self, article: &Article, kept: &Kept, content: &[u8]) -> Result<(String, String)> {
        let is_alone = !article.origin.contains(place::INSIDE) && !article.origin.contains('#');
        let is_page = crate::ingest::is_page(place::name_of(&kept.file), content);
        let address = match &article.url {
            Some(url) if is_alone && is_page => url.clone(),
            _ => format!("urn:sha256:{}", kept.sha256),
        };
        let mime = match is_page {
            true => "text/html",
            false => "application/octet-stream",
        };
        let at = moment(kept.at);
        let key = (address.clone(), at.clone());
        if self.held.contains(&key) {
            return Ok(key);
        }
        let name = place::name_of(&kept.file).replace(['\r', '\n', '"'], " ");
        let digest = format!("sha256:{}", kept.sha256);
        let head = format!(
            "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: {}\r\nWARC-Date: {at}\r\nWARC-Target-URI: {address}\r\n\
             Content-Type: {mime}\r\nWARC-Block-Digest: {digest}\r\nWARC-Payload-Digest: {digest}\r\n\
             WARC-Filename: {name}\r\nContent-Length: {}\r\n\r\n",
            record_name(&[&address, &digest, &at]),
            content.len()
        );
        let record = [head.as_bytes(), content, b"\r\n\r\n"].concat();
        self.put(&record, Some((&address, &at, 200, mime, &digest)))?;
        self.held.push(key.clone());
        Ok(key)
    }

    /// Puts a record, and its line of the index where it is found by it: address, moment, status, kind and hash.
    fn put(&mut self, record: &[u8], line: Option<(&str, &str, u16, &str, &str)>) -> Result<()> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer.write_all(record)?;
        let packed = packer.finish()?;
        if let Some((address, at, status, mime, digest)) = line {
            let stamp: String = at.chars().filter(char::is_ascii_digit).take(14).collect();
            let facts = json!({
                "url": address,
                "mime": mime,
                "status": status.to_string(),
                "digest": digest,
                "length": packed.len().to_string(),
                "offset": self.pack.len().to_string(),
                "filename": RECORDS.trim_start_matches("archive/"),
            });
            self.lines
                .push(format!("{} {stamp} {facts}", key_of(address)));
        }
        self.pack.extend_from_slice(&packed);
        Ok(())
    }
}

/// A record of a web archive, as it stands there.
struct Record {
    kind: String,
    address: String,
    at: String,
    digest: String,
    bytes: Vec<u8>,
    /// Where the content begins in the bytes.
    content: usize,
}

impl Record {
    /// The status of the server's answer, and what kind of thing it sent.
    fn answer(&self) -> (u16, String) {
        let mut content = Cursor::new(&self.bytes[self.content..]);
        let mut status = String::new();
        let code = match content.read_line(&mut status) {
            Ok(_) => status
                .split_whitespace()
                .nth(1)
                .and_then(|code| code.parse().ok()),
            Err(_) => None,
        };
        let mime = fields(&mut content).ok().and_then(|head| {
            let kind = head.get("content-type")?;
            Some(kind.split(';').next()?.trim().to_string())
        });
        (
            code.unwrap_or(200),
            mime.unwrap_or_else(|| "text/html".into()),
        )
    }
}

/// The next record of an archive that is not packed; `None` at its end.
fn next(reader: &mut impl BufRead) -> Result<Option<Record>> {
    let mut bytes = Vec::new();
    // Empty lines part records.
    while bytes.trim_ascii().is_empty() {
        bytes.clear();
        if reader.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
    }
    if !bytes.starts_with(b"WARC/") {
        bail!("the web archive that was kept is broken");
    }
    loop {
        let before = bytes.len();
        if reader.read_until(b'\n', &mut bytes)? == 0 {
            bail!("the web archive that was kept is cut off");
        }
        if bytes[before..].trim_ascii().is_empty() {
            break;
        }
    }
    let content = bytes.len();
    let head = fields(&mut Cursor::new(&bytes))?;
    let said = |name: &str| head.get(name).cloned().unwrap_or_default();
    let length: u64 = said("content-length").parse()?;
    let read = reader.by_ref().take(length).read_to_end(&mut bytes)?;
    if read as u64 != length {
        bail!("the web archive that was kept is cut off");
    }
    bytes.extend_from_slice(b"\r\n\r\n");
    Ok(Some(Record {
        kind: said("warc-type"),
        address: said("warc-target-uri").trim_matches(['<', '>']).to_string(),
        at: said("warc-date"),
        digest: said("warc-payload-digest"),
        bytes,
        content,
    }))
}

/// The key of an address under which an index is sorted: its host from the end on, then its path (SURT).
fn key_of(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        return address.to_string();
    };
    let at = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (_, path) = rest.split_at(at);
    let path = path.split('#').next().unwrap_or("");
    let path = match path.starts_with('/') {
        true => path.to_string(),
        false => format!("/{path}"),
    };
    match host(address).filter(|_| scheme.starts_with("http")) {
        Some(host) => {
            let host = host.trim_start_matches("www.");
            let mut parts: Vec<&str> = host.split('.').collect();
            parts.reverse();
            format!("{}){}", parts.join(","), path.to_lowercase())
        }
        None => address.to_string(),
    }
}

/// The archive: everything in it stored as it is, so that a replay reads a record where it stands.
fn packed(records: Records, pages: &[Value]) -> Result<Vec<u8>> {
    let mut lines = records.lines;
    lines.sort();
    lines.dedup();
    let index: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let mut list =
        json!({"format": "json-pages-1.0", "id": "pages", "title": "Articles"}).to_string();
    for page in pages {
        list.push('\n');
        list.push_str(&page.to_string());
    }
    list.push('\n');
    let parts = [
        (RECORDS, records.pack),
        ("indexes/index.cdx", index.into_bytes()),
        ("pages/pages.jsonl", list.into_bytes()),
    ];
    let resources: Vec<Value> = parts
        .iter()
        .map(|(path, bytes)| {
            json!({
                "name": path.rsplit('/').next(),
                "path": path,
                "hash": format!("sha256:{}", digits(Sha256::new_with_prefix(bytes))),
                "bytes": bytes.len(),
            })
        })
        .collect();
    let now = moment(jiff::Timestamp::now().as_second());
    let first = pages.first();
    let package = json!({
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": match pages {
            [page] => page["title"].as_str().unwrap_or_default().to_string(),
            pages => format!("{} articles", pages.len()),
        },
        "created": now,
        "software": SOFTWARE,
        "mainPageUrl": first.map(|page| &page["url"]),
        "mainPageDate": first.map(|page| &page["ts"]),
        "resources": resources,
    });
    let package = serde_json::to_string_pretty(&package)?;
    let digest = json!({
        "path": "datapackage.json",
        "hash": format!("sha256:{}", digits(Sha256::new_with_prefix(&package))),
    });
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let heads = [
        ("datapackage.json", package.into_bytes()),
        ("datapackage-digest.json", digest.to_string().into_bytes()),
    ];
    for (path, bytes) in parts.iter().chain(&heads) {
        archive.start_file(*path, stored)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_keys_by_their_hosts() {
        for (address, key) in [
            (
                "https://www.Gazette.example/A/b?C=1#d",
                "example,gazette)/a/b?c=1",
            ),
            ("http://a.b.example", "example,b,a)/"),
            ("urn:sha256:00ff", "urn:sha256:00ff"),
        ] {
            assert_eq!(key_of(address), key);
        }
    }
}
