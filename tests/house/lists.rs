//! Lists of words in code: how many strings stand inside one array.

/// The outermost arrays of a text of Rust: the line on which each begins (from 1), and how many string literals stand in it, in
/// tuples, calls and arrays inside it too. What stands in comments and in strings is no code.
pub fn arrays(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut open: Vec<u8> = Vec::new();
    let (mut at, mut line, mut began, mut strings) = (0, 1, 0, 0);
    while at < bytes.len() {
        let rest = &text[at..];
        let length = match bytes[at] {
            b'/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            b'/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            b'"' => {
                strings += 1;
                string(rest)
            }
            b'r' if raw(rest).is_some() => {
                strings += 1;
                raw(rest).unwrap()
            }
            b'\'' => letter(rest),
            bracket @ (b'[' | b'(' | b'{') => {
                if bracket == b'[' && !open.contains(&b'[') {
                    (began, strings) = (line, 0);
                }
                open.push(bracket);
                1
            }
            b']' | b')' | b'}' => {
                if open.pop() == Some(b'[') && !open.contains(&b'[') {
                    found.push((began, strings));
                }
                1
            }
            // A whole name, so that its last letter is not taken for the beginning of a raw string.
            byte if byte.is_ascii_alphabetic() && byte != b'b' => {
                let name = |byte: &u8| !(byte.is_ascii_alphanumeric() || *byte == b'_');
                rest.bytes()
                    .position(|byte| name(&byte))
                    .unwrap_or(rest.len())
            }
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
        line += rest[..length].matches('\n').count();
        at += length;
    }
    found
}

/// Bytes of a string literal, its marks among them.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Bytes of a raw string literal, where one begins here.
fn raw(text: &str) -> Option<usize> {
    let signs = text[1..].bytes().take_while(|&byte| byte == b'#').count();
    let inside = text[1 + signs..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(signs));
    let end = inside.find(&close)?;
    Some(2 + signs + end + close.len())
}

/// Bytes of a character literal; of the mark alone where it begins a lifetime.
fn letter(text: &str) -> usize {
    let inside = &text[1..];
    match inside.chars().next() {
        Some('\\') => inside[2..].find('\'').map_or(1, |end| end + 4),
        Some(letter) if inside[letter.len_utf8()..].starts_with('\'') => letter.len_utf8() + 2,
        _ => 1,
    }
}
