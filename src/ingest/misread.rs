//! UTF-8 that some machine read as windows-1252, put right.

use encoding_rs::WINDOWS_1252;

/// Letters in a wrong encoding that a text must have before it is put right, each part of it without a fault.
const MISREAD: usize = 2;

/// UTF-8 that was read as windows-1252 (`â€œJosÃ©`), put right; `None` where the text is none, or not throughout.
pub fn reread(text: &str) -> Option<String> {
    put_right(text).and_then(|(right, misread)| (misread >= MISREAD).then_some(right))
}

/// The same, with how many letters were put right.
pub fn put_right(text: &str) -> Option<(String, usize)> {
    /// What the first byte of a letter of two or more bytes looks like.
    const LEADS: &[char] = &[
        'Ã', 'Â', 'â', 'Ð', 'Ñ', 'Å', 'Ä', 'Ø', 'Ù', 'Î', 'Ï', 'ð', 'ã', 'å', 'ä', 'æ', 'ç', 'è',
        'é', 'ê', 'ì', 'í', 'à',
    ];
    if !text.contains(LEADS) {
        return None;
    }
    let mut right = String::with_capacity(text.len());
    let mut run = String::new();
    let mut misread = 0;
    for letter in text.chars().chain(['\0']) {
        if !letter.is_ascii() {
            run.push(letter);
            continue;
        }
        // A space that does not break was made one that does.
        if run == "Â" && letter == ' ' {
            run.clear();
        }
        if !run.is_empty() {
            let decoded = run
                .starts_with(LEADS)
                .then(|| bytes_of(&run))
                .flatten()
                .and_then(|bytes| String::from_utf8(bytes).ok())?;
            misread += decoded.chars().count();
            right.push_str(&decoded);
            run.clear();
        }
        if letter != '\0' {
            right.push(letter);
        }
    }
    (misread > 0).then_some((right, misread))
}

/// The bytes that windows-1252 reads as these letters; controls are bytes that it has no letter for.
fn bytes_of(run: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(run.len());
    for letter in run.chars() {
        let code = u32::from(letter);
        if (0x80..0xa0).contains(&code) {
            bytes.push(u8::try_from(code).ok()?);
            continue;
        }
        let mut buffer = [0; 4];
        let (encoded, _, failed) = WINDOWS_1252.encode(letter.encode_utf8(&mut buffer));
        if failed {
            return None;
        }
        bytes.extend_from_slice(&encoded);
    }
    Some(bytes)
}
