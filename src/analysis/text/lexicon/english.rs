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
        /// Stands in front of a name and is no part of it, where names are found by their capital letters alone.
        BeforeSpeaker = "quote.before-name",
        /// Stands right before the title of a work or the name of a thing.
        AnnouncesWork = "quote.announces-work",
        /// Of those, a work itself, so that a comma may follow: `her new book, “…”`.
        IsWork = "quote.is-work",
        /// Stands between a subject and its verb.
        BeforeVerb = "quote.before-verb",
        /// Stands before a subject without being part of it.
        BeforeSubject = "quote.before-subject",
        /// Where it stands the head of a noun phrase has ended.
        AfterHead = "quote.after-head",
        /// Opens a clause which is not the subject: `After the talks, Ivanova said`.
        Introductory = "quote.introductory",
        /// Cannot follow a verb as its subject: `“…,” said on Friday`.
        NotSubject = "quote.not-subject",
        /// Begins a time or a place in time, not somebody who speaks.
        OpensTime = "quote.opens-time",
        /// A thing on which words are written that nobody speaks.
        Inscribed = "quote.inscribed",
        /// Turns what follows into its opposite.
        Negates = "quote.negates",
        /// A form of a verb whose object is somebody blamed or praised for what they said.
        Blames = "quote.blames",
        /// The end of a word for people by what they do: `the envoy` may be meant by `he`, `the agreement` may not.
        RoleEnding = "quote.role-ending",
        /// A word for people, or for a group of them, that a name before it only says whose they are: `Ivanova donor`.
        Follower = "quote.follower",
        /// A word for people by office or work, or for a group, that an article may put for a name.
        BearsRole = "quote.role",
        /// A label that names no speaker, though it may look like a name.
        NoSpeaker = "quote.no-speaker",
        /// A given name that is nearly always a man’s, folded. Names that both bear (Kim, Lindsey, Robin) are left out.
        ManGiven = "given-name.man",
        /// A given name that is nearly always a woman’s, folded.
        WomanGiven = "given-name.woman",
    }
}
