//! Files that hold files: how deep they may lie in each other, how many they may be and how much may be unpacked out of one,
//! and the way by which what is inside comes to the door again, as if it lay in a folder.
//!
//! Invariant: whatever a file claims of itself, what is read out of it is counted here, by the bytes that really come.

// Without the formats that hold files there is nothing to go into.
#![cfg_attr(not(all(feature = "archives", feature = "mail")), allow(dead_code))]

use std::cell::Cell;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

use crate::model::{Skipped, place};

use super::broken;
use super::{Options, Reading};

/// Takes what was read, one article at a time; `Break` stops the reading.
pub type Each<'a> = &'a mut dyn FnMut(Reading) -> ControlFlow<()>;

/// Layers that may lie in each other: three archives, each compressed once more.
const MOST_DEPTH: usize = 6;
/// Files in one file, those in its archives with them: the web archive of a site of 50,000 pages has as many.
const MOST_MEMBERS: usize = 200_000;
/// How many times its size a file may unpack to: exports of services unpack to 5 to 20 times, tables of one word over and over
/// to 100; bombs to 1,000 and more.
const MOST_RATIO: u64 = 250;
/// So much is unpacked of any file, in bytes: it costs nobody anything.
const FREE_BYTES: u64 = 64 << 20;
/// Longest name of a member that stands in its origin, in bytes; longer ones are cut.
const NAME_BYTES: usize = 1000;

/// A source at the door: where it is from, what it is called, its bytes.
pub struct Opening<'a> {
    pub origin: String,
    /// Without folders.
    pub name: String,
    pub input: Box<dyn Read + 'a>,
    /// Bytes, where they are known beforehand.
    pub bytes: Option<u64>,
    pub nest: Nest,
    pub options: &'a Options,
}

/// Finds the format of a source and reads it; `Break` where `each` stopped it.
pub type Door = fn(Opening<'_>, Each<'_>) -> ControlFlow<()>;

/// Where a source lies among files in files, and what one file may still give.
#[derive(Clone)]
pub struct Nest {
    depth: usize,
    spent: Rc<Spent>,
    door: Door,
}

/// What was unpacked out of one file.
struct Spent {
    /// Bytes of the file.
    packed: u64,
    /// Most bytes that come out of it.
    most: u64,
    unpacked: Cell<u64>,
    members: Cell<usize>,
    is_over: Cell<bool>,
}

impl Nest {
    /// A file of so many bytes that lies in no other.
    pub fn top(packed: u64, options: &Options, door: Door) -> Nest {
        Nest {
            depth: 0,
            spent: Rc::new(Spent {
                packed,
                most: options.max_unpacked_bytes,
                unpacked: Cell::new(0),
                members: Cell::new(0),
                is_over: Cell::new(false),
            }),
            door,
        }
    }

    /// Inside of this one.
    ///
    /// # Errors
    /// Why not: it lies too deep.
    pub fn deeper(&self) -> Result<Nest, String> {
        if self.depth >= MOST_DEPTH {
            return Err(format!(
                "more than {MOST_DEPTH} files packed in each other: not unpacked"
            ));
        }
        Ok(Nest {
            depth: self.depth + 1,
            ..self.clone()
        })
    }

    /// A limit was reached: nothing more is read out of the file.
    pub fn is_over(&self) -> bool {
        self.spent.is_over.get()
    }

    /// The same place, where what is unpacked is not counted as given: it is only looked at. It has the same limits.
    pub fn trial(&self) -> Nest {
        let spent = &self.spent;
        Nest {
            spent: Rc::new(Spent {
                packed: spent.packed,
                most: spent.most,
                unpacked: spent.unpacked.clone(),
                members: spent.members.clone(),
                is_over: spent.is_over.clone(),
            }),
            ..self.clone()
        }
    }

    /// The same bytes, counted as unpacked; at a limit they end in an error.
    pub fn counted<R: Read>(&self, input: R) -> Counted<R> {
        Counted {
            input,
            spent: Rc::clone(&self.spent),
        }
    }

