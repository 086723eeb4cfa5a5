//! Paths as they are typed: `~` for the home folder, quotation marks around them, and what may follow.

use std::path::{Path, PathBuf};

use super::widgets::text::cells;

/// Cells of the choices that are told at once: some rows of a message.
const CHOICES: usize = 240;

/// What completing came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completed {
    /// The line as far as it is certain.
    pub typed: String,
    /// What may follow, where there are several, or that nothing does.
    pub says: Option<String>,
}

/// The path that is meant by what was typed or pasted.
pub fn meant(typed: &str, home: Option<&Path>) -> PathBuf {
    let typed = typed.trim();
    let quoted = ['"', '\''].iter().find_map(|mark| {
        let inside = typed.strip_prefix(*mark)?.strip_suffix(*mark)?;
        (!inside.is_empty()).then_some(inside)
    });
    let typed = quoted.unwrap_or(typed);
    match (typed, typed.strip_prefix("~/"), home) {
        ("~", _, Some(home)) => home.to_path_buf(),
        (_, Some(rest), Some(home)) => home.join(rest),
        _ => typed.into(),
    }
}

/// Completes the last part of a path as far as the files there allow it.
pub fn complete(typed: &str, home: Option<&Path>) -> Completed {
    if typed == "~" {
        return Completed {
            typed: "~/".to_string(),
            says: None,
        };
    }
    let (folder, begun) = match typed.rfind('/') {
        Some(at) => typed.split_at(at + 1),
        None => ("", typed),
    };
    let place = match folder {
        "" => PathBuf::from("."),
        folder => meant(folder, home),
    };
    let names = names(&place, begun);
    let Some((first, others)) = names.split_first() else {
        return Completed {
            typed: typed.to_string(),
            says: Some(match place.is_dir() {
                true => format!("nothing here begins with {begun}"),
                false => format!("there is no folder {folder}"),
            }),
        };
    };
    let common = others.iter().fold(first.as_str(), |common, name| {
        let both = common.char_indices().zip(name.chars());
        let end = both.take_while(|((_, one), other)| one == other).last();
        end.map_or("", |((at, letter), _)| &common[..at + letter.len_utf8()])
    });
    // Written in other case the parts in common may be shorter than what stands there.
    let written = if common.len() < begun.len() {
        begun
    } else {
        common
    };
    Completed {
        typed: format!("{folder}{written}"),
        says: (!others.is_empty()).then(|| listed(&names)),
    }
}

/// The names in a folder that begin so, a folder's with `/` at its end; in any case of letters where none does in this one.
fn names(folder: &Path, begun: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let hidden = name.starts_with('.') && !begun.starts_with('.');
            let ending = if entry.path().is_dir() { "/" } else { "" };
            (!hidden).then(|| format!("{name}{ending}"))
        })
        .collect();
    names.sort();
    let exact: Vec<String> = names
        .iter()
        .filter(|name| name.starts_with(begun))
        .cloned()
        .collect();
    if !exact.is_empty() {
        return exact;
    }
    let wanted = begun.to_lowercase();
    names.retain(|name| name.to_lowercase().starts_with(&wanted));
    names
}

/// `alpha/  beta.md  … 12 more`.
fn listed(names: &[String]) -> String {
    let mut line = String::new();
    for (at, name) in names.iter().enumerate() {
        if at > 0 && cells(&line) + cells(name) > CHOICES {
            return format!("{line}  … {} more", names.len() - at);
        }
        if at > 0 {
            line.push_str("  ");
        }
        line.push_str(name);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str, files: &[&str]) -> Folder {
            let dir =
                std::env::temp_dir().join(format!("parallax-paths-{name}-{}", std::process::id()));
            let _ = std::fs::remove_dir_all(&dir);
            for file in files {
                let path = dir.join(file);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                if file.ends_with('/') {
                    std::fs::create_dir_all(path).unwrap();
                } else {
                    std::fs::write(path, "x").unwrap();
                }
            }
            Folder(dir)
        }

        fn complete(&self, typed: &str) -> (String, Option<String>) {
            let whole = format!("{}/{typed}", self.0.display());
            let done = complete(&whole, None);
            let dir = format!("{}/", self.0.display());
            let typed = done.typed.strip_prefix(&dir).unwrap().to_string();
            (typed, done.says)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_path_is_completed_as_far_as_it_is_certain_and_then_the_choices_are_told() {
        let folder = Folder::new(
            "certain",
            &[
                "news-2030/",
                "news-2031/",
                "notes.txt",
                ".hidden",
                "Übersicht.md",
                "Archive/a.md",
            ],
        );
        let some = |text: &str| Some(text.to_string());
        assert_eq!(folder.complete("no"), ("notes.txt".into(), None));
        assert_eq!(
            folder.complete("new"),
            ("news-203".into(), some("news-2030/  news-2031/"))
        );
        assert_eq!(
            folder.complete("n"),
            ("n".into(), some("news-2030/  news-2031/  notes.txt"))
        );
        assert_eq!(folder.complete("news-2030"), ("news-2030/".into(), None));
        assert_eq!(folder.complete("Ü"), ("Übersicht.md".into(), None));
        assert_eq!(folder.complete("arch"), ("Archive/".into(), None));
        assert_eq!(folder.complete("Archive/"), ("Archive/a.md".into(), None));
        assert_eq!(folder.complete(".h"), (".hidden".into(), None));
        assert!(!folder.complete("").1.unwrap().contains("hidden"));
        assert_eq!(folder.complete("zz").1, some("nothing here begins with zz"));
        let nowhere = folder.complete("nowhere/x").1.unwrap();
        assert!(nowhere.starts_with("there is no folder"), "{nowhere}");
    }

    #[test]
    fn many_choices_are_counted() {
        let files: Vec<String> = (0..200)
            .map(|number| format!("article-{number:03}.md"))
            .collect();
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let folder = Folder::new("many", &files);
        let (typed, says) = folder.complete("a");
        assert_eq!(typed, "article-");
        let says = says.unwrap();
        assert!(
            says.ends_with(" more") && cells(&says) < CHOICES + 20,
            "{says}"
        );
    }

    #[test]
    fn the_home_folder_is_written_as_a_tilde_and_quotation_marks_go() {
        let folder = Folder::new("home", &["news/a.md"]);
        let home = Some(folder.0.as_path());
        assert_eq!(complete("~", home).typed, "~/");
        assert_eq!(complete("~/n", home).typed, "~/news/");
        assert_eq!(meant("~/news", home), folder.0.join("news"));
        assert_eq!(meant("~", home), folder.0);
        assert_eq!(meant("~news", home), PathBuf::from("~news"));
        assert_eq!(meant("'/a b/c'", home), PathBuf::from("/a b/c"));
        assert_eq!(meant(" \"/a b\" ", home), PathBuf::from("/a b"));
        assert_eq!(meant("it's", home), PathBuf::from("it's"));
    }
}
