//! Table of data: the words by which it is known what a line, a box or an address of a page is: `assets/lexicon/pages.tsv`.
//!
//! Every phrase is in lower case, without the punctuation around it; see `furniture.rs` for how a line is compared.

use std::sync::LazyLock;

use crate::analysis::text::lexicon::Lexicon;
use crate::analysis::text::lexicon::tags::tags;

const FILE: &str = include_str!("../../assets/lexicon/pages.tsv");

/// What is known of words on pages.
pub fn page_words() -> &'static Lexicon<PageTag> {
    static WORDS: LazyLock<Lexicon<PageTag>> = LazyLock::new(|| Lexicon::read(FILE));
    &WORDS
}

/// The words and phrases of one tag, to look for each of them in a line.
pub fn phrases(tag: PageTag) -> &'static [&'static str] {
    page_words().words(tag)
}

tags! {
    /// What is known of words on pages.
    pub enum PageTag {
        /// A whole line: a button, the heading of a block that is no part of an article, a menu.
        Whole = "line.whole",
        /// The beginning of a short line that is furniture.
        Begins = "line.begins",
        /// Of the beginnings those that sentences of reports have as well.
        BeginsVaguely = "line.begins-vaguely",
        /// Words that betray a short line wherever they stand in it.
        Within = "line.within",
        /// Words by which a sentence speaks of the page that it stands on, or to its reader.
        OfPage = "line.of-page",
        /// Words that only the machinery of a page has: the line is furniture however long it is.
        Machinery = "line.machinery",
        /// The line after which nothing of the article comes: a comment form, a legal notice.
        EndsArticle = "line.ends-article",
        /// The heading of a block of links: what follows belongs to the block until prose goes on.
        HeadsLinks = "line.heads-links",
        /// Who helped: true of the article, but no part of its text.
        Contribution = "line.contribution",
        /// The heading of a list of other stories, beside those that are known in any text: these count only above links.
        LinkHeading = "links.heading",
        /// The beginning of such a heading: `Recommended stories`, `More about the lake`.
        LinkHeadingBegins = "links.heading-begins",
        /// Stands before the one linked headline of a line, parted from it by a colon or a bar: `Read: A broken pump`.
        LinkPointer = "links.pointer",
        /// Words of class names and ids of boxes of links; such a box must also be made of links.
        LinkBox = "class.links",
        /// What pages say where they stop.
        Asks = "paywall.asks",
        /// Stands before a name and says that it is the author’s; a colon, a dot or a space follows.
        AuthorLabel = "byline.label",
        /// A word of class names and ids that only captions bear, in the languages of the pages met.
        CaptionClass = "class.caption",
        /// Makes a part of it of the class name of an article’s box.
        PartOfArticle = "class.part-of-article",
        /// A class name or id of machinery, which holds no text of an article; a name is compared whole.
        MachineryClass = "class.machinery",
        /// A word that only the names of outlets hold.
        OutletWord = "byline.outlet",
        /// What the names of outlets end in where words are written together.
        OutletEnding = "byline.outlet-ending",
        /// A word that the names of outlets share with people and things: it counts after `The` or in the later parts of a
        /// byline.
        SharedOutletWord = "byline.outlet-shared",
        /// A word in a byline that tells what somebody does, not who it is.
        RoleWord = "byline.role",
        /// A parameter of addresses that tells where a reader came from, not what is read.
        Tracks = "url.tracks",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::text::lexicon::tags::faults;

    #[test]
    fn the_file_is_in_order_and_each_tag_is_told_of() {
        assert_eq!(faults::<PageTag>(FILE), [""; 0]);
    }
}
