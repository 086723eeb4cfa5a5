//! Bytes to text: what is no text at all, which encoding the text is in, and decoding in one go or as a stream.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::declared::{declared, is_borne_out, other_latin};

/// Bytes at the start of a source that tell its kind and encoding.
pub const HEAD_BYTES: usize = 64 * 1024;
/// Bytes read at a time from a stream.
const CHUNK_BYTES: usize = 64 * 1024;
/// How many control characters a text may hold: one in so many bytes.
const CONTROLS_ONE_IN: usize = 10;
/// Zeros are passed over where no more than one byte in so many is one, and nothing else is a control character: in what is packed
/// or a program every control is as frequent.
const ZEROS_ONE_IN: usize = 100;

/// Kinds of files that are known by their first bytes.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"BZh", "bzip2-compressed data (unpack it first)"),
    (b"\xfd7zXZ\x00", "xz-compressed data"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "a RIFF image, sound or video"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"OggS", "Ogg sound or video"),
    (b"ID3", "MP3 sound"),
    (b"fLaC", "FLAC sound"),
    (b"\x1aE\xdf\xa3", "Matroska video"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "RTF"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"PAR1", "a Parquet table"),
    (b"WARC/", "a web archive (WARC)"),
    (b"filedesc://", "a web archive (ARC)"),
    (b"bplist00", "a property list"),
];

/// Why the bytes at the start of a source are no text; `None` where they may be text.
pub fn not_text(head: &[u8]) -> Option<&'static str> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(what);
    }
    if head.get(4..8) == Some(b"ftyp") {
        return Some("video or sound (MP4)");
    }
    if wide(head).is_some() {
        return None;
    }
    let (mut controls, mut zeros) = (0, 0);
    for byte in head {
        controls += usize::from(*byte < 0x20 && !b"\t\n\r\x0c\x1b\x1a\x08".contains(byte));
        zeros += usize::from(*byte == 0);
    }
    // A program that wrote a page may have left a few zeros in it, and no other control.
    let is_stray = zeros == controls && zeros * ZEROS_ONE_IN <= head.len();
    (zeros > 0 && !is_stray || controls * CONTROLS_ONE_IN > head.len()).then_some("binary data")
}

/// How a text is written in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writing {
    form: Form,
    /// Neither the text nor its mark says so: it looks like it.
    pub guessed: bool,
    /// What the page says it is in, where its bytes say otherwise.
    pub denied: Option<&'static Encoding>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Known(&'static Encoding),
    /// UTF-32, which the web and its decoders left behind; `true` where the low byte comes first.
    Four(bool),
}

impl Writing {
    /// `UTF-8`, `windows-1252` ...
    pub fn name(self) -> &'static str {
        match self.form {
            Form::Known(encoding) => encoding.name(),
            Form::Four(true) => "UTF-32LE",
            Form::Four(false) => "UTF-32BE",
        }
    }

    /// What a reader should be told of it.
    pub fn note(self) -> Option<String> {
        if let Some(denied) = self.denied {
            return Some(format!(
                "the source says that it is in {}, its letters say {}: read as {}",
                denied.name(),
                self.name(),
                self.name()
            ));
        }
        self.guessed
            .then(|| format!("encoding guessed: {}", self.name()))
    }
}

/// Finds the encoding: byte order mark, valid UTF-8, the declaration of a page or XML file where its bytes bear it out, a
/// guess.
///
/// Valid UTF-8 that is more than ASCII comes before the declaration: browsers save pages in UTF-8 and leave it as it was.
pub fn writing(head: &[u8]) -> Writing {
    if let Some(form) = wide(head) {
        return Writing {
            form,
            guessed: false,
            denied: None,
        };
    }
    let known = |encoding| Writing {
        form: Form::Known(encoding),
        guessed: false,
        denied: None,
    };
    let escapes = head.contains(&0x1b);
    let utf8 = match std::str::from_utf8(head) {
        Ok(_) => true,
        // A character cut by the end of the head is no fault.
        Err(error) => error.error_len().is_none() && head.len() >= HEAD_BYTES,
    };
    if utf8 && !(head.is_ascii() && escapes) {
        return known(UTF_8);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(head, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Allow);
    let stated = declared(head);
    let taken = stated.filter(|stated| is_borne_out(head, stated, guess));
    if let Some(other) = other_latin(head, taken.unwrap_or(guess)) {
        return Writing {
            form: Form::Known(other),
            guessed: true,
            denied: stated,
        };
    }
    match taken {
        Some(stated) => known(stated),
        None => Writing {
            form: Form::Known(guess),
            guessed: guess != UTF_8,
            denied: stated,
        },
    }
}

/// A page in the encoding that its server states, where the page says nothing of its own and its bytes bear that out; `None` where
/// it is better told by its bytes. `kind` is the server's header: `text/html; charset=windows-1251`.
#[cfg(feature = "archives")]
pub fn decode_as_served(bytes: &[u8], kind: &str) -> Option<String> {
    let kind = kind.to_ascii_lowercase();
    let (_, label) = kind.split_once("charset=")?;
    let label = label.split(';').next()?.trim().trim_matches(['"', '\'']);
    let stated = Encoding::for_label(label.as_bytes())?;
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let told = writing(head);
    match (told.form, told.guessed, told.denied) {
        (Form::Known(guess), true, None) if is_borne_out(head, stated, guess) => {
            Some(stated.decode(bytes).0.into_owned())
        }
        _ => None,
    }
}

/// All of a text. Bytes that fit no character become U+FFFD.
pub fn decode(bytes: &[u8], writing: Writing) -> String {
    match writing.form {
        Form::Known(encoding) => encoding.decode(bytes).0.into_owned(),
        Form::Four(low_first) => bytes
            .chunks(4)
            .map(|four| {
                let four: [u8; 4] = four.try_into().unwrap_or([0xff; 4]);
                let code = if low_first {
                    u32::from_le_bytes(four)
                } else {
                    u32::from_be_bytes(four)
                };
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            })
            .collect(),
    }
}

/// A reader of UTF-8 over a reader of any encoding that decodes as a stream.
pub struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    chunk: Vec<u8>,
    text: String,
    /// Bytes of `text` that were handed out.
    given: usize,
    done: bool,
}

