//! What came, as it is kept: a web archive (WARC 1.1, ISO 28500) of one page, with the answer of the server byte for byte, its
//! headers, its address and the moment, which any tool for such archives reads.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::answer::{Arrival, Raw};
use crate::ingest::captured::COPIED_FROM;

/// Headers of an answer that speak of the way by which it came, and not of what is kept of it.
const OF_THE_WAY: &[&str] = &[
    "transfer-encoding",
    "connection",
    "keep-alive",
    "content-length",
];
/// How such a header is called where it is kept all the same.
const KEPT_AS: &str = "x-archive-orig-";

/// The archive of a page.
pub fn warc(page: &Arrival) -> Vec<u8> {
    archive(page, &page.url, page.at, None)
}

/// The archive of a copy that an archive on the web has of `url`, made at `at`.
pub fn archived(copy: &Arrival, url: &str, at: Timestamp) -> Vec<u8> {
    archive(copy, url, at, Some(&copy.url))
}

fn archive(page: &Arrival, url: &str, at: Timestamp, copied_from: Option<&str>) -> Vec<u8> {
    let software = concat!("software: parallax/", env!("CARGO_PKG_VERSION"), "\r\n");
    let about = format!("{software}format: WARC File Format 1.1\r\nrobots: obey\r\n");
    let mut archive = Vec::new();
    let at_now = page.at;
    record(
        &mut archive,
        &[
            ("WARC-Type", "warcinfo"),
            ("Content-Type", "application/warc-fields"),
        ],
        at_now,
        about.as_bytes(),
    );
    let block = answer(&page.raw);
    let payload = format!("sha256:{}", hex(&page.raw.body));
    let mut headers = vec![
        ("WARC-Type", "response"),
        ("WARC-Target-URI", url),
        ("WARC-Payload-Digest", payload.as_str()),
        ("Content-Type", "application/http;msgtype=response"),
    ];
    headers.extend(copied_from.map(|from| (COPIED_FROM, from)));
    record(&mut archive, &headers, at, &block);
    if page.asked != url {
        let via = format!("via: {}\r\n", page.asked);
        record(
            &mut archive,
            &[
                ("WARC-Type", "metadata"),
                ("WARC-Target-URI", url),
                ("Content-Type", "application/warc-fields"),
            ],
            at,
            via.as_bytes(),
        );
    }
    archive
}

fn record(archive: &mut Vec<u8>, headers: &[(&str, &str)], at: Timestamp, block: &[u8]) {
    let digest = hex(block);
    let at = at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let id = record_name(&[&at, &digest]);
    let own = [("WARC-Record-ID", id.as_str()), ("WARC-Date", at.as_str())];
    let block_digest = format!("sha256:{digest}");
    let length = block.len().to_string();
    let behind = [
        ("WARC-Block-Digest", block_digest.as_str()),
        ("Content-Length", length.as_str()),
    ];
    archive.extend_from_slice(b"WARC/1.1\r\n");
    for (name, value) in headers.iter().chain(&own).chain(&behind) {
        archive.extend_from_slice(format!("{name}: {}\r\n", one_line(value)).as_bytes());
    }
    archive.extend_from_slice(b"\r\n");
    archive.extend_from_slice(block);
    archive.extend_from_slice(b"\r\n\r\n");
}

/// The answer of the server: its status, its headers, its body as it came.
fn answer(raw: &Raw) -> Vec<u8> {
    let mut block = format!("HTTP/1.1 {}\r\n", raw.status).into_bytes();
    for (name, value) in &raw.headers {
        let kept = if OF_THE_WAY.contains(&name.as_str()) {
            KEPT_AS
        } else {
            ""
        };
        block.extend_from_slice(
            format!("{kept}{}: {}\r\n", one_line(name), one_line(value)).as_bytes(),
        );
    }
    if !raw.headers.iter().any(|(name, _)| name == "content-type") {
        // Its bytes say so.
        block.extend_from_slice(b"content-type: text/html\r\n");
    }
    block.extend_from_slice(format!("content-length: {}\r\n\r\n", raw.body.len()).as_bytes());
    block.extend_from_slice(&raw.body);
    block
}

/// Nothing that a server sends begins a line of its own.
fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

/// A name for a record of a web archive, as a UUID of a content (RFC 9562, version 8).
pub fn record_name(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    let mut bytes = hash.finalize();
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let digits: String = bytes[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    // 8, 4, 4, 4 and 12 digits.
    let parts = [
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..],
    ];
    format!("<urn:uuid:{}>", parts.join("-"))
}

fn hex(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
