//! The reader's editor: it gets a copy that cannot be written to, so that no article is changed by being looked at.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Editors that want the line behind the path (`file:12`), and what must stand before that. All others take `+12`.
const LINE_BEHIND: &[(&str, &[&str])] = &[
    ("code", &["--goto"]),
    ("code-insiders", &["--goto"]),
    ("codium", &["--goto"]),
    ("cursor", &["--goto"]),
    ("hx", &[]),
    ("helix", &[]),
    ("subl", &[]),
    ("zed", &[]),
];

/// What a shell ends with where there is no such program (POSIX, Shell Command Language 2.8.2).
const NOT_FOUND: i32 = 127;

/// Opens a copy of a file in `$VISUAL` or `$EDITOR` (else `vi`) near some words, waits until the reader is done, and takes
/// the copy away. Says what was opened.
///
/// # Errors
/// There is no such file, it cannot be copied, or the editor could not be started.
pub fn look(path: &Path, near: &str) -> Result<String, String> {
    let name = path.display();
    let source =
        fs::read(path).map_err(|error| format!("cannot open {name} in the editor: {error}"))?;
    let line = line_near(&String::from_utf8_lossy(&source), near);
    let copy = Copy::of(path, &source)
        .map_err(|error| format!("cannot make a copy of {name} for the editor: {error}"))?;
    let editor = editor();
    let program = program_of(&editor);
    let arguments = at_line(&program, &copy.path, line);
    let status = starting(&editor).args(arguments).status();
    let changed = fs::read(&copy.path).is_ok_and(|now| now != source);
    let status = status.map_err(|error| format!("cannot start the editor {program}: {error}"))?;
    if status.code() == Some(NOT_FOUND) {
        return Err(format!(
            "cannot start the editor {program}: there is no such program; VISUAL or EDITOR names it"
        ));
    }
    if !status.success() {
        return Err(format!(
            "the editor {program} ended with an error ({status})"
        ));
    }
    Ok(match changed {
        false => format!("you saw a read-only copy of {name}"),
        true => {
            format!("{name} is as it was: it was a copy that you changed, and the copy is not kept")
        }
    })
}

/// The arguments that open a file at a line.
fn at_line(program: &str, path: &Path, line: usize) -> Vec<std::ffi::OsString> {
    let stem = Path::new(program).file_stem().unwrap_or_default();
    let behind = LINE_BEHIND.iter().find(|(name, _)| *name == stem);
    match behind {
        Some((_, before)) => {
            let mut place = path.as_os_str().to_owned();
            place.push(format!(":{line}"));
            let before = before.iter().map(std::ffi::OsString::from);
            before.chain([place]).collect()
        }
        None => vec![format!("+{line}").into(), path.into()],
    }
}

/// A copy in a folder that only the reader can look into; both are gone when it is dropped.
struct Copy {
    folder: PathBuf,
    path: PathBuf,
}

