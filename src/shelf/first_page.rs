//! The first page of a shelf's file: what SQLite must read before anything else of it, and what every new shelf has alike.

use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::Result;
use rusqlite::Connection;

use super::{opening, private, schema};

/// Bytes of a page, as SQLite makes them where nobody asks for others.
const PAGE: usize = 4096;
/// Place of the kind of the first page, and the kind of one that tells all tables by itself. Places of the count of changes, of
/// the count of pages, of the list of free pages and how many it has, and of the count of changes for which the count of pages holds:
/// <https://sqlite.org/fileformat2.html#the_database_header>.
const KIND_AT: usize = 100;
const LEAF: u8 = 13;
const CHANGES_AT: usize = 24;
const PAGES_AT: usize = 28;
const FREE_AT: usize = 32;
const VALID_AT: usize = 92;
/// How every file of SQLite begins.
const MAGIC: &[u8] = b"SQLite format 3\0";
/// Pages that no shelf has: a file that says so is none that was cut.
const MOST_PAGES: u64 = 1 << 18;

/// Gives a copy of a shelf that was cut the pages back that its first page tells of, empty: SQLite reads nothing of a file that is
/// shorter than it says, and so it reads what stands on those that are left. Whether there was something to give.
///
/// # Errors
/// The copy cannot be read or written.
pub(super) fn fill_up(copy: &Path) -> Result<bool> {
    let mut file = private::options().read(true).open(copy)?;
    let mut page = [0; KIND_AT];
    let length = file.metadata()?.len();
    if length < PAGE as u64 || file.read_exact(&mut page).is_err() || !page.starts_with(MAGIC) {
        return Ok(false);
    }
    let told = page[PAGES_AT..][..4].iter();
    let told = told.fold(0, |sum: u64, byte| sum << 8 | u64::from(*byte));
    let is_cut = told <= MOST_PAGES && length < told * PAGE as u64;
    if is_cut {
        file.set_len(told * PAGE as u64)?;
    }
    Ok(is_cut)
}

/// Writes the first page of a copy of a shelf anew, as that of an empty shelf of the newest version, which is made at `model`:
/// that the tables stand on the same pages is then for the seals of their rows to tell. Where the copy was cut, the pages on which
/// an empty one has its tables are given back, empty. False where the copy has no more pages than the first.
///
/// # Errors
/// One of the two cannot be read or written.
pub(super) fn write_anew(copy: &Path, model: &Path) -> Result<bool> {
    private::make_file(model)?;
    let mut connection = Connection::open(model)?;
    opening::configure(&connection)?;
    schema::migrate(&mut connection, None)?;
    drop(connection);
    let mut page = std::fs::read(model)?;
    let mut file = private::options().open(copy)?;
    let length = file.metadata()?.len().max(page.len() as u64);
    let pages = length.div_ceil(PAGE as u64);
    let is_one = file.metadata()?.len() <= PAGE as u64;
    if page.len() < PAGE || page[KIND_AT] != LEAF || is_one {
        return Ok(false);
    }
    page.truncate(PAGE);
    let changes = [0, 0, 0, 1];
    page[CHANGES_AT..][..4].copy_from_slice(&changes);
    page[VALID_AT..][..4].copy_from_slice(&changes);
    page[PAGES_AT..][..4].copy_from_slice(&u32::try_from(pages)?.to_be_bytes());
    // Nothing is written to the copy that would take a free page.
    page[FREE_AT..][..8].fill(0);
    file.set_len(pages * PAGE as u64)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&page)?;
    Ok(true)
}
