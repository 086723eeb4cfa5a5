//! Keeping what was read: what is there is found by its SHA-256, what is new goes behind the last record.
//!
//! Invariant: a record is written in one piece before the article of it is told, and only whole ones are in the register.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{Cursor, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use jiff::Timestamp;

use super::check;
use super::finding::{Found, known};
use super::member::{self, Changed, Head, Kind};
use super::register::{self, Kept, Register};
use crate::shelf::private;

/// Whether originals are kept, and up to which size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Originals {
    Kept {
        /// Largest file that is kept, in bytes.
        most: u64,
    },
    Left,
}

impl Default for Originals {
    fn default() -> Self {
        // The largest export of a database that was seen has 300 MB.
        Originals::Kept { most: 512 << 20 }
    }
}

/// A pack that is larger is not written on, in bytes: it is to be copied, and one that is damaged is no great loss.
const PACK_BYTES: u64 = 1 << 30;
/// How long what was kept may wait before it is on the disk, whatever becomes of the power.
const ON_DISK: Duration = Duration::from_secs(5);
/// Records of up to so many bytes are put together in memory.
const IN_MEMORY: u64 = 4 << 20;

/// What is to be kept.
pub(in crate::worker) struct Original<'a> {
    /// As the catalogue knows it.
    pub file: &'a str,
    pub path: &'a Path,
    /// Seconds since 1970.
    pub modified: i64,
    pub bytes: u64,
    /// The content, where it was read as a whole and is small.
    pub content: Option<&'a [u8]>,
}

/// Whoever keeps originals, while articles are read.
pub(in crate::worker) struct Keeper {
    dir: PathBuf,
    most: u64,
    writer: Option<Writer>,
    /// Why nothing more is kept.
    ended: bool,
}

impl Keeper {
    /// Nothing is read or written before something is kept. Whoever calls it holds the lock of the library.
    pub fn new(dir: PathBuf, most: u64) -> Keeper {
        Keeper {
            dir,
            most,
            writer: None,
            ended: false,
        }
    }

    /// Files up to so many bytes are kept from memory.
    pub fn in_memory(&self) -> usize {
        usize::try_from(IN_MEMORY.min(self.most)).unwrap_or(0)
    }

    /// Keeps an original.
    ///
    /// # Errors
    /// Why it is not kept. What hinders all of them is told once.
    pub fn keep(&mut self, original: &Original) -> Result<(), String> {
        if self.ended {
            return Ok(());
        }
        if original.bytes > self.most {
            return Err(format!(
                "not kept: it has {}, and no more than {} are kept of a file (originals.most-megabytes in the settings)",
                megabytes(original.bytes),
                megabytes(self.most)
            ));
        }
        let writer = match &mut self.writer {
            Some(writer) => Ok(writer),
            none => Writer::open(&self.dir).map(|writer| none.insert(writer)),
        };
        match writer.and_then(|writer| writer.keep(original)) {
            Ok(()) => Ok(()),
            Err(error) if error.is::<Changed>() => Err(format!("not kept: {error}")),
            Err(error) => {
                self.ended = true;
                Err(format!("no more originals are kept: {error:#}"))
            }
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        // What was not brought to the disk now the system brings there later.
        if let Some(writer) = &mut self.writer {
            let _ = writer.bring_to_disk();
        }
    }
}

struct Writer {
    dir: PathBuf,
    number: u32,
    pack: File,
    /// Bytes of the pack.
    end: u64,
    register: File,
    /// Contents that are there, by SHA-256, and where.
    contents: HashMap<String, Kept>,
    /// Those of them that were met, and are what was kept.
    sound: HashSet<String>,
    /// By file, what it held when it was read last.
    last: HashMap<String, String>,
    on_disk: Instant,
}

impl Writer {
    fn open(dir: &Path) -> Result<Writer> {
        if let Some(strange) = register::strange(dir) {
            bail!("{strange}; {}", super::TO_CLEAR);
        }
        private::make_folder(&dir.join("packs"))?;
        let found = brought_up_to_date(dir)?;
        let packs = register::packs(dir);
        // Behind what is lost of a pack nothing is written: its place stays known.
        let is_whole = |number: u32| !found.lost.iter().any(|(pack, _)| *pack == number);
        let (number, end) = match packs.last() {
            Some(&(number, end)) if end < PACK_BYTES && is_whole(number) => (number, end),
            Some((number, _)) => (number + 1, 0),
            None => (1, 0),
        };
        let mut writer = Writer {
            number,
            pack: opened(&register::pack(dir, number))?,
            end,
            register: opened(&register::place(dir))?,
            contents: HashMap::new(),
            sound: HashSet::new(),
            last: HashMap::new(),
            on_disk: Instant::now(),
            dir: dir.to_path_buf(),
        };
        let kept = found.register.kept.iter();
        for kept in kept.filter(|kept| !found.lost.contains(&(kept.pack, kept.offset))) {
            writer.remember(kept);
        }
        writer.begin_pack()?;
        Ok(writer)
    }

