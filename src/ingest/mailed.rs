//! What happens to a message on its way: its lines are broken for old terminals, its end is cut off.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::decode::{HEAD_BYTES, decode, writing};

/// The words of a part, if it is a text: in the encoding that it tells, else, and where letters are lost in that, in the one that the
/// page in it or its letters tell.
pub fn text<'m>(message: &'m Message<'_>, part: &'m MessagePart<'_>) -> Option<Cow<'m, str>> {
    let (PartType::Html(text) | PartType::Text(text)) = &part.body else {
        return None;
    };
    let text = text.as_ref();
    let kind = part.content_type();
    let told = kind.and_then(|kind| kind.attribute("charset"));
    // What is called ASCII is what nobody told.
    let is_told = told.is_some_and(|told| !told.eq_ignore_ascii_case("us-ascii"));
    let is_whole = |text: &str| !text.contains(char::REPLACEMENT_CHARACTER);
    if is_told && is_whole(text) {
        return Some(Cow::Borrowed(text));
    }
    let read = bytes(message, part).map(|bytes| {
        let head = &bytes[..bytes.len().min(HEAD_BYTES)];
        decode(&bytes, writing(head))
    });
    let read = read.filter(|read| !read.trim().is_empty() && (!is_told || is_whole(read)));
    Some(read.map_or(Cow::Borrowed(text), Cow::Owned))
}

/// The bytes of a part as they were before they were packed for their way.
fn bytes<'m>(message: &'m Message<'_>, part: &MessagePart<'_>) -> Option<Cow<'m, [u8]>> {
    let (from, to) = (part.offset_body as usize, part.offset_end as usize);
    let raw = message.raw_message.get(from..to)?;
    match part.encoding {
        Encoding::None => Some(Cow::Borrowed(raw)),
        Encoding::QuotedPrintable => quoted_printable_decode(raw).map(Cow::Owned),
        Encoding::Base64 => base64_decode(raw).map(Cow::Owned),
    }
}

/// The lines of a text that a program broke for old terminals, put together again (RFC 3676, `format=flowed`).
pub fn unflowed<'t>(part: &MessagePart<'_>, text: &'t str) -> Cow<'t, str> {
    let says = |name: &str, value: &str| {
        let kind = part.content_type();
        let said = kind.and_then(|kind| kind.attribute(name));
        said.is_some_and(|said| said.eq_ignore_ascii_case(value))
    };
    if !says("format", "flowed") {
        return Cow::Borrowed(text);
    }
    let without_space = says("delsp", "yes");
    let quoted = |line: &str| line.bytes().take_while(|&byte| byte == b'>').count();
    let mut flowing = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let goes_on = line.ends_with(' ')
            && line != "-- "
            && lines
                .peek()
                .is_some_and(|next| quoted(next) == quoted(line));
        let stuffed = if flowing.is_empty() || flowing.ends_with('\n') {
            line
        } else {
            line.trim_start_matches('>')
        };
        let line = stuffed.strip_prefix(' ').unwrap_or(stuffed);
        match (goes_on, without_space) {
            (true, true) => flowing.push_str(&line[..line.len() - 1]),
            (true, false) => flowing.push_str(line),
            (false, _) => {
                flowing.push_str(line);
                flowing.push('\n');
            }
        }
    }
    Cow::Owned(flowing)
}

/// The message with its end, where it was cut off: what stands in it is told by its parts, and the last one has no end.
pub fn ended(bytes: &[u8]) -> Option<Vec<u8>> {
    let head = MessageParser::default().parse_headers(bytes)?;
    let boundary = head.content_type()?.attribute("boundary")?.to_string();
    let end = format!("--{boundary}--");
    let holds_end = bytes
        .windows(end.len())
        .any(|window| window == end.as_bytes());
    if boundary.is_empty() || holds_end {
        return None;
    }
    let mut whole = bytes.to_vec();
    let last = whole
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |at| at + 1);
    if whole.len() >= last + 2 && end.as_bytes().starts_with(&whole[last..]) {
        whole.truncate(last);
    }
    whole.extend_from_slice(b"\r\n");
    whole.extend_from_slice(end.as_bytes());
    whole.extend_from_slice(b"\r\n");
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(message: &str) -> String {
        let message = message.replace('\n', "\r\n");
        let message = MessageParser::default().parse(message.as_bytes()).unwrap();
        let part = message.part(message.text_body[0]).unwrap();
        unflowed(part, part.text_contents().unwrap()).replace("\r\n", "\n")
    }

    #[test]
    fn letters_without_a_told_encoding_are_those_of_the_page_or_of_their_bytes() {
        let told = "<html><head><meta charset=windows-1251></head><body><p>Мост над рекой закрыт до весны, сказал мэр города.</p></body></html>";
        let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(told);
        let quoted: String = cyrillic.iter().map(|byte| format!("={byte:02X}")).collect();
        let utf8 = "<p>Мост над рекой закрыт до весны.</p>";
        for (kind, packed, body) in [
            ("text/html", "8bit", cyrillic.as_ref()),
            ("text/html", "quoted-printable", quoted.as_bytes()),
            ("text/html; charset=us-ascii", "8bit", cyrillic.as_ref()),
            ("text/html; charset=windows-1251", "8bit", cyrillic.as_ref()),
            ("text/html", "8bit", utf8.as_bytes()),
            ("text/plain", "8bit", utf8.as_bytes()),
        ] {
            let head = format!(
                "From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {packed}\r\n\r\n"
            );
            let whole = [head.as_bytes(), body].concat();
            let message = MessageParser::default().parse(&whole).unwrap();
            let read = text(&message, &message.parts[0]).unwrap();
            assert!(
                read.contains("Мост над рекой закрыт до весны"),
                "{kind} {packed}: {read}"
            );
        }
    }

    #[test]
    fn lines_that_flow_are_put_together() {
        let head = "From: a@b.example\nSubject: x\nContent-Type: text/plain; format=flowed";
        let body = "\n\nRain fell on \nOstrava.\n > no quotation\n>> it was \n>> wet\n> and \ncold\n-- \nJo\n";
        assert_eq!(
            text_of(&format!("{head}{body}")),
            "Rain fell on Ostrava.\n> no quotation\n>> it was wet\n> and \ncold\n-- \nJo\n"
        );
        assert!(text_of(&format!("{head}; delsp=yes{body}")).starts_with("Rain fell onOstrava."));
        let plain =
            "From: a@b.example\nSubject: x\nContent-Type: text/plain\n\nRain fell on \nOstrava.\n";
        assert!(text_of(plain).starts_with("Rain fell on \nOstrava."));
    }

    #[test]
    fn a_message_whose_end_was_cut_off_is_ended() {
        let whole = "From: a@b.example\r\nContent-Type: multipart/alternative; boundary=\"==7==\"\r\n\r\n--==7==\r\n\
                     Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nRain fell a=\r\nll day.\r\n--==7==--\r\n";
        assert_eq!(ended(whole.as_bytes()), None);
        for cut in [4, 9, 11] {
            let cut = &whole.as_bytes()[..whole.len() - cut];
            let ended = ended(cut).unwrap();
            let message = MessageParser::default().parse(&ended).unwrap();
            assert_eq!(message.body_text(0).unwrap().trim(), "Rain fell all day.");
        }
        assert_eq!(ended(b"From: a@b.example\r\n\r\nRain."), None);
        assert_eq!(ended(b""), None);
    }
}
