//! What is packed as a stream: members of gzip, streams of xz, frames of Zstandard, one behind the other.
//!
//! Invariant: nothing of a member is given before its checksum was right, but where it is cut short (what stands before the cut
//! is what was packed), and where it is large and comes out of a source that cannot be read twice (its checksum is told at
//! its end).

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::rc::Rc;

use super::broken;
use super::gzip::next_sign;
use super::nest::Nest;

/// Bytes of a member that are held unpacked until its checksum was seen; a longer one is unpacked twice.
const HELD: usize = 8 << 20;

/// Bytes that can be read from any place.
pub trait Seekable: Read + Seek {}

impl<T: Read + Seek> Seekable for T {}

/// Packed bytes.
pub type Input<'a> = BufReader<Box<dyn Seekable + 'a>>;

/// What unpacks one member.
pub trait Member<'a>: Read {
    /// The input behind what was read of it.
    fn behind(self: Box<Self>) -> Input<'a>;
}

/// How members of a kind are told and unpacked.
pub struct Kind {
    /// By which a member begins.
    pub sign: &'static [u8],
    pub begin: for<'a> fn(Input<'a>) -> io::Result<Box<dyn Member<'a> + 'a>>,
    /// The last four bytes are the length of what was packed, as in gzip; and a web archive has a member a record.
    pub is_gzip: bool,
}

/// What is to be told once all was read.
#[derive(Default)]
pub struct Passed {
    /// Bytes behind the last member that are none.
    pub behind: Cell<u64>,
    /// Members before those.
    pub members: Cell<usize>,
    /// Records of a web archive that are damaged.
    pub damaged: Cell<usize>,
    /// Whoever read was given an error.
    pub is_faulty: Cell<bool>,
}

/// A source that cannot be read from any place.
pub struct Stream<'a>(pub Box<dyn Read + 'a>);

impl Read for Stream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Seek for Stream<'_> {
    fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// All members, unpacked.
pub struct Members<'a> {
    kind: &'a Kind,
    /// Between two members.
    input: Option<Input<'a>>,
    /// One that is given as it is unpacked.
    member: Option<Box<dyn Member<'a> + 'a>>,
    can_seek: bool,
    held: Vec<u8>,
    /// Bytes of what is held that were given.
    given: usize,
    /// Behind what is held.
    fault: Option<io::Error>,
    /// The members are the records of a web archive.
    is_web_archive: bool,
    nest: Nest,
    passed: Rc<Passed>,
}

impl<'a> Members<'a> {
    /// `can_seek` says whether the input can be read from any place.
    pub fn new(
        kind: &'a Kind,
        input: Box<dyn Seekable + 'a>,
        can_seek: bool,
        nest: Nest,
        passed: Rc<Passed>,
    ) -> Self {
        Members {
            kind,
            input: Some(BufReader::new(input)),
            member: None,
            can_seek,
            held: Vec::new(),
            given: 0,
            fault: None,
            is_web_archive: false,
            nest,
            passed,
        }
    }

    /// Whether another member begins; what else stands there is passed over.
    fn begins(&self, input: &mut Input<'a>) -> io::Result<bool> {
        let is_first = self.passed.members.get() == 0;
        loop {
            let bytes = input.fill_buf()?;
            if is_first || bytes.is_empty() {
                return Ok(!bytes.is_empty());
            }
            let padding = bytes.iter().take_while(|&&byte| byte == 0).count();
            if padding == 0 {
                break;
            }
            input.consume(padding);
        }
        let bytes = input.fill_buf()?;
        let sign = &self.kind.sign[..self.kind.sign.len().min(bytes.len())];
        if bytes.starts_with(sign) {
            return Ok(true);
        }
        self.passed.behind.set(io::copy(input, &mut io::sink())?);
        Ok(false)
    }

