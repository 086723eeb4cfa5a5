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
        /// An affix that stays on its word before a hyphen. The parser was trained with these.
        Prefix = "token.prefix",
        /// Is parted from the number that it follows without a space. The parser was trained with these.
        GluedUnit = "token.glued-unit",
        /// Stands right before the title of a work or the name of a thing.
        AnnouncesWork = "quote.announces-work",
        /// Of those, a work itself, so that a comma may follow: `her new book, “…”`.
        IsWork = "quote.is-work",
        /// Behind it stands the title, the theme or the slogan of a thing, in whatever letters, and nothing that somebody says.
        GivesTitle = "quote.gives-title",
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
        /// A word of an agency or of what else credits of pictures name. Cased.
        CreditWord = "name.credit",
        /// Stands right before the name of an organisation: `the charity Nordvia`.
        CallsOrganisation = "name.calls-organisation",
        /// A word for or of a people; plurals in -s are left out, and so are words that are also common given or family
        /// names.
        Demonym = "name.demonym",
        /// A field of a ministry or department, of the United Kingdom, the United States, Canada, Australia or the European
        /// Union.
        OfficeField = "name.office-field",
        /// A legal form as it is written behind the name of a firm, without the full stop at the end: those of the
        /// countries that the news writes most of. Cased.
        FirmForm = "name.firm-form",
        /// A firm, shop or auctioneer whose own name ends in `'s`, those that the news names most. Cased.
        PossessiveFirm = "name.possessive-firm",
        /// A title of women or men, or what women or men are called by their calling; the value is `woman` or `man`.
        TitleOf = "name.title-of",
        /// An office; the value is what stands for it and for what the news shortens it to.
        Office = "name.office",
        /// A word that keeps a full stop at its end.
        KeepsDot = "name.keeps-dot",
        /// A word that a hyphen ties to a name without becoming part of it: `Nordvia-led`.
        Tied = "name.tied",
        /// Stands in an office before its title or after it: `Senate Majority Leader`, `Vice President`.
        OfficePart = "name.office-part",
        /// A state of the United States as newspapers shorten it, without the full stop. Cased.
        StateShort = "name.state-short",
        /// Goes before a person’s name and is no part of it. The name tagger was trained with these.
        NameTitle = "name.title",
        /// Makes an organisation of the name that it ends or begins. The name tagger was trained with these.
        HeadsOrganisation = "name.heads-organisation",
        /// A legal form or general word that a company’s name can do without.
        LegalForm = "name.legal-form",
        /// Ends a noun phrase though it is no function word.
        EndsCounted = "figure.ends-noun",
        /// A sign or code of a currency before a number; the value is its ISO 4217 code. Cased.
        Currency = "figure.currency",
        /// A way of writing a unit; the value is the unit that a figure carries.
        Unit = "figure.unit",
        /// A number behind it names a thing, it counts nothing: `page 5`, `Boeing 737`, `Article 5`.
        Designator = "figure.designator",
        /// A plural noun without an s.
        PluralWithoutS = "figure.plural-without-s",
        /// A word in -s that is no plural noun.
        NoPlural = "figure.no-plural",
        /// Stands before a number; the value is what it makes of it: `about`, `at-least`, `at-most`, `less-than`, `more-
        /// than`.
        Modifies = "figure.modifier",
        /// A given name, folded, that one person may go by beside the value and all that carry it.
        GoesBy = "goes-by",
        /// A form of the name of a country, city or organisation, folded, without `the`, dots taken out; the value is the
        /// form that stands for it.
        StandsFor = "stands-for",
        /// The postal or press abbreviation of a state or province, folded, dots taken out; the value is its name. One that
        /// is a word by itself (`ore`, `mass`) does no harm after a comma.
        Region = "region",
        /// A stem that reports of one event use for another: `freed` in one outlet is `released` in the next; the value is
        /// the stem that stands for all of its class. Only words that say nearly the same in a report are together; a word
        /// of many meanings stays out.
        Class = "class",
        /// A past form of an irregular verb, folded; the value is the verb. Those that stand in reports of the news.
        IrregularPast = "irregular-past",
        /// The stem of a title: it goes with names and tells little of what happened.
        TitleStem = "title-stem",
        /// A stem that says no in its own way: a sentence that has one may say what another denies. `Blocked the order to
        /// question him`, `cannot be questioned`.
        AkinToNo = "denial.akin",
        /// Words of the page around an article.
        Notice = "furniture.notice",
        /// Words by which a caption says that it is one.
        CaptionSays = "furniture.caption",
        /// A word for a number that may stand before `of` and a whole: `six of the city’s eight bridges`.
        NumberOfWhole = "figure.number-of-whole",
        /// A stem, or an irregular form, that says what happens to things that are counted; the value says what.
        Befalls = "figure.fate",
        /// May stand between a verb and the figure that is its object, beside adjectives, adverbs and names.
        BeforeObject = "figure.before-object",
        /// A past form that tells of a state, or is said of bills and plans as of deeds, or is an adjective.
        OfState = "figure.of-state",
        /// The stem of a verb and the word behind it; the value is the verb that says the same.
        Phrasal = "phrasal",
        /// A word that denies with one behind it that takes its meaning from it, or leaves some: `not only`, `no fewer
        /// than`, `no doubt`, `not always`.
        NotSo = "denial.not-so",
        /// A word of which another says the opposite; the value is its side and the other side, each by its first word:
        /// what is on `rise/fall` says the opposite of all that is on `fall/rise`.
        Opposite = "opposite",
        /// The same where the one does what the other’s subject does from its side: what Dask sold Rusk bought.
        MutualOpposite = "opposite.mutual",
        /// A form of the name of an agency that outlets reprint, folded; the value is the name shown.
        Agency = "agency",
        /// A word that is written in another way too; the value is that way.
        WrittenAs = "quote.written-as",
        /// A number word below a hundred; the value is the number.
        Number = "number",
        /// A digit as it is said behind a point; the value is the digit.
        Digit = "number.digit",
        /// A part of a whole; the value is how many make it.
        PartOf = "number.part",
        /// Multiplies the number before it, by the value.
        Scale = "number.scale",
        /// The same glued to digits or behind a currency: `bn`.
        ShortScale = "number.short-scale",
        /// An order of magnitude; the value is the least and the most that it allows.
        Vague = "number.vague",
        /// A month, or its short form without the full stop; the value is its number.
        Month = "month",
        /// A day of the week; the value counts from 0 for Monday.
        Weekday = "weekday",
        /// A plural that stands before another noun: `human rights activists`.
        Attributive = "figure.attributive",
        /// One of these is counted by `one`.
        OneOf = "figure.one-of",
        /// A small word of another language than English; the value is the English word by which the rules name it: `und` is
        /// `and`, `vor` is `ago`.
        StandsAs = "as",
    }
}
