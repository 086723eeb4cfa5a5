//! Why something cannot be read, in words for people: what unpacks an archive speaks of its own insides.

use std::fmt;
use std::io::{self, ErrorKind};

/// What is told as it stands.
#[derive(Debug)]
struct Told(String);

impl fmt::Display for Told {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl std::error::Error for Told {}

/// An error whose words [`why`] gives as they are.
pub fn told(reason: impl Into<String>) -> io::Error {
    io::Error::other(Told(reason.into()))
}

/// `it is cut short`, `Permission denied (os error 13)`: our own words and the system's stay, those of what unpacks do not.
pub fn why(error: &io::Error) -> String {
    let own = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<Told>());
    match (own, error.kind()) {
        (Some(told), _) => told.to_string(),
        (None, _) if error.raw_os_error().is_some() => error.to_string(),
        (None, ErrorKind::UnexpectedEof) => "it is cut short".into(),
        (None, ErrorKind::WouldBlock) => "it would have to be waited for".into(),
        (None, _) => "it is damaged".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_system_and_our_own_stay() {
        let of = |kind: ErrorKind| why(&io::Error::new(kind, "corrupt deflate stream"));
        assert_eq!(of(ErrorKind::InvalidData), "it is damaged");
        assert_eq!(of(ErrorKind::InvalidInput), "it is damaged");
        assert_eq!(of(ErrorKind::UnexpectedEof), "it is cut short");
        assert_eq!(why(&told("more than 5 of them")), "more than 5 of them");
        let system = std::fs::File::open("/nowhere/at/all").unwrap_err();
        assert_eq!(why(&system), system.to_string());
    }
}
