//! Table of data: what the lexicon of English says of words. The names are those of `assets/lexicon/en.tsv`.

use super::tags::tags;

tags! {
    /// What is known of an English word or phrase.
    pub enum Tag {
        /// A stem; the value is in how many of 9,999 sentences of English news it stands. Stems in fewer than about thirty
        /// are left out.
        Sentences = "sentences",
        /// A form of a verb whose subject speaks or writes.
        SpeechVerb = "speech-verb",
        /// Carries grammar rather than content, folded: no evidence that two sentences say the same.
        FunctionWord = "function-word",
        /// An abbreviation behind which a full stop never ends a sentence: a title before a name, or one that needs what
        /// follows. Without the last full stop.
        NeverEnds = "abbreviation.never-ends",
        /// An abbreviation that may end a sentence: it does where a word follows that opens one. Without the last full
        /// stop.
        MayEnd = "abbreviation.may-end",
        /// Opens a sentence more often than it goes on with a name.
        OpensSentence = "opens-sentence",
    }
}
