//! Why something cannot be read, in words for people, and what to do: what unpacks an archive speaks of its own insides.

#![cfg_attr(not(feature = "archives"), allow(dead_code))]

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};

/// What is told as it stands.
#[derive(Debug)]
struct Told {
    reason: String,
    /// What came before it, too, may not be what was written.
    is_damage: bool,
}

impl fmt::Display for Told {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.reason)
    }
}

impl Error for Told {}

const DAMAGED: &str = "it is damaged; get the file again";
const CUT: &str = "it is cut short; get the file again";

/// An error whose words [`why`] gives as they are.
pub fn told(reason: impl Into<String>) -> io::Error {
    io::Error::other(Told {
        reason: reason.into(),
        is_damage: false,
    })
}

/// What was unpacked is not what was packed: any of it may be altered.
pub fn damaged() -> io::Error {
    let told = Told {
        reason: format!("its checksum is wrong, any text in it may be altered: {DAMAGED}"),
        is_damage: true,
    };
    io::Error::new(ErrorKind::InvalidData, told)
}

/// An error that says the same once more.
pub fn same(error: &io::Error) -> io::Error {
    let kind = match is_cut(error) {
        true => ErrorKind::UnexpectedEof,
        false => error.kind(),
    };
    let told = Told {
        reason: why(error),
        is_damage: is_damage(error),
    };
    io::Error::new(kind, told)
}

type Cause<'a> = &'a (dyn Error + 'static);

/// The errors from which an error comes, itself first.
fn causes(error: &io::Error) -> impl Iterator<Item = Cause<'_>> {
    let first: Cause<'_> = error;
    std::iter::successors(Some(first), |cause| from(*cause))
}

/// What an error comes from. That of a reader holds another one, which it gives as its own.
fn from(error: Cause<'_>) -> Option<Cause<'_>> {
    match error.downcast_ref::<io::Error>() {
        Some(error) => error.get_ref().map(|inner| inner as Cause<'_>),
        None => error.source(),
    }
}

fn own(error: &io::Error) -> Option<&Told> {
    causes(error).find_map(|cause| cause.downcast_ref::<Told>())
}

fn is_system(error: &io::Error) -> bool {
    causes(error).any(|cause| {
        let cause = cause.downcast_ref::<io::Error>();
        cause.is_some_and(|cause| cause.raw_os_error().is_some())
    })
}

/// It ends before its end: what stands before that is what was written.
pub fn is_cut(error: &io::Error) -> bool {
    own(error).is_none_or(|told| !told.is_damage)
        && causes(error).any(|cause| {
            let cause = cause.downcast_ref::<io::Error>();
            cause.is_some_and(|cause| cause.kind() == ErrorKind::UnexpectedEof)
        })
}

/// What was read before it may not be what was written.
pub fn is_damage(error: &io::Error) -> bool {
    match own(error) {
        Some(told) => told.is_damage,
        None => {
            !is_system(error)
                && !is_cut(error)
                && !matches!(
                    error.kind(),
                    ErrorKind::WouldBlock | ErrorKind::Interrupted | ErrorKind::OutOfMemory
                )
        }
    }
}

/// `it is cut short; get the file again`, `Permission denied (os error 13)`: our own words and the system's stay, those of what unpacks do not.
pub fn why(error: &io::Error) -> String {
    match (own(error), error.kind()) {
        (Some(told), _) => told.to_string(),
        (None, _) if error.raw_os_error().is_some() => error.to_string(),
        (None, _) if is_cut(error) => CUT.into(),
        (None, ErrorKind::WouldBlock) => "it would have to be waited for".into(),
        (None, ErrorKind::OutOfMemory) => "unpacking it would take too much memory".into(),
        (None, _) => DAMAGED.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_system_and_our_own_stay() {
        let of = |kind: ErrorKind| why(&io::Error::new(kind, "corrupt deflate stream"));
        assert_eq!(of(ErrorKind::InvalidData), DAMAGED);
        assert_eq!(of(ErrorKind::InvalidInput), DAMAGED);
        assert_eq!(of(ErrorKind::UnexpectedEof), CUT);
        assert_eq!(why(&told("more than 5 of them")), "more than 5 of them");
        let system = std::fs::File::open("/nowhere/at/all").unwrap_err();
        assert_eq!(why(&system), system.to_string());
    }

    #[test]
    fn what_is_cut_short_is_not_damaged() {
        let cut = io::Error::other(io::Error::from(ErrorKind::UnexpectedEof));
        let bad = io::Error::new(ErrorKind::InvalidInput, "corrupt deflate stream");
        for (error, expected) in [
            (&cut, (true, false)),
            (&bad, (false, true)),
            (&told("more than 5 of them"), (false, false)),
            (&damaged(), (false, true)),
        ] {
            assert_eq!((is_cut(error), is_damage(error)), expected, "{error:?}");
            let again = same(error);
            assert_eq!((is_cut(&again), is_damage(&again)), expected, "{again:?}");
            assert_eq!(why(&again), why(error));
        }
    }
}
