//! What can be typed on the line at the top: searches, filters, commands, notes.

use tui_input::Input;

use crate::tui::action::{ACTIONS, About, Group};
use crate::tui::theme::THEMES;

/// What is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Query,
    Filter,
    Command,
    Note(i64),
    Tags(i64),
    /// An entity's id and its name as it is.
    Rename {
        entity: String,
        name: String,
    },
    Add,
    SaveSearch,
}

impl Kind {
    /// The keys that work while it is typed, and what they do.
    /// `meant`: other words than those typed are proposed.
    pub fn hints(&self, meant: bool) -> &'static [(&'static str, &'static str)] {
        match self {
            Kind::Query if meant => &[
                ("Tab", "as meant"),
                ("↵", "to the hits"),
                ("↑", "earlier searches"),
                ("Esc", "leave"),
            ],
            Kind::Query => &[
                ("↵", "to the hits"),
                ("↑", "earlier searches"),
                ("^n ^p", "hit"),
                ("Esc", "leave"),
            ],
            Kind::Filter => &[("↵", "done"), ("↓ ↑", "row"), ("Esc", "no filter")],
            Kind::Add | Kind::Command => &[("↵", "done"), ("Tab", "complete"), ("Esc", "cancel")],
            _ => &[("↵", "done"), ("Esc", "cancel")],
        }
    }

    /// Bytes that the line may hold.
    fn room(&self) -> usize {
        match self {
            Kind::Note(_) => NOTE_BYTES,
            _ => LINE_BYTES,
        }
    }
}

/// Bytes that a query, a path or a name may have: more is none.
const LINE_BYTES: usize = 4 * 1024;
/// Bytes that a note may have: the text of a long article.
const NOTE_BYTES: usize = 64 * 1024;

/// A line to be typed, and what stands on it at first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    pub kind: Kind,
    /// Before the line.
    pub label: &'static str,
    pub text: String,
}

impl Prompt {
    pub fn query(text: &str) -> Prompt {
        Prompt {
            kind: Kind::Query,
            label: "/",
            text: text.to_string(),
        }
    }

    pub fn filter(text: &str) -> Prompt {
        Prompt {
            kind: Kind::Filter,
            label: "/",
            text: text.to_string(),
        }
    }

    pub fn command() -> Prompt {
        Prompt {
            kind: Kind::Command,
            label: ":",
            text: String::new(),
        }
    }

    /// The command line, with the command that exports on it.
    pub fn export() -> Prompt {
        Prompt {
            text: "export ".to_string(),
            ..Prompt::command()
        }
    }

    pub fn note(bookmark: i64, text: &str) -> Prompt {
        Prompt {
            kind: Kind::Note(bookmark),
            label: "note:",
            text: text.to_string(),
        }
    }

    pub fn tags(bookmark: i64, tags: &[String]) -> Prompt {
        let has_blank = tags.iter().any(|tag| tag.contains(' '));
        let text = match (has_blank, tags) {
            (true, [one]) => format!("{one},"),
            (true, tags) => tags.join(", "),
            (false, tags) => tags.join(" "),
        };
        Prompt {
            kind: Kind::Tags(bookmark),
            label: "tags:",
            text,
        }
    }

    pub fn rename(entity: &str, name: &str) -> Prompt {
        Prompt {
            kind: Kind::Rename {
                entity: entity.to_string(),
                name: name.to_string(),
            },
            label: "show as:",
            text: name.to_string(),
        }
    }

    pub fn add() -> Prompt {
        Prompt {
            kind: Kind::Add,
            label: "add file or folder:",
            text: String::new(),
        }
    }

    pub fn save_search(query: &str) -> Prompt {
        Prompt {
            kind: Kind::SaveSearch,
            label: "save this search as:",
            text: query.to_string(),
        }
    }
}

/// A prompt in use.
#[derive(Clone, Debug)]
pub struct Typing {
    pub prompt: Prompt,
    pub input: Input,
    /// The text that stood on the line at first is untouched: the first letter typed takes its place, any other key edits it.
    pub replaces: bool,
    /// Which of the earlier searches stands on the line, and what stood there before any of them did.
    recalled: Option<(usize, String)>,
}