    fn remember(&mut self, kept: &Kept) {
        self.last.insert(kept.file.clone(), kept.sha256.clone());
        if kept.whole {
            self.contents.insert(kept.sha256.clone(), kept.clone());
        }
    }

    fn keep(&mut self, original: &Original) -> Result<()> {
        let mut content: Box<dyn Read> = match original.content {
            Some(content) => Box::new(Cursor::new(content)),
            None => Box::new(File::open(original.path)?),
        };
        let sha256 = member::copied(&mut content, &mut std::io::sink())?;
        let is_new = !self.holds(&sha256);
        if !is_new && self.last.get(original.file) == Some(&sha256) {
            return Ok(());
        }
        let head = Head {
            kind: if is_new {
                Kind::Content
            } else {
                Kind::Sighting
            },
            file: original.file,
            sha256: &sha256,
            bytes: if is_new { original.bytes } else { 0 },
            at: Timestamp::now().as_second(),
            modified: original.modified,
        };
        let length = match (is_new, original.content) {
            (true, None) => self.stream(&head, &mut File::open(original.path)?)?,
            (true, Some(content)) => self.append(&head, content)?,
            (false, _) => self.append(&head, &[])?,
        };
        let kept = Kept {
            bytes: original.bytes,
            at: head.at,
            modified: head.modified,
            file: original.file.to_string(),
            pack: self.number,
            offset: self.end,
            length,
            whole: is_new,
            sha256,
        };
        self.end += length;
        self.register.write_all(register::line(&kept)?.as_bytes())?;
        self.remember(&kept);
        self.sound.insert(kept.sha256);
        if self.on_disk.elapsed() >= ON_DISK {
            self.bring_to_disk()?;
        }
        if self.end >= PACK_BYTES {
            self.bring_to_disk()?;
            self.number += 1;
            self.pack = opened(&register::pack(&self.dir, self.number))?;
            self.end = 0;
            self.begin_pack()?;
        }
        Ok(())
    }

    /// Whether a content is there, as it was kept: one that is damaged is kept again. Reads each content that is met once.
    fn holds(&mut self, sha256: &str) -> bool {
        let Some(kept) = self.contents.get(sha256) else {
            return false;
        };
        if !self.sound.contains(sha256) && check(&self.dir, kept).is_ok() {
            self.sound.insert(sha256.to_string());
        }
        self.sound.contains(sha256)
    }

    fn begin_pack(&mut self) -> Result<()> {
        if self.end == 0 {
            let about = member::about()?;
            self.pack.write_all(&about)?;
            self.end = about.len() as u64;
        }
        Ok(())
    }

    /// Writes a record that is put together in memory; its bytes.
    fn append(&mut self, head: &Head, content: &[u8]) -> Result<u64> {
        let mut record = Vec::with_capacity(content.len() / 2 + 1024);
        member::write(head, &mut Cursor::new(content), &mut record)?;
        if let Err(error) = self.pack.write_all(&record) {
            self.cut()?;
            return Err(error.into());
        }
        Ok(record.len() as u64)
    }

    /// Writes a record as it is read; its bytes. One that is not as it was when it was looked at is taken back.
    fn stream(&mut self, head: &Head, content: &mut dyn Read) -> Result<u64> {
        let written = member::write(head, content, &mut self.pack);
        let length = self.pack.metadata()?.len() - self.end;
        match written {
            Ok(sha256) if sha256 == head.sha256 => Ok(length),
            Ok(_) => {
                self.cut()?;
                bail!(Changed)
            }
            Err(error) => {
                self.cut()?;
                Err(error)
            }
        }
    }

    /// Takes back what stands behind the last whole record.
    fn cut(&mut self) -> Result<()> {
        self.pack.set_len(self.end)?;
        Ok(())
    }

    fn bring_to_disk(&mut self) -> Result<()> {
        self.pack.sync_data()?;
        self.register.sync_data()?;
        private::sync_folder(&self.dir.join("packs"));
        self.on_disk = Instant::now();
        Ok(())
    }
}

/// `2.6 MB`.
fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / f64::from(1 << 20))
}

