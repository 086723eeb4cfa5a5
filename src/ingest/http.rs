//! Answers of web servers as archives keep them (RFC 9112): headers, bodies in chunks, bodies that are packed.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use super::bounds::size;
use super::broken;
use super::format::read_line;
use super::nest::Nest;

/// Longest line of a header, and lines of one head; servers send up to 100.
const LINE_BYTES: usize = 64 << 10;
const MOST_LINES: usize = 1000;

/// Headers, their names in lower case.
#[derive(Debug, Default)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// Those of an answer; names in lower case.
    #[cfg(feature = "web")]
    pub fn of(headers: Vec<(String, String)>) -> Headers {
        Headers(headers)
    }

    /// The first value of a header; `name` in lower case.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut headers = self.0.iter();
        headers
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Reads headers up to the empty line behind them.
///
/// # Errors
/// The input cannot be read, or the headers have no end.
pub fn headers(reader: &mut impl BufRead) -> io::Result<Headers> {
    let mut headers = Headers::default();
    let mut line = Vec::new();
    for _ in 0..MOST_LINES {
        if !read_line(reader, &mut line, LINE_BYTES)? {
            return Ok(headers);
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\r', '\n']);
        if text.is_empty() && !line.is_empty() {
            return Ok(headers);
        }
        match (
            text.starts_with([' ', '\t']),
            headers.0.last_mut(),
            text.split_once(':'),
        ) {
            // A header that is continued.
            (true, Some((_, value)), _) => {
                value.push(' ');
                value.push_str(text.trim());
            }
            (_, _, Some((name, value))) => {
                headers
                    .0
                    .push((name.trim().to_lowercase(), value.trim().to_string()));
            }
            _ => {}
        }
    }
    Err(broken::told("headers without an end"))
}

/// The body that follows its headers, unpacked: at most `limit` bytes. Archives keep bodies as they came, or unpacked under the
/// headers of the packed ones: what is not written as the headers say is taken as it is.
///
/// # Errors
/// Why there is none.
pub fn body(
    mut input: impl BufRead,
    headers: &Headers,
    limit: u64,
    nest: &Nest,
) -> Result<Vec<u8>, String> {
    let header = |name| headers.get(name).unwrap_or("").to_lowercase();
    let mut bytes = Vec::new();
    let taken = input
        .by_ref()
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes);
    taken.map_err(|error| format!("cannot be read: {}", broken::why(&error)))?;
    if header("transfer-encoding").contains("chunked")
        && let Some(joined) = unchunked(&bytes)
    {
        bytes = joined;
    }
    let packing = header("content-encoding");
    let unpacked = match packing.trim() {
        "gzip" | "x-gzip" if bytes.starts_with(b"\x1f\x8b") => unpacked(
            flate2::read::MultiGzDecoder::new(Cursor::new(&bytes)),
            limit,
            nest,
        ),
        "deflate" if bytes.starts_with(b"\x78") => unpacked(
            flate2::read::ZlibDecoder::new(Cursor::new(&bytes)),
            limit,
            nest,
        ),
        "br" => unpacked(
            brotli_decompressor::Decompressor::new(
                BufReader::new(Cursor::new(&bytes)),
                BROTLI_BYTES,
            ),
            limit,
            nest,
        )
        .or_else(|_| Ok(bytes.clone())),
        _ => Ok(bytes),
    };
    let unpacked =
        unpacked.map_err(|error| format!("cannot be unpacked: {}", broken::why(&error)))?;
    match unpacked.len() as u64 > limit {
        true => Err(format!("larger than {}", size(limit))),
        false => Ok(unpacked),
    }
}

/// Bytes that the decoder reads at a time.
const BROTLI_BYTES: usize = 4096;

fn unpacked(packed: impl Read, limit: u64, nest: &Nest) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    nest.counted(packed)
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A body without the lengths of its chunks; `None` where it has none. A last chunk may be cut off.
fn unchunked(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let end = rest.iter().position(|&byte| byte == b'\n');
        let Some(end) = end else {
            return (!joined.is_empty()).then_some(joined);
        };
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let length = line.split(';').next().unwrap_or("").trim();
        let length = usize::from_str_radix(length, 16).ok()?;
        rest = &rest[end + 1..];
        if length == 0 {
            return Some(joined);
        }
        let length = length.min(rest.len());
        joined.extend_from_slice(&rest[..length]);
        rest = &rest[length..];
        rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .unwrap_or(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined_and_what_has_none_is_left() {
        assert_eq!(
            unchunked(b"4\r\nRain\r\n6;a=b\r\n fell.\r\n0\r\n\r\n").unwrap(),
            b"Rain fell."
        );
        assert_eq!(unchunked(b"4\nRain\nff\n fel").unwrap(), b"Rain fel");
        assert_eq!(unchunked(b"<html>\n<p>Rain"), None);
    }

    #[test]
    fn headers_may_be_continued_and_have_an_end() {
        let read =
            headers(&mut &b"Content-Type: text/html;\r\n charset=utf-8\r\nX: 1\r\n\r\nbody"[..])
                .unwrap();
        assert_eq!(read.get("content-type"), Some("text/html; charset=utf-8"));
        assert!(headers(&mut "a: b\n".repeat(MOST_LINES + 1).as_bytes()).is_err());
    }
}
