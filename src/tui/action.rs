//! Table of data: every action, its name and its help. Keys, hints, help, the command line and the palette come from it.

macro_rules! actions {
    ($($variant:ident $name:literal $group:ident $hint:literal $help:literal;)*) => {
        /// Something the reader can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $($variant,)* }

        /// All of them, in the order of the help screen.
        pub const ACTIONS: &[About] = &[
            $(About { action: Action::$variant, name: $name, group: Group::$group, hint: $hint, help: $help },)*
        ];
    };
}

/// What there is to know of one action.
#[derive(Clone, Copy, Debug)]
pub struct About {
    pub action: Action,
    /// As in `config.toml` and on the command line.
    pub name: &'static str,
    pub group: Group,
    /// One or two words for the hint line.
    pub hint: &'static str,
    /// A line for the help screen and the palette.
    pub help: &'static str,
}

/// The headings of the help screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Move,
    Screens,
    Find,
    Read,
    Compare,
    Keep,
    Names,
    Library,
    Program,
}

impl Group {
    pub fn heading(self) -> &'static str {
        match self {
            Group::Move => "Moving",
            Group::Screens => "Screens and panes",
            Group::Find => "Finding",
            Group::Read => "Reading",
            Group::Compare => "Comparing",
            Group::Keep => "Keeping",
            Group::Names => "Deciding about names",
            Group::Library => "Library",
            Group::Program => "Program",
        }
    }
}

