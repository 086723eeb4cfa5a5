//! What may stand in the place of a file that parallax keeps: opening a pipe would wait for ever, and a device may have no end.

use std::fs::FileType;

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