    /// Gives a member to the door. `name` is its name inside of `origin`, with folders; its bytes are not trusted.
    pub fn member(
        &self,
        member: Member<'_, '_>,
        options: &Options,
        each: Each<'_>,
    ) -> ControlFlow<()> {
        let name = cut(member.name);
        let origin = format!("{}{}{name}", member.inside, place::INSIDE);
        let count = self.spent.members.get() + 1;
        self.spent.members.set(count);
        if count > MOST_MEMBERS {
            self.spent.is_over.set(true);
            return each(Err(Skipped {
                origin,
                reason: format!("more than {MOST_MEMBERS} files in one: not read on"),
                failed: true,
            }));
        }
        let called = member.called.unwrap_or(name);
        self.open(origin, called, member.input, member.bytes, options, each)
    }

    /// Gives to the door what a source is once it is unpacked, under its own origin.
    pub fn open(
        &self,
        origin: String,
        name: &str,
        input: Box<dyn Read + '_>,
        bytes: Option<u64>,
        options: &Options,
        each: Each<'_>,
    ) -> ControlFlow<()> {
        (self.door)(
            Opening {
                origin,
                name: place::name_of(name).to_string(),
                input,
                bytes,
                nest: self.clone(),
                options,
            },
            each,
        )
    }
}

/// A file in a file.
pub struct Member<'n, 'i> {
    /// The origin of what it lies in.
    pub inside: &'n str,
    pub name: &'n str,
    /// What it is called at the door, where its name says nothing of its format.
    pub called: Option<&'n str>,
    pub input: Box<dyn Read + 'i>,
    /// Bytes, where they are known beforehand.
    pub bytes: Option<u64>,
}

fn cut(name: &str) -> &str {
    &name[..name.floor_char_boundary(NAME_BYTES)]
}

/// A reader whose bytes are counted against what one file may give.
pub struct Counted<R> {
    input: R,
    spent: Rc<Spent>,
}

impl<R> Counted<R> {
    pub fn into_inner(self) -> R {
        self.input
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        let spent = &self.spent;
        let unpacked = spent.unpacked.get() + read as u64;
        spent.unpacked.set(unpacked);
        let reason = if unpacked > spent.most {
            format!("unpacks to more than {} MiB: not read on", spent.most >> 20)
        } else if unpacked > FREE_BYTES && unpacked / MOST_RATIO > spent.packed {
            format!("unpacks to more than {MOST_RATIO} times its size: not read on")
        } else {
            return Ok(read);
        };
        spent.is_over.set(true);
        Err(broken::told(reason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shut(_: Opening<'_>, _: Each<'_>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn read_all(nest: &Nest, bytes: u64) -> io::Result<u64> {
        io::copy(
            &mut nest.counted(io::repeat(b' ').take(bytes)),
            &mut io::sink(),
        )
    }

    #[test]
    fn what_is_unpacked_has_an_end() {
        let options = Options::default();
        let nest = Nest::top(1000, &options, shut);
        assert_eq!(read_all(&nest, FREE_BYTES).unwrap(), FREE_BYTES);
        let reason = read_all(&nest, 1000).unwrap_err().to_string();
        assert!(reason.contains("more than 250 times its size"), "{reason}");
        assert!(nest.is_over() && nest.deeper().unwrap().is_over());
        let small = Options {
            max_unpacked_bytes: 1 << 20,
            ..options
        };
        let nest = Nest::top(1 << 20, &small, shut);
        let reason = read_all(&nest, (1 << 20) + 1).unwrap_err().to_string();
        assert_eq!(reason, "unpacks to more than 1 MiB: not read on");
    }

    #[test]
    fn layers_have_an_end() {
        let mut nest = Nest::top(1, &Options::default(), shut);
        for _ in 0..MOST_DEPTH {
            nest = nest.deeper().unwrap();
        }
        assert!(nest.deeper().is_err());
    }

    #[test]
    fn members_have_an_end() {
        let options = Options::default();
        let nest = Nest::top(1, &options, shut);
        let mut told = Vec::new();
        for _ in 0..=MOST_MEMBERS {
            let member = Member {
                inside: "/a.zip",
                name: "b.txt",
                called: None,
                input: Box::new(io::empty()),
                bytes: None,
            };
            let _ = nest.member(member, &options, &mut |reading| {
                told.extend(reading.err());
                ControlFlow::Continue(())
            });
        }
        assert!(nest.is_over() && told.len() == 1);
        assert_eq!(told[0].origin, "/a.zip › b.txt");
    }
}
