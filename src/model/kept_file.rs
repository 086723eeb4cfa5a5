//! What may stand in the place of a file that parallax keeps: opening a pipe would wait for ever, and a device may have no end.

use std::fs::FileType;
use std::path::Path;

/// What stands in the place of a file, where it is none that is opened, in words; links are to be followed before.
pub fn no_file(kind: FileType) -> Option<&'static str> {
    if kind.is_file() {
        return None;
    }
    if kind.is_dir() {
        return Some("it is a folder");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return Some("it is a pipe, not a file");
        }
        if kind.is_socket() {
            return Some("it is a socket, not a file");
        }
        if kind.is_block_device() || kind.is_char_device() {
            return Some("it is a device, not a file");
        }
    }
    Some("it is no file")
}

/// Where a link stands in the place of a file or folder, and leads nowhere: what it is, and what to do. Nothing can be made there,
/// and what it led to may be on a disk that is away.
pub fn leads_nowhere(path: &Path) -> Option<String> {
    let leads_to = path.read_link().ok().filter(|_| !path.exists())?;
    Some(format!(
        "{} is a link to {}, which is not there: bring that back, or rm {} and it is made anew",
        path.display(),
        leads_to.display(),
        path.display()
    ))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_told_where_nothing_is_at_its_end() {
        let dir = std::env::temp_dir().join(format!("parallax-links-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).unwrap();
        let (link, end) = (dir.join("link"), dir.join("end"));
        assert_eq!(leads_nowhere(&link), None);
        for leads_to in [&end, &link] {
            std::os::unix::fs::symlink(leads_to, &link).unwrap();
            assert!(leads_nowhere(&link).unwrap().contains("which is not there"));
            std::fs::remove_file(&link).unwrap();
        }
        std::os::unix::fs::symlink(&end, &link).unwrap();
        std::fs::write(&end, "").unwrap();
        assert_eq!(leads_nowhere(&link), None);
        let _ = std::fs::remove_dir_all(&dir);
    }
}