impl<R: Read> Decoded<R> {
    /// Gives the reader back for UTF-32, which is decoded whole only.
    pub fn new(inner: R, writing: Writing) -> Result<Self, R> {
        let Form::Known(encoding) = writing.form else {
            return Err(inner);
        };
        Ok(Decoded {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            chunk: vec![0; CHUNK_BYTES],
            text: String::new(),
            given: 0,
            done: false,
        })
    }

    fn fill(&mut self) -> io::Result<()> {
        while self.given >= self.text.len() && !self.done {
            let read = match self.inner.read(&mut self.chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            self.done = read == 0;
            self.text.clear();
            self.given = 0;
            let room = self
                .decoder
                .max_utf8_buffer_length(read)
                .unwrap_or(CHUNK_BYTES * 4);
            self.text.reserve(room);
            let _ = self
                .decoder
                .decode_to_string(&self.chunk[..read], &mut self.text, self.done);
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.fill()?;
        let rest = &self.text.as_bytes()[self.given..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }
}

/// UTF-16 and UTF-32, by their mark, or by the zero bytes that Latin text has in them.
fn wide(head: &[u8]) -> Option<Form> {
    match head {
        [0xff, 0xfe, 0, 0, ..] => return Some(Form::Four(true)),
        [0, 0, 0xfe, 0xff, ..] => return Some(Form::Four(false)),
        [0xff, 0xfe, ..] => return Some(Form::Known(UTF_16LE)),
        [0xfe, 0xff, ..] => return Some(Form::Known(UTF_16BE)),
        _ => {}
    }
    let sample = &head[..head.len().min(4096)];
    if sample.len() < 16 {
        return None;
    }
    let zeros = |place: usize, of: usize| {
        sample
            .iter()
            .skip(place)
            .step_by(of)
            .filter(|&&byte| byte == 0)
            .count()
            * of
            * 100
            / sample.len()
    };
    let [first, second, third, fourth] = [0, 1, 2, 3].map(|place| zeros(place, 4));
    if first < 10 && second >= 60 && third.min(fourth) >= 90 {
        return Some(Form::Four(true));
    }
    if fourth < 10 && third >= 60 && first.min(second) >= 90 {
        return Some(Form::Four(false));
    }
    let (even, odd) = (zeros(0, 2), zeros(1, 2));
    if even < 5 && odd >= 40 {
        return Some(Form::Known(UTF_16LE));
    }
    (odd < 5 && even >= 40).then_some(Form::Known(UTF_16BE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Read;

    const TEXT: &str = "Die Brücke über den Fluß wird für den ganzen Winter geschlossen, sagte die Bürgermeisterin.";

    fn read(bytes: &[u8]) -> String {
        decode(bytes, writing(bytes))
    }

    #[test]
    fn marks_declarations_and_guesses() {
        assert_eq!(read(TEXT.as_bytes()), TEXT);
        assert_eq!(read(&[b"\xef\xbb\xbf", TEXT.as_bytes()].concat()), TEXT);
        let latin = encoding_rs::WINDOWS_1252.encode(TEXT).0;
        assert_eq!(read(&latin), TEXT);
        assert!(writing(&latin).guessed);
        let koi = encoding_rs::KOI8_U
            .encode("<meta charset=koi8-u><p>Міст закрито")
            .0;
        assert!(read(&koi).ends_with("Міст закрито") && !writing(&koi).guessed);
    }

    #[test]
    fn two_and_four_bytes_a_character() {
        let two: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&two), TEXT);
        assert_eq!(read(&[b"\xff\xfe".as_slice(), &two].concat()), TEXT);
        let four: Vec<u8> = TEXT
            .chars()
            .flat_map(|letter| u32::from(letter).to_be_bytes())
            .collect();
        assert_eq!(read(&four), TEXT);
    }

    #[test]
    fn what_is_no_text_is_told() {
        assert_eq!(not_text(b"%PDF-1.7\n"), Some("PDF"));
        assert_eq!(
            not_text(b"some \x00\x01\x02 bytes \x00"),
            Some("binary data")
        );
        assert_eq!(not_text(TEXT.as_bytes()), None);
        assert_eq!(not_text(b""), None);
        // A few zeros that a program left in a page.
        let page = [TEXT.as_bytes(), b"\0\0\0", TEXT.repeat(6).as_bytes()].concat();
        assert_eq!(not_text(&page), None);
        assert_eq!(
            not_text(&[page.as_slice(), b"\x01"].concat()),
            Some("binary data")
        );
        assert_eq!(not_text(&b"name\0size\0".repeat(40)), Some("binary data"));
    }

    #[test]
    fn a_stream_gives_what_decoding_whole_gives() {
        let long = TEXT.repeat(3000);
        let bytes = encoding_rs::WINDOWS_1252.encode(&long).0;
        let mut read = String::new();
        let stream = Decoded::new(bytes.as_ref(), writing(&bytes[..HEAD_BYTES]));
        stream.ok().unwrap().read_to_string(&mut read).unwrap();
        assert_eq!(read, long);
    }

    proptest! {
        #[test]
        fn any_bytes_are_decoded(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = (not_text(&bytes), read(&bytes));
        }
    }
}