fn opened(path: &Path) -> Result<File> {
    let mut file = private::options()
        .append(true)
        .create(true)
        .open(path)
        .with_context(|| format!("cannot write to {}", path.display()))?;
    file.seek(std::io::SeekFrom::End(0))?;
    Ok(file)
}

/// The register with what stands in the packs and not in it; a record that was begun and not ended is cut off.
fn brought_up_to_date(dir: &Path) -> Result<Found> {
    let found = known(dir)?;
    if let Some((number, end)) = found.torn {
        let path = register::pack(dir, number);
        File::options().write(true).open(path)?.set_len(end)?;
    }
    if found.is_other {
        rewrite(dir, &found.register)?;
    }
    Ok(found)
}

/// Writes the register anew, whole or not at all.
pub(in crate::worker) fn rewrite(dir: &Path, register: &Register) -> Result<()> {
    let mut text = String::new();
    for kept in &register.kept {
        text.push_str(&register::line(kept)?);
    }
    private::write(&register::place(dir), text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, io};

    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("parallax-originals-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn keep(keeper: &mut Keeper, file: &str, content: &[u8]) {
        keeper
            .keep(&Original {
                file,
                path: Path::new(file),
                modified: 1_700_000_000,
                bytes: content.len() as u64,
                content: Some(content),
            })
            .unwrap();
    }

    fn bytes(dir: &Path, kept: &Kept) -> Vec<u8> {
        let mut bytes = Vec::new();
        super::super::write(dir, kept, &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn one_content_is_kept_once_and_each_file_of_it_is_known() {
        let dir = folder("once").join("kept");
        let mut keeper = Keeper::new(dir.clone(), 1 << 20);
        for _ in 0..2 {
            keep(&mut keeper, "/a.txt", b"Rain fell on Ostrava.");
            keep(&mut keeper, "/b.txt", b"Rain fell on Ostrava.");
            keep(&mut keeper, "/a.txt", b"Rain fell on Ostrava all day.");
        }
        drop(keeper);
        let register = Register::read(&dir).unwrap();
        assert_eq!((register.kept.len(), register.contents().len()), (5, 2));
        let of_a = register.of_file("/a.txt");
        assert_eq!(bytes(&dir, &of_a[0]), b"Rain fell on Ostrava.");
        assert_eq!(bytes(&dir, &of_a[1]), b"Rain fell on Ostrava all day.");
        assert_eq!(
            bytes(&dir, &register.of_file("/b.txt")[0]),
            b"Rain fell on Ostrava."
        );
        // What comes back is a reading of its own.
        assert_eq!(bytes(&dir, &of_a[2]), b"Rain fell on Ostrava.");
        let scanned = member::scan(&dir, 1, 0).unwrap().kept;
        // A sighting does not say how long the content is.
        let same: Vec<Kept> = register
            .kept
            .iter()
            .map(|kept| Kept {
                bytes: if kept.whole { kept.bytes } else { 0 },
                ..kept.clone()
            })
            .collect();
        assert_eq!(scanned, same);
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn what_is_cut_off_anywhere_costs_the_last_record_alone() {
        let dir = folder("cut").join("kept");
        let mut keeper = Keeper::new(dir.clone(), 1 << 20);
        keep(&mut keeper, "/a.txt", b"Rain fell on Ostrava.");
        keep(&mut keeper, "/b.txt", b"Snow fell on Opava.");
        drop(keeper);
        let pack = register::pack(&dir, 1);
        let whole = fs::read(&pack).unwrap();
        let list = fs::read(register::place(&dir)).unwrap();
        let last = Register::read(&dir).unwrap().kept[1].offset;
        for end in (usize::try_from(last).unwrap()..whole.len()).step_by(9) {
            for lines in [list.len(), list.len() - 9, 0] {
                fs::write(&pack, &whole[..end]).unwrap();
                fs::write(register::place(&dir), &list[..lines]).unwrap();
                let mut keeper = Keeper::new(dir.clone(), 1 << 20);
                keep(&mut keeper, "/c.txt", b"Hail fell on Zlin.");
                drop(keeper);
                let found = known(&dir).unwrap();
                let is_there = |kept: &&Kept| !found.lost.contains(&(kept.pack, kept.offset));
                let held: Vec<&Kept> = found.register.kept.iter().filter(is_there).collect();
                let files: Vec<&str> = held.iter().map(|kept| kept.file.as_str()).collect();
                assert_eq!(files, ["/a.txt", "/c.txt"], "{end} {lines}");
                assert_eq!(bytes(&dir, held[0]), b"Rain fell on Ostrava.");
                assert_eq!(bytes(&dir, held[1]), b"Hail fell on Zlin.");
                // What the register named is known to be lost, and is kept again when it is read again.
                assert_eq!(found.lost.len(), usize::from(lines == list.len()), "{end}");
                let mut keeper = Keeper::new(dir.clone(), 1 << 20);
                keep(&mut keeper, "/b.txt", b"Snow fell on Opava.");
                drop(keeper);
                let register = known(&dir).unwrap().register;
                let again = register.of_file("/b.txt");
                assert_eq!(bytes(&dir, again.last().unwrap()), b"Snow fell on Opava.");
                assert_eq!(register.contents().len(), 3);
                let _ = fs::remove_file(register::pack(&dir, 2));
            }
        }
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_bit_that_turned_is_found_and_spoils_one_content() {
        let dir = folder("bit").join("kept");
        let mut keeper = Keeper::new(dir.clone(), 1 << 20);
        keep(&mut keeper, "/a.txt", b"Rain fell on Ostrava.");
        keep(&mut keeper, "/b.txt", b"Snow fell on Opava.");
        drop(keeper);
        let register = Register::read(&dir).unwrap();
        let pack = register::pack(&dir, 1);
        let whole = fs::read(&pack).unwrap();
        let first = &register.kept[0];
        let at = usize::try_from(first.offset + first.length - 20).unwrap();
        let mut turned = whole.clone();
        turned[at] ^= 4;
        fs::write(&pack, turned).unwrap();
        assert!(super::super::write(&dir, first, &mut io::sink()).is_err());
        assert_eq!(bytes(&dir, &register.kept[1]), b"Snow fell on Opava.");
        // Nothing of it is given out, and it is kept again when it is read again.
        let mut given = Vec::new();
        super::super::write(&dir, first, &mut given).unwrap_err();
        assert_eq!(given, b"");
        let list = fs::read(register::place(&dir)).unwrap();
        let mut keeper = Keeper::new(dir.clone(), 1 << 20);
        for _ in 0..2 {
            keep(&mut keeper, "/a.txt", b"Rain fell on Ostrava.");
            keep(&mut keeper, "/b.txt", b"Snow fell on Opava.");
        }
        drop(keeper);
        let again = Register::read(&dir).unwrap();
        assert_eq!((again.kept.len(), again.contents().len()), (3, 2));
        let of_a = again.of_file("/a.txt");
        assert_eq!(bytes(&dir, of_a.last().unwrap()), b"Rain fell on Ostrava.");
        fs::write(register::place(&dir), list).unwrap();
        File::options()
            .write(true)
            .open(&pack)
            .unwrap()
            .set_len(whole.len() as u64)
            .unwrap();
        // Nor does it hide what stands behind it from who has lost the register, or takes it from who goes on writing.
        fs::remove_file(register::place(&dir)).unwrap();
        assert_eq!(known(&dir).unwrap().register.kept, register.kept[1..]);
        let mut keeper = Keeper::new(dir.clone(), 1 << 20);
        keep(&mut keeper, "/c.txt", b"Hail fell on Zlin.");
        drop(keeper);
        let files: Vec<String> = known(&dir)
            .unwrap()
            .register
            .kept
            .iter()
            .map(|kept| kept.file.clone())
            .collect();
        assert_eq!(files, ["/b.txt", "/c.txt"]);
        assert_eq!(bytes(&dir, &register.kept[1]), b"Snow fell on Opava.");
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn what_is_too_large_is_told_and_large_files_are_streamed() {
        let folder = folder("large");
        let dir = folder.join("kept");
        let path = folder.join("large.bin");
        let content: Vec<u8> = (0..3_000_000_u32)
            .map(|at| (at.wrapping_mul(at) >> 7) as u8)
            .collect();
        fs::write(&path, &content).unwrap();
        let original = |bytes| Original {
            file: "/large.bin",
            path: &path,
            modified: 0,
            bytes,
            content: None,
        };
        let mut keeper = Keeper::new(dir.clone(), 1 << 20);
        let told = keeper.keep(&original(3_000_000)).unwrap_err();
        assert!(
            told.contains("2.9 MB") && told.contains("most-megabytes"),
            "{told}"
        );
        assert!(!dir.exists());
        let mut keeper = Keeper::new(dir.clone(), 8 << 20);
        // It grew since it was looked at.
        let told = keeper.keep(&original(2_999_999)).unwrap_err();
        assert_eq!(told, "not kept: the file was changed while it was read");
        keeper.keep(&original(3_000_000)).unwrap();
        drop(keeper);
        let register = Register::read(&dir).unwrap();
        assert_eq!(register.kept.len(), 1);
        assert_eq!(bytes(&dir, &register.kept[0]), content);
        fs::remove_dir_all(folder).unwrap();
    }
}
