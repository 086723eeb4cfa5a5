//! Folders and files that nobody else may read, and whether a folder can be written to at all.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::model::no_file;

/// What is free on a disk that counts as full: opening a catalogue needs room for its log.
const LEAST_FREE: u64 = 256 * 1024;

/// The same for what the reader keeps: a change of the shelf writes some eight pages of 4 KiB of what was there into its journal, and
/// some more anew. Where it does not fit all the same SQLite takes it back, and that is told.
const LEAST_TO_KEEP: u64 = 64 * 1024;

/// Makes a folder, with those above it, that is its owner's alone (0700); one that is there stays as it is.
pub fn make_folder(folder: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))
}

/// Options to write a file that is its owner's alone (0600) where it is made.
pub fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes an empty file that is its owner's alone; one that is there stays as it is.
pub fn make_file(path: &Path) -> Result<()> {
    match options().create_new(true).open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(error).with_context(|| format!("cannot make the file {}", path.display()))
        }
        _ => Ok(()),
    }
}

/// Writes a file whole or not at all, private, and on the disk when this returns.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    put(path, bytes, File::sync_all)
}

/// The same for what may be lost with the power: it reaches the disk when the system sees fit.
pub fn write_soon(path: &Path, bytes: &[u8]) -> Result<()> {
    put(path, bytes, |_| Ok(()))
}

fn put(path: &Path, bytes: &[u8], end: fn(&File) -> std::io::Result<()>) -> Result<()> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(format!(".{}", std::process::id()));
    let unfinished = Path::new(&unfinished);
    let written =
        write_new(unfinished, bytes, end).and_then(|()| std::fs::rename(unfinished, path));
    if written.is_err() {
        let _ = std::fs::remove_file(unfinished);
    }
    written.with_context(|| format!("cannot write {}", path.display()))
}

fn write_new(
    path: &Path,
    bytes: &[u8],
    end: fn(&File) -> std::io::Result<()>,
) -> std::io::Result<()> {
    use std::io::Write;
    let mut file = options().create(true).truncate(true).open(path)?;
    file.write_all(bytes)?;
    end(&file)
}

/// Has the names in a folder on the disk; some systems have no such thing.
pub fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Whether an error says that nothing can be written there.
pub fn is_refusal(error: &Error) -> bool {
    use ErrorKind::{
        FileTooLarge, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
    };
    matches!(
        error.kind(),
        FileTooLarge | PermissionDenied | QuotaExceeded | ReadOnlyFilesystem | StorageFull
    )
}

/// Whether files can be made in a folder that is there, and there is room for them. Writes nothing: two questions to the
/// system, some microseconds.
///
/// # Errors
/// The system's reason.
pub fn can_write(folder: &Path) -> std::io::Result<()> {
    has_room(folder, LEAST_FREE)
}

/// The same for what a reader keeps, which needs less: whoever has no room for articles can still keep a passage.
pub(super) fn can_keep(folder: &Path) -> std::io::Result<()> {
    has_room(folder, LEAST_TO_KEEP)
}

fn has_room(folder: &Path, least: u64) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use rustix::fs::{Access, access, statvfs};
        access(folder, Access::WRITE_OK | Access::EXEC_OK)?;
        let disk = statvfs(folder)?;
        // Some systems of files do not count.
        let counts = disk.f_blocks > 0;
        if counts && disk.f_bavail.saturating_mul(disk.f_frsize) < least {
            return Err(ErrorKind::StorageFull.into());
        }
        Ok(())
    }
    #[cfg(not(unix))]
    {
        let _ = least;
        if folder.metadata()?.permissions().readonly() {
            return Err(ErrorKind::PermissionDenied.into());
        }
        Ok(())
    }
}