impl Typing {
    pub fn new(prompt: Prompt) -> Typing {
        let input = Input::new(prompt.text.clone());
        let searches = matches!(prompt.kind, Kind::Query | Kind::Filter);
        let replaces = searches && !prompt.text.is_empty();
        Typing {
            prompt,
            input,
            replaces,
            recalled: None,
        }
    }

    /// Whether the line takes no more letters.
    pub fn is_full(&self) -> bool {
        self.input.value().len() >= self.prompt.kind.room()
    }

    /// Puts pasted text in at the cursor, as one change: control characters as spaces, and no more than the line has room
    /// for. Returns the bytes that found no room.
    pub fn insert(&mut self, pasted: &str) -> usize {
        if std::mem::take(&mut self.replaces) {
            self.input.reset();
        }
        let room = self.prompt.kind.room();
        let taken = pasted.floor_char_boundary(room.saturating_sub(self.input.value().len()));
        let mut letters: Vec<char> = self.input.value().chars().collect();
        let at = self.input.cursor().min(letters.len());
        let plain = pasted[..taken]
            .chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter });
        let rest = letters.split_off(at);
        letters.extend(plain);
        let cursor = letters.len();
        letters.extend(rest);
        self.input = Input::new(letters.into_iter().collect()).with_cursor(cursor);
        pasted.len() - taken
    }

    /// Puts the search before the one on the line there, or the one after it; at the end what was typed stands there again.
    /// `earlier` has the newest first. `None` where there is nothing further.
    pub fn recall(&mut self, earlier: &[String], back: bool) -> Option<String> {
        let now = self.input.value().to_string();
        let (at, typed) = match &self.recalled {
            Some((at, typed)) => (Some(*at), typed.clone()),
            None => (None, now.clone()),
        };
        let next = match (at, back) {
            // The search that stands on the line is no earlier one.
            (None, true) => earlier.iter().position(|query| *query != now),
            (Some(at), true) => Some(at + 1),
            (None, false) => return None,
            (Some(at), false) => at.checked_sub(1),
        };
        let query = match next {
            Some(next) => earlier.get(next)?.clone(),
            None if back => return None,
            None => typed.clone(),
        };
        self.recalled = next.map(|next| (next, typed));
        self.input = Input::new(query.clone());
        self.replaces = false;
        Some(query)
    }
}

/// The tags on a line: between commas where there are any, else every word.
pub fn tags_of(line: &str) -> Vec<String> {
    let between = if line.contains(',') { ',' } else { ' ' };
    line.split(between)
        .map(|tag| tag.trim().trim_start_matches('#').trim())
        .filter(|tag| !tag.is_empty())
        .map(str::to_string)
        .collect()
}

/// A command of the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What the line is when it is completed.
    pub line: String,
    /// What is to be typed behind it.
    pub words: &'static str,
    pub help: &'static str,
}

/// Commands that take words after them: name, words, help.
const WITH_WORDS: [(&str, &str, &str); 5] = [
    ("add", "PATH", "add files or folders"),
    (
        "export",
        "WHAT FILE",
        "write bookmarks or a story into a file",
    ),
    ("search", "QUERY", "search"),
    ("theme", "NAME", "change the theme"),
    ("quit", "", "leave parallax"),
];

/// What can be exported: name, words, help.
const EXPORTS: [(&str, &str, &str); 2] = [
    (
        "bookmarks",
        "FILE",
        "all bookmarks; as md html csv json jsonl csl bib jsonld",
    ),
    (
        "story",
        "FILE",
        "what a comparison of this story found; as md html csv",
    ),
];