impl Copy {
    fn of(path: &Path, source: &[u8]) -> io::Result<Copy> {
        let moment = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |since| since.as_nanos());
        let name = format!("parallax-{}-{moment}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        private(&folder)?;
        let name = path.file_name().unwrap_or("article".as_ref());
        let copy = Copy {
            path: folder.join(name),
            folder,
        };
        let mut file = crate::shelf::private::options()
            .create_new(true)
            .open(&copy.path)?;
        file.write_all(source)?;
        let mut permissions = file.metadata()?.permissions();
        read_only(&mut permissions);
        fs::set_permissions(&copy.path, permissions)?;
        Ok(copy)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // What cannot be taken away stays where the system clears up.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[cfg(unix)]
fn private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn private(folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}

#[cfg(unix)]
fn read_only(permissions: &mut fs::Permissions) {
    use std::os::unix::fs::PermissionsExt;
    permissions.set_mode(0o400);
}

#[cfg(not(unix))]
fn read_only(permissions: &mut fs::Permissions) {
    permissions.set_readonly(true);
}

/// The editor as it is set, with whatever stands behind it.
fn editor() -> String {
    let set = |name: &str| {
        std::env::var(name)
            .ok()
            .filter(|value| !value.trim().is_empty())
    };
    let set = set("VISUAL").or_else(|| set("EDITOR"));
    set.unwrap_or_else(|| "vi".to_string())
}

/// A shell is to start the editor, as it does for git (`sh -c 'EDITOR "$@"' EDITOR FILE`): what is set may have arguments,
/// quotation marks, variables and `~` in it.
#[cfg(unix)]
fn starting(editor: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("{editor} \"$@\"")).arg(editor);
    shell
}

#[cfg(not(unix))]
fn starting(editor: &str) -> Command {
    let mut words = words(editor).into_iter();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    command
}

/// The program that an editor's setting names: its first word that sets no variable.
fn program_of(editor: &str) -> String {
    let mut words = words(editor).into_iter();
    words.find(|word| !word.contains('=')).unwrap_or_default()
}

/// The words of a command as a shell parts them: at spaces, but not in quotation marks nor behind `\`.
fn words(command: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut word, mut quoted) = (None::<String>, None);
    let mut letters = command.chars();
    while let Some(letter) = letters.next() {
        match (letter, quoted) {
            (mark, Some(open)) if mark == open => quoted = None,
            ('\\', None | Some('"')) => {
                let next = letters.next().unwrap_or('\\');
                word.get_or_insert_default().push(next);
            }
            (letter, Some(_)) => word.get_or_insert_default().push(letter),
            ('"' | '\'', None) => {
                quoted = Some(letter);
                word.get_or_insert_default();
            }
            (space, None) if space.is_whitespace() => words.extend(word.take()),
            (letter, None) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

/// The line, from 1, on which `near` stands in a text; 1 where it stands nowhere.
fn line_near(text: &str, near: &str) -> usize {
    let at = if near.is_empty() {
        None
    } else {
        text.find(near)
    };
    at.map_or(1, |at| text[..at].matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_some_words_is_found() {
        assert_eq!(line_near("one\ntwo\nthree", "three"), 3);
        assert_eq!(line_near("one\ntwo", "four"), 1);
        assert_eq!(line_near("one\ntwo", ""), 1);
    }

    #[test]
    fn an_editor_may_have_arguments_and_quotation_marks() {
        assert_eq!(words("vim -R"), ["vim", "-R"]);
        assert_eq!(words("  code   --wait "), ["code", "--wait"]);
        assert_eq!(
            words("'/opt/My Editor/ed' -u \"my rc\" a\\ b"),
            ["/opt/My Editor/ed", "-u", "my rc", "a b"]
        );
        assert_eq!(words("ed ''"), ["ed", ""]);
        assert!(words(" ").is_empty());
    }

    #[test]
    fn the_program_is_the_first_word_that_sets_nothing() {
        assert_eq!(
            program_of("LANG=C  '/opt/My Editor/hx' -u x"),
            "/opt/My Editor/hx"
        );
        assert_eq!(program_of(""), "");
    }

    #[test]
    fn every_editor_is_told_the_line_in_its_way() {
        let file = Path::new("/tmp/a b.md");
        assert_eq!(at_line("/usr/bin/vim", file, 7), ["+7", "/tmp/a b.md"]);
        assert_eq!(at_line("code", file, 7), ["--goto", "/tmp/a b.md:7"]);
        assert_eq!(at_line("hx", file, 7), ["/tmp/a b.md:7"]);
    }

    #[cfg(unix)]
    #[test]
    fn the_copy_can_be_read_by_its_reader_alone_written_by_nobody_and_goes() {
        use std::os::unix::fs::PermissionsExt;
        let copy = Copy::of(Path::new("/some/where/rain.md"), b"Rain").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&copy.folder), mode(&copy.path)), (0o700, 0o400));
        assert_eq!(copy.path.file_name().unwrap(), "rain.md");
        assert_eq!(fs::read(&copy.path).unwrap(), b"Rain");
        let folder = copy.folder.clone();
        drop(copy);
        assert!(!folder.exists());
    }
}