/// Why nothing can be written to a folder, in words, and what to do; `otherwise` where the system sees no hindrance.
pub fn why(folder: &Path, otherwise: &str) -> String {
    let at = folder.display();
    match can_write(folder).map_err(|error| error.kind()) {
        Err(ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
            format!("the disk that holds {at} is full; make room on it, and try again")
        }
        Err(ErrorKind::ReadOnlyFilesystem) => format!(
            "{at} stands on a disk that can only be read; mount it for writing, or name another folder with --data-dir"
        ),
        Err(ErrorKind::PermissionDenied) => format!(
            "the folder {at} belongs to another user, or is closed to writing; get its permission, or name another folder with --data-dir"
        ),
        _ => format!("{at} cannot be written to: {otherwise}"),
    }
}

/// That a file or folder, if it is there, may be read by whoever runs this. Asks the system once or twice, and opens nothing.
///
/// # Errors
/// It may not; in words, with what to do.
pub fn may_read(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use rustix::fs::{Access, access};
        use std::os::unix::fs::MetadataExt;
        let found = path.metadata();
        let is_folder = found.as_ref().is_ok_and(std::fs::Metadata::is_dir);
        let asked = match is_folder {
            true => Access::READ_OK | Access::EXEC_OK,
            false => Access::READ_OK,
        };
        let Err(error) = access(path, asked).map_err(Error::from) else {
            return Ok(());
        };
        if error.kind() != ErrorKind::PermissionDenied {
            return Ok(());
        }
        let at = path.display();
        let done = match is_folder || found.is_err() {
            true => "looked into",
            false => "read",
        };
        match found.map(|found| found.uid() == rustix::process::getuid().as_raw()) {
            Ok(true) => bail!(
                "{at} may not be {done} by you, though it is yours: `chmod u+rwX {at}` gives it back to you"
            ),
            Ok(false) => bail!(
                "{at} may not be {done} by you (it belongs to another user): run as that user, or ask for a copy"
            ),
            Err(_) => bail!(
                "{at} may not be {done} by you (a folder above it is closed to you): run as the user whose it is, or ask for a copy"
            ),
        }
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        Ok(())
    }
}

/// What to do about a file or folder that may not be read by whoever runs this; `None` where it may, or is not there.
pub fn to_read(path: &Path) -> Option<String> {
    may_read(path).err()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let at = path.display();
        let is_own = |found: std::fs::Metadata| found.uid() == rustix::process::getuid().as_raw();
        Some(match path.metadata().map(is_own) {
            Ok(true) => format!("chmod u+rwX {at}"),
            Ok(false) => format!("have its owner give it to you (chown {at}), or run as that user"),
            Err(_) => {
                format!("have the folders above {at} opened to you, or run as the user whose it is")
            }
        })
    }
    #[cfg(not(unix))]
    None
}

/// What stands in the place of a file, where that is none that is opened.
pub fn strange(path: &Path) -> Option<&'static str> {
    path.metadata()
        .ok()
        .and_then(|found| no_file(found.file_type()))
}

/// What a small file holds; `None` where it cannot be read, or is longer than any that is written there, in bytes.
pub fn read_small(path: &Path, most: u64) -> Option<String> {
    use std::io::Read;
    if strange(path).is_some() || path.metadata().ok()?.len() > most {
        return None;
    }
    let mut text = String::new();
    let file = File::open(path).ok()?;
    file.take(most).read_to_string(&mut text).ok()?;
    Some(text)
}

/// What a reader is told of a home that cannot be written, whichever of its files is opened first.
pub fn only_read(why: &str) -> String {
    format!("nothing can be written, what is there is only read: {why}")
}

/// Whether others than its owner may do something with a file or folder.
pub fn is_open_to_others(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        path.symlink_metadata()
            .is_ok_and(|file| !file.is_symlink() && file.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

/// Takes away what others may do with a file or folder, and leaves its owner what the owner has.
pub fn close(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = path.symlink_metadata()?.permissions().mode();
        if mode & 0o077 != 0 {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode & 0o7700))?;
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// The path of a file that belongs to another and is called like it, with an ending more: its journal, an earlier copy.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