actions! {
    Down "down" Move "down" "one line or row down";
    Up "up" Move "up" "one line or row up";
    Left "left" Move "left" "left: a word in a selection, a column in a comparison, else the pane before";
    Right "right" Move "right" "right: a word in a selection, a column in a comparison, else the next pane";
    HalfPageDown "half-page-down" Move "½ down" "half a page down";
    HalfPageUp "half-page-up" Move "½ up" "half a page up";
    PageDown "page-down" Move "page down" "a page down";
    PageUp "page-up" Move "page up" "a page up";
    Top "top" Move "top" "to the first row";
    Bottom "bottom" Move "end" "to the last row";

    SearchScreen "search-screen" Screens "Search" "the Search screen";
    StoriesScreen "stories-screen" Screens "Stories" "the Stories screen";
    CompareScreen "compare-screen" Screens "Compare" "the Compare screen";
    EntitiesScreen "entities-screen" Screens "Entities" "the Entities screen";
    BookmarksScreen "bookmarks-screen" Screens "Bookmarks" "the Bookmarks screen";
    NextPane "next-pane" Screens "pane" "the next pane";
    PreviousPane "previous-pane" Screens "pane back" "the pane before";
    JumpBack "jump-back" Screens "jump back" "back to where you were before the last jump";
    JumpForward "jump-forward" Screens "jump on" "forward again";

    Filter "filter" Find "filter" "type a search, or filter the list of this screen";
    Open "open" Find "open" "open what is under the cursor; on a finding: the sentences that prove it";
    NextHit "next-hit" Find "hit" "the next place that matched";
    PreviousHit "previous-hit" Find "hit back" "the place that matched before";
    Clear "clear" Find "clear filters" "take away all that narrows the search, or the filter of this list";
    Variants "variants" Find "variants" "find other spellings of names too, or only what is typed";
    SaveSearch "save-search" Find "save search" "keep this search by its words, to run it again";
    Sort "sort" Find "sort" "sort the list another way";
    NextKind "next-kind" Find "kind" "show the next kind only, and all again at the end";
    NextGroup "next-group" Find "next group" "to the first row of the next group: of facets, or of what is known of a name";
    PreviousGroup "previous-group" Find "group back" "to the first row of this group, then of the one before";
    Find "find" Find "articles" "search for the articles of this entity";
    Story "story" Find "story" "the story that this article belongs to";

    NextArticle "next-article" Read "article" "the next article of the list";
    PreviousArticle "previous-article" Read "article back" "the article before";
    SelectWords "select-words" Read "words" "select word by word";
    SelectSentences "select-sentences" Read "sentences" "select sentence by sentence";
    Names "names" Read "names" "mark the names in the text, or do not";
    Card "card" Read "name" "who or what the name in this sentence is";
    Versions "versions" Read "versions" "how this article stood at each reading, and what changed";
    Edit "edit" Read "editor" "look at the article's file in $EDITOR: a copy that cannot be changed";
    Browse "browse" Read "browser" "open the article's URL in the browser";

    Compare "compare" Compare "compare" "compare: the first press marks an article, the next one adds it; on a story: all of it";
    Others "others" Compare "others" "what do the others say about this sentence?";
    Why "why" Compare "why" "why: the reason for this finding, story or entity";
    NextDifference "next-difference" Compare "next finding" "the next finding in which articles differ, on all its sides";
    PreviousDifference "previous-difference" Compare "finding back" "the finding before in which articles differ";
    Fold "fold" Compare "fold" "fold or unfold: what agrees, what one column alone says, what stands around a text";
    Grid "grid" Compare "table" "the findings as a table of all articles, or as verdicts";
    Words "words" Compare "all words" "light every word that differs, or only what matters";
    Choose "choose" Compare "choose" "choose which articles of the story are compared";
    ColumnLeft "column-left" Compare "move column" "move this column to the left";
    ColumnRight "column-right" Compare "move column" "move this column to the right";

    Keep "keep" Keep "keep" "keep the selection, or the sentence under the cursor, as a bookmark";
    Note "note" Keep "note" "write the note of this bookmark";
    Tag "tag" Keep "tags" "set the tags of this bookmark, parted by spaces";
    Remove "remove" Keep "remove" "remove it; undo brings it back";
    Copy "copy" Keep "copy" "copy the selection or the sentence";
    Cite "cite" Keep "cite" "copy it with its citation";
    Export "export" Keep "export" "write the bookmarks, or what a comparison of this story found, into a file";
    Undo "undo" Keep "undo" "undo the last change: of a bookmark on Bookmarks, of a decision about names on Entities, elsewhere of either";
    Redo "redo" Keep "redo" "do it again";
    Copies "copies" Keep "copies" "the copies of what you made, to take one of them back";

    Merge "merge" Names "merge" "these are one: the first press marks a name, the next one, on another name, merges both";
    NotSame "not-same" Names "not the same" "these are two: the first press marks a name, the next one, on another name, keeps both apart";
    Split "split" Names "split" "this spelling is somebody else's: split it off";
    Rename "rename" Names "rename" "show this name in another form";
    Retype "retype" Names "type" "say what it is: a person, an organisation or a place";
    Suggestions "suggestions" Names "may be one" "pairs of names that may be one, to confirm or to reject";
    Decisions "decisions" Names "decisions" "what you decided about names, to look at or to take back";

    Add "add" Library "add" "add files or folders to the library";
    Refresh "refresh" Library "refresh" "read again what changed in the added folders";
    Stop "stop" Library "stop" "stop the work in progress; what was read is kept";

    Help "help" Program "keys" "this help";
    Command "command" Program "commands" "the command line";
    Palette "palette" Program "palette" "find an action by a few letters of it";
    NextTheme "next-theme" Program "theme" "the next theme";
    Mouse "mouse" Program "mouse" "let the mouse work here, or leave it to the terminal";
    Redraw "redraw" Program "redraw" "draw the screen anew";
    Cancel "cancel" Program "cancel" "leave what you are in: a selection, a filter, a window";
    Back "back" Program "back" "back; on the Search screen, pressed twice: leave parallax";
    Suspend "suspend" Program "suspend" "give the terminal to the shell; fg comes back";
    Quit "quit" Program "quit" "leave parallax at once";
}

impl Action {
    /// What there is to know of it.
    pub fn about(self) -> &'static About {
        // The macro lays the table out in the order of the enum.
        &ACTIONS[self as usize]
    }

    pub fn named(name: &str) -> Option<Action> {
        ACTIONS
            .iter()
            .find(|about| about.name == name)
            .map(|about| about.action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_a_name_of_its_own_and_finds_itself() {
        for about in ACTIONS {
            assert_eq!(about.action.about().name, about.name);
            assert_eq!(Action::named(about.name), Some(about.action));
            assert!(
                !about.help.is_empty() && about.hint.chars().count() <= 16,
                "{}",
                about.name
            );
        }
    }
}
