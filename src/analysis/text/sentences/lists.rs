//! Lists inside a paragraph, item behind item on one line: where their items begin.

/// Bytes that the number of a list item may take, with its bullet and blanks.
const LONGEST_ITEM_NUMBER: usize = 12;

/// A paragraph that is a numbered, lettered or bulleted list, item behind item on one line.
pub struct List {
    next: Option<(Marker, u32)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Marker {
    Bullet(char),
    Number { point: bool, bracket: bool },
    Letter,
}

impl List {
    pub fn of(text: &str) -> List {
        List {
            next: marker(text.trim_start()).map(following),
        }
    }

    /// Whether the next item of the list begins here.
    pub fn goes_on(&mut self, here: &str) -> bool {
        let Some(next) = self.next else { return false };
        if marker(here) != Some(next) {
            return false;
        }
        self.next = Some(following(next));
        true
    }
}

fn following((marker, number): (Marker, u32)) -> (Marker, u32) {
    match marker {
        Marker::Bullet(_) => (marker, number),
        _ => (marker, number + 1),
    }
}

/// The list marker at the start of a text, with its number (0 for bullets).
fn marker(text: &str) -> Option<(Marker, u32)> {
    let first = text.chars().next()?;
    if is_bullet(first) {
        return Some((Marker::Bullet(first), 0));
    }
    let digits = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let (number, rest) = if digits > 0 {
        (text[..digits].parse().ok()?, &text[digits..])
    } else if first.is_ascii_lowercase() {
        (u32::from(first) - u32::from('a') + 1, &text[1..])
    } else {
        return None;
    };
    let point = rest.starts_with('.');
    let rest = &rest[usize::from(point)..];
    let bracket = rest.starts_with(')');
    let rest = &rest[usize::from(bracket)..];
    if !(point || bracket) || !rest.starts_with(' ') {
        return None;
    }
    Some(if digits > 0 {
        (Marker::Number { point, bracket }, number)
    } else {
        (Marker::Letter, number)
    })
}

/// Whether nothing but a number and a bullet stands before the mark: `1. Mix the flour …`.
pub fn opens_list_item(text: &str, sentence: usize, mark: usize) -> bool {
    let before = &text[sentence..mark];
    if before.len() > LONGEST_ITEM_NUMBER {
        return false;
    }
    let number = before.trim_matches(|letter: char| is_bullet(letter) || letter.is_whitespace());
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_bullet(letter: char) -> bool {
    matches!(letter, '•' | '⁃' | '‣' | '▪')
}
