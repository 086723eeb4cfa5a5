//! Boxes of messages (mbox, RFC 4155), read message by message.

use std::io::BufReader;
use std::ops::ControlFlow;

use super::Options;
use super::bounds::size;
use super::broken;
use super::format::{Each, Format, Head, Source, read_line, skipped};
use super::mail::{Postman, is_message};

/// Boxes of messages.
pub struct Mbox;

impl Format for Mbox {
    fn name(&self) -> &'static str {
        "mailbox"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["mbox", "mbx"]
    }

    fn most_bytes(&self, _options: &Options) -> Option<u64> {
        None
    }

    fn owns(&self, head: &Head<'_>) -> bool {
        let (first, rest) = head.text.split_once('\n').unwrap_or((head.text, ""));
        is_postmark(first.as_bytes()) && is_message(rest)
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let nest = match source.nest.deeper() {
            Ok(nest) => nest,
            Err(reason) => return each(Err(skipped(&source.origin, reason, true))),
        };
        let (origin, options) = (source.origin, source.options);
        let postman = Postman {
            options,
            nest: &nest,
        };
        let most =
            usize::try_from(options.max_article_bytes.saturating_mul(4)).unwrap_or(usize::MAX);
        let mut reader = BufReader::new(source.input);
        let (mut line, mut message) = (Vec::new(), Vec::new());
        let (mut number, mut is_long, mut after_empty) = (0, false, true);
        loop {
            let ended = match read_line(&mut reader, &mut line, most) {
                Ok(more) => !more,
                Err(error) => {
                    let reason = format!(
                        "cannot be read on after message {number}: {}",
                        broken::why(&error)
                    );
                    return each(Err(skipped(&origin, reason, true)));
                }
            };
            if ended || after_empty && is_postmark(&line) {
                if number > 0 {
                    let own = format!("{origin}#{number}");
                    match is_long {
                        true => {
                            let reason = format!("a message longer than {}", size(most as u64));
                            each(Err(skipped(&own, reason, true)))?;
                        }
                        false => postman.numbered(&message, &origin, number, each)?,
                    }
                }
                if ended && number == 0 {
                    return each(Err(skipped(&origin, "a mailbox without a message", false)));
                }
                if ended || nest.is_over() {
                    return ControlFlow::Continue(());
                }
                number += 1;
                message.clear();
                (is_long, after_empty) = (false, false);
                continue;
            }
            after_empty = matches!(line.as_slice(), b"\n" | b"\r\n");
            is_long |= line.is_empty() || message.len() + line.len() > most;
            if !is_long {
                // `>From ` in a box is `From ` in the message.
                let quoted = line.iter().take_while(|&&byte| byte == b'>').count();
                let is_quoted = quoted > 0 && line[quoted..].starts_with(b"From ");
                message.extend_from_slice(&line[usize::from(is_quoted)..]);
            }
        }
    }
}

/// `From jo@example.org Sat Dec 13 14:05:00 2025`: the line before each message of a box.
fn is_postmark(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else {
        return false;
    };
    let rest = String::from_utf8_lossy(rest);
    let words: Vec<&str> = rest.split_whitespace().collect();
    words.len() >= 5
        && words
            .iter()
            .any(|word| word.contains(':') && word.starts_with(|one: char| one.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postmark_is_told_from_a_sentence() {
        assert!(is_postmark(
            b"From jo@example.org Sat Dec 13 14:05:00 2025\n"
        ));
        assert!(!is_postmark(b"From there it went on to the town.\n"));
    }
}