/// The commands that begin with what is typed: every action, and those that take words. Behind `theme` the themes, behind
/// `export` what can be exported.
pub fn completions(typed: &str) -> Vec<Command> {
    let word = typed.trim_start();
    if let Some((name, begun)) = word.split_once(' ') {
        if name == "export" {
            let begun = begun.trim_start();
            let kinds = EXPORTS.iter().filter(|(kind, ..)| kind.starts_with(begun));
            let exports = kinds.map(|(kind, words, help)| Command {
                line: format!("export {kind}"),
                words,
                help,
            });
            return exports.collect();
        }
        let themes = THEMES.iter().map(|(theme, _)| *theme);
        let themes = themes.filter(|theme| name == "theme" && theme.starts_with(begun.trim()));
        let themed = themes.map(|theme| Command {
            line: format!("theme {theme}"),
            words: "",
            help: "change the theme",
        });
        return themed.collect();
    }
    let own = WITH_WORDS.into_iter();
    // Moving is what everybody knows.
    let moves = |about: &&About| about.group == Group::Move;
    let actions = ACTIONS.iter().filter(|about| !moves(about));
    let actions = actions
        .chain(ACTIONS.iter().filter(moves))
        .map(|about| (about.name, "", about.help));
    let mut found: Vec<Command> = Vec::new();
    for (name, words, help) in own.chain(actions) {
        let known = found.iter().any(|command| command.line == name);
        if name.starts_with(word) && !known {
            found.push(Command {
                line: name.to_string(),
                words,
                help,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_goes_in_at_the_cursor_and_no_further_than_the_line_has_room() {
        let mut typing = Typing::new(Prompt::query("ferry"));
        assert_eq!(typing.insert("red\u{1b}[31m\nboat"), 0);
        assert_eq!(typing.input.value(), "red [31m boat");
        typing.input = typing.input.with_cursor(4);
        typing.insert("é");
        assert_eq!(
            (typing.input.value(), typing.input.cursor()),
            ("red é[31m boat", 5)
        );
        // 15 bytes stand there; a letter of two bytes is never cut.
        assert_eq!(
            typing.insert(&"é".repeat(LINE_BYTES)),
            2 * LINE_BYTES - (LINE_BYTES - 16)
        );
        assert_eq!(typing.input.value().len(), LINE_BYTES - 1);
        assert_eq!(typing.insert("é"), 2);
        let mut note = Typing::new(Prompt::note(1, "see"));
        assert_eq!(note.insert(&"word ".repeat(2000)), 0);
        assert!(note.input.value().starts_with("seeword"));
    }

    #[test]
    fn earlier_searches_come_back_newest_first_and_what_was_typed_at_the_end() {
        let earlier: Vec<String> = ["ferry", "harbour"].map(String::from).to_vec();
        let mut typing = Typing::new(Prompt::query("ferry"));
        assert_eq!(typing.recall(&earlier, false), None);
        // What stands there is no earlier search.
        assert_eq!(typing.recall(&earlier, true).as_deref(), Some("harbour"));
        assert_eq!(typing.recall(&earlier, true), None);
        assert_eq!(typing.input.value(), "harbour");
        let mut typing = Typing::new(Prompt::query(""));
        typing.input = Input::new("quay".into());
        assert_eq!(typing.recall(&earlier, true).as_deref(), Some("ferry"));
        assert_eq!(typing.recall(&earlier, true).as_deref(), Some("harbour"));
        assert_eq!(typing.recall(&earlier, false).as_deref(), Some("ferry"));
        assert_eq!(typing.recall(&earlier, false).as_deref(), Some("quay"));
        assert_eq!(typing.recall(&earlier, false), None);
        assert_eq!(Typing::new(Prompt::query("")).recall(&[], true), None);
    }

    #[test]
    fn tags_are_read_as_they_were_shown() {
        for (tags, shown) in [
            (&["ferry", "tarn"][..], "ferry tarn"),
            (&["two words"], "two words,"),
            (&["ferry", "two words"], "ferry, two words"),
            (&[], ""),
        ] {
            let tags: Vec<String> = tags.iter().map(|tag| tag.to_string()).collect();
            let prompt = Prompt::tags(1, &tags);
            assert_eq!(prompt.text, shown);
            assert_eq!(tags_of(&prompt.text), tags);
        }
        assert_eq!(tags_of("#ferry  #tarn"), ["ferry", "tarn"]);
        assert_eq!(tags_of(" #ferry,, # sea lark ,"), ["ferry", "sea lark"]);
    }

    #[test]
    fn commands_complete_from_the_action_table() {
        let completed = completions("sea").into_iter();
        let names: Vec<String> = completed.map(|command| command.line).collect();
        assert_eq!(names, ["search", "search-screen"]);
        assert!(completions("add some/path").is_empty());
        let exports = |typed: &str| completions(typed).into_iter().map(|command| command.line);
        assert!(exports("export ").eq(["export bookmarks", "export story"]));
        assert!(exports("export st").eq(["export story"]));
        assert!(exports("export story here.md").eq([""; 0]));
    }
}