    /// Goes to the next member, and looks at it.
    fn next(&mut self, mut input: Input<'a>) -> io::Result<()> {
        self.held.clear();
        self.given = 0;
        if !self.begins(&mut input)? {
            return Ok(());
        }
        self.passed.members.set(self.passed.members.get() + 1);
        let at = match self.can_seek {
            true => Some(input.stream_position()?),
            false => None,
        };
        let mut member = (self.kind.begin)(input)?;
        let mut start = (&mut member).take(HELD as u64);
        let held = start.read_to_end(&mut self.held);
        let is_whole = held.is_ok() && self.held.len() < HELD;
        self.is_web_archive |= self.kind.is_gzip && self.held.starts_with(RECORD);
        let (bytes, rest) = match (held, at) {
            (Ok(_), Some(_)) if !is_whole => {
                let mut rest = self.nest.trial().counted(Counting(0, &mut member));
                let read = io::copy(&mut rest, &mut io::sink());
                (self.held.len() as u64 + rest.into_inner().0, read.err())
            }
            (held, _) => (self.held.len() as u64, held.err()),
        };
        let rest = match (rest, at) {
            (Some(error), Some(at)) if broken::is_cut(&error) && self.kind.is_gzip => {
                let mut input = member.behind();
                let is_altered = ends_with_length(&mut input, bytes)?;
                input.seek(SeekFrom::Start(at))?;
                if is_altered {
                    return self.damage(input, at);
                }
                member = (self.kind.begin)(input)?;
                Some(error)
            }
            (rest, _) => rest,
        };
        match (rest, at) {
            (Some(error), Some(at)) if broken::is_damage(&error) => {
                return self.damage(member.behind(), at);
            }
            (Some(error), None) if broken::is_damage(&error) => {
                self.held = Vec::new();
                return Err(broken::damaged());
            }
            (None, _) if is_whole => self.input = Some(member.behind()),
            // It was cut within what is held.
            (Some(error), _) if bytes == self.held.len() as u64 => self.fault = Some(error),
            (_, Some(at)) => {
                self.held = Vec::new();
                let mut input = member.behind();
                input.seek(SeekFrom::Start(at))?;
                self.member = Some((self.kind.begin)(input)?);
            }
            (_, None) => self.member = Some(member),
        }
        Ok(())
    }

    /// Nothing is given of the member that begins at `at`. The records of a web archive behind it are what they are.
    fn damage(&mut self, mut input: Input<'a>, at: u64) -> io::Result<()> {
        self.held = Vec::new();
        if !self.kind.is_gzip || !(self.is_web_archive || self.passed.members.get() == 1) {
            return Err(broken::damaged());
        }
        let mut from = at + 1;
        while let Some(next) = next_sign(&mut input, from)? {
            input.seek(SeekFrom::Start(next))?;
            let mut member = (self.kind.begin)(input)?;
            let mut start = Vec::new();
            let read = (&mut member).take(RECORD.len() as u64);
            let is_record = { read }.read_to_end(&mut start).is_ok() && start == RECORD;
            input = member.behind();
            if is_record {
                self.is_web_archive = true;
                self.passed.damaged.set(self.passed.damaged.get() + 1);
                input.seek(SeekFrom::Start(next))?;
                self.input = Some(input);
                return Ok(());
            }
            from = next + 1;
        }
        if self.is_web_archive {
            self.passed.damaged.set(self.passed.damaged.get() + 1);
            return Ok(());
        }
        Err(broken::damaged())
    }

    fn give(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.given < self.held.len() {
                let read = (&self.held[self.given..]).read(buffer)?;
                self.given += read;
                return Ok(read);
            }
            if let Some(fault) = self.fault.take() {
                return Err(fault);
            }
            if let Some(member) = &mut self.member {
                let read = member.read(buffer)?;
                if read > 0 || buffer.is_empty() {
                    return Ok(read);
                }
                self.input = self.member.take().map(Member::behind);
            }
            let Some(input) = self.input.take() else {
                return Ok(0);
            };
            self.next(input)?;
        }
    }
}

impl Read for Members<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.give(buffer);
        let error = match read {
            Err(error) if error.kind() != io::ErrorKind::Interrupted => error,
            read => return read,
        };
        // Whoever asks again is told the same.
        self.passed.is_faulty.set(true);
        self.member = None;
        self.fault = Some(broken::same(&error));
        Err(error)
    }
}

/// By which a record of a web archive begins.
const RECORD: &[u8] = b"WARC/";

/// Counts what is read.
struct Counting<R>(u64, R);

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.1.read(buffer)?;
        self.0 += read as u64;
        Ok(read)
    }
}

/// Whether an input ends with the length of what was packed, about as many bytes as were unpacked: it is not cut, and a bit that
/// turned had the end of the member read as a part of it.
fn ends_with_length(input: &mut Input<'_>, unpacked: u64) -> io::Result<bool> {
    /// By so many bytes what is unpacked of a damaged member may be longer or shorter than what was packed.
    const ABOUT: u64 = 64 << 10;
    let mut end = [0; 4];
    if input.seek(SeekFrom::End(-4)).is_err() {
        return Ok(false);
    }
    input.read_exact(&mut end)?;
    let unpacked_low = (unpacked & u64::from(u32::MAX)) as u32;
    let between = u32::from_le_bytes(end).abs_diff(unpacked_low);
    let between = between.min(between.wrapping_neg());
    Ok(u64::from(between) <= ABOUT.max(unpacked / 16))
}
