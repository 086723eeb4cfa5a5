//! A figure as a claim: so many of that.
//!
//! The one place where it is decided what a figure counts; whether two claims count the same stands in [`thing`].

pub mod around;
pub mod counted;
mod fate_marks;
mod fate_verbs;
pub mod fate_words;
pub mod fates;
mod outcomes;
mod thing;

use crate::analysis::comparing::align::is_denied_at;
use crate::analysis::comparing::table::Table;
use crate::model::{Modifier, Span};
use around::{
    CLOCKS, Course, OF_THEM, SOME_OF, beside, course, is_base, is_duration, is_further, is_record,
    is_source, slot, supposed, weekdays, years,
};
use counted::counted;
use fates::Fate;
use outcomes::{outcome, outcomes_in};
pub use thing::{Counted, are_turned, of_other_days, of_other_times, qualifiers_agree, same_thing};

/// Figures of an article that are compared.
const MOST_FIGURES: usize = 300;
/// From this value on, or with a fraction, a number is seldom the same by chance.
const DISTINCTIVE: f64 = 13.0;

/// Words for people, as classes of stems: a report may count the same people under any of them.
const PEOPLE: [&str; 24] = [
    "activist", "captiv", "casualti", "citizen", "civilian", "dissid", "hostag", "individu", "man",
    "men", "migrant", "nation", "other", "passeng", "peopl", "person", "prison", "protest",
    "resid", "soldier", "suspect", "victim", "woman", "women",
];
/// Units of time.
const TIMES: [&str; 9] = [
    "seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades", "times",
];

/// One figure of one article.
#[derive(Clone, Debug)]
pub struct Claim {
    pub article: usize,
    pub sentence: usize,
    pub row: Option<usize>,
    pub span: Span,
    pub low: f64,
    pub high: f64,
    pub modifier: Modifier,
    pub unit: String,
    /// As written.
    pub of: String,
    /// The counted thing: the class of its stem; empty where nothing is said to be counted.
    pub head: String,
    /// The other words of what is counted: `political` of political prisoners.
    pub qualifiers: Vec<String>,
    /// Years (1900 to 2099) in the sentence.
    pub years: Vec<u32>,
    /// Weekdays in the sentence, Monday 0.
    pub weekdays: Vec<u32>,
    /// Classes of the words of content beside figure and counted thing, in their clause.
    beside: Vec<String>,
    /// What became of those counted, see [`outcome`].
    pub outcome: Option<&'static str>,
    /// The most that was ever counted: `the biggest daily jump`, `a one-day record`.
    pub is_record: bool,
    /// All outcomes that the sentence tells of.
    pub told_of: Vec<&'static str>,
    /// The word by which it is a figure of what may be: `could`, `would`, `if`.
    pub supposed: Option<&'static str>,
    /// Given as a part of the figure before it: `about 70 of them`.
    pub is_part: bool,
    /// Taken from a greater number that is known to the reader: `three of the officers`.
    pub is_some_of: bool,
    /// Somebody else's deed or gift: `a letter from 65 women`, `signed by 65 women`.
    pub is_source: bool,
    /// Besides those told of before: `another 50`, `two more`.
    pub is_further: bool,
    /// What is measured is said to rise or to fall.
    pub course: Option<Course>,
    /// How long something went on is measured: `a seven-hour standoff`, `lasted two days`.
    pub is_duration: bool,
    /// The sentence names a time of day: the next hour may have another figure.
    pub has_clock: bool,
    /// What is said to happen to what is counted.
    pub fate: Fate,
    /// It is said not to be so: `not 12`, `the claim that 12 died is false`.
    pub is_denied: bool,
    /// The same measure once more in another unit: `10 feet (3 metres)`.
    pub is_converted: bool,
}

/// What a claim measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Nothing: it counts things.
    Count,
    Money,
    Percent,
    Pages,
    /// Times and ages: who gives one gives many.
    Time,
    Else,
}

pub fn claims(table: &Table) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for (article, text) in table.articles.iter().enumerate() {
        for figure in text.figures.iter().take(MOST_FIGURES) {
            // `one day` and the like tell nothing.
            if figure.value == 1.0 && figure.unit == "days" {
                continue;
            }
            let Some(sentence) = table.sentence(article, figure.start) else {
                continue;
            };
            if is_base(text.body.get(..figure.start).unwrap_or("")) {
                continue;
            }
            let (head, qualifiers) = counted(&figure.of);
            let whole = text.sentences[sentence];
            let slot = slot(text, whole, figure.span(), &figure.of);
            let before = text.text(Span::new(whole.start, figure.start.max(whole.start)));
            let behind = text.text(Span::new(figure.end.min(whole.end), whole.end));
            let place = Span::new(
                figure.start.saturating_sub(whole.start),
                figure.end.saturating_sub(whole.start),
            );
            let is_part = OF_THEM.iter().any(|words| behind.starts_with(words));
            let is_some_of = SOME_OF.iter().any(|words| behind.starts_with(words));
            let fate = Fate::of(
                &slot,
                (before, behind),
                &qualifiers,
                (is_part || is_some_of, figure.unit.is_empty()),
            );
            // What became of some is not told of all.
            let outcome = outcome(slot.before, &head, slot.behind)
                .filter(|known| !fate.is_whole() || *known == head);
            let beside = beside(slot.before, slot.behind);
            let people = outcome.is_some() && figure.unit.is_empty();
            let told_of = match claims.last() {
                Some(last) if (last.article, last.sentence) == (article, sentence) => {
                    last.told_of.clone()
                }
                _ => outcomes_in(text.text(whole)),
            };
            let is_duration = is_duration(&figure.unit, &head, &beside);
            claims.push(Claim {
                article,
                sentence,
                row: table.row(article, sentence),
                span: figure.span(),
                low: figure.value,
                high: figure.value_to.unwrap_or(figure.value),
                modifier: figure.modifier,
                unit: figure.unit.clone(),
                of: figure.of.clone(),
                head,
                qualifiers,
                years: years(text.text(whole)),
                weekdays: weekdays(text.text(whole)),
                is_part,
                is_some_of,
                is_source: is_source(slot.before),
                is_further: is_further(slot.before, behind, slot.behind),
                course: course(&beside, slot.before),
                is_duration,
                has_clock: CLOCKS.iter().any(|sign| text.text(whole).contains(sign)),
                beside,
                outcome,
                supposed: supposed(slot.before, slot.behind, people),
                is_record: is_record(text.text(whole)),
                told_of,
                fate,
                is_denied: is_denied_at(text.text(whole), place),
                is_converted: before.ends_with('(') && !figure.unit.is_empty(),
            });
        }
    }
    claims
}

impl Claim {
    pub fn is_exact(&self) -> bool {
        self.modifier == Modifier::Exact && self.low == self.high
    }

    /// No less than: `at least 430`, `over 200`.
    pub fn is_least(&self) -> bool {
        matches!(self.modifier, Modifier::AtLeast | Modifier::MoreThan)
    }

    /// A bound to either side: `up to 400`, `at least 430`.
    pub fn is_bound(&self) -> bool {
        let most = matches!(self.modifier, Modifier::AtMost | Modifier::LessThan);
        most || self.is_least()
    }

    /// Both sentences name one year: they speak of one time.
    pub fn share_a_year(&self, other: &Claim) -> bool {
        self.years.iter().any(|year| other.years.contains(year))
    }

    /// The same became of those whom both count.
    pub fn share_an_outcome(&self, other: &Claim) -> bool {
        self.outcome.is_some() && self.outcome == other.outcome
    }

    /// Counts people, or may: the outcome says so where nothing else is counted.
    pub fn counts_those_told_of(&self) -> bool {
        let of_none = self.head.is_empty() || self.outcome == Some(self.head.as_str());
        self.unit.is_empty() && (of_none || self.counts_people())
    }

    /// How many words of content, beside the figure and what it counts, are said of both.
    pub fn told_alike(&self, other: &Claim) -> usize {
        let known = |word: &&String| other.beside.contains(*word);
        self.beside.iter().filter(known).count()
    }

    /// What the other counts or measures is told beside this one: `a settlement of $27,111` of `a $27,000 settlement`.
    pub fn tells_of_the_thing_of(&self, other: &Claim) -> bool {
        !other.head.is_empty() && self.beside.contains(&other.head)
    }

    /// Given to five digits or more, as nobody writes a number that he does not know: `27,111`.
    pub fn is_fine(&self) -> bool {
        significant(self.low) >= 10_000.0
    }

    /// The larger of two values over the smaller; what is no number above zero lies far away.
    pub fn ratio(&self, other: &Claim) -> f64 {
        let (least, most) = (self.low.min(other.low), self.low.max(other.low));
        if least > 0.0 { most / least } else { f64::MAX }
    }

    /// The same value of the same measure, however exact.
    pub fn has_the_number_of(&self, other: &Claim) -> bool {
        let vague = |claim: &Claim| claim.modifier == Modifier::Vague;
        self.unit == other.unit
            && vague(self) == vague(other)
            && (self.low == other.low || self.high == other.high)
    }

    /// Of one digit and zeros: `100,000`, `50`; such a number often stands somewhere by chance.
    pub fn is_round(&self) -> bool {
        significant(self.low) < 10.0
    }

    /// Its digits without the zeros at either end: 2 for 1.2 million.
    pub fn digits(&self) -> u32 {
        1 + significant(self.low).max(1.0).log10() as u32
    }

    pub fn is_money(&self) -> bool {
        self.unit.len() == 3 && self.unit.chars().all(|letter| letter.is_ascii_uppercase())
    }

    pub fn is_time(&self) -> bool {
        TIMES.contains(&self.unit.as_str())
    }

    pub fn is_age(&self) -> bool {
        self.unit.ends_with("old")
    }

    pub fn measure(&self) -> Measure {
        match self.unit.as_str() {
            "" => Measure::Count,
            "percent" => Measure::Percent,
            "pages" => Measure::Pages,
            _ if self.is_money() => Measure::Money,
            _ if self.is_time() || self.is_age() => Measure::Time,
            _ => Measure::Else,
        }
    }

    /// What grows while it is told of: the dead of a disaster, cases of a disease, land burned.
    pub fn grows(&self) -> bool {
        const GROWING: [&str; 5] = ["case", "casualti", "infect", "injur", "kill"];
        const OUTCOMES: [&str; 7] = [
            "arrest", "displac", "hospit", "infect", "injur", "kill", "miss",
        ];
        self.unit == "acres"
            || (self.unit.is_empty()
                && (GROWING.contains(&self.head.as_str())
                    || self
                        .outcome
                        .is_some_and(|outcome| OUTCOMES.contains(&outcome))))
    }

    /// A number that is seldom the same by chance.
    pub fn is_distinctive(&self) -> bool {
        if self.modifier == Modifier::Vague {
            return false;
        }
        self.low >= DISTINCTIVE || self.low.fract() != 0.0
    }

    pub fn counts_people(&self) -> bool {
        self.unit.is_empty() && is_of_people(&self.head)
    }

    /// A share of people: `53 percent of voters`.
    pub fn is_of_people(&self) -> bool {
        const ASKED: [&str; 5] = ["adult", "america", "democrat", "respond", "voter"];
        let head = self.head.as_str();
        is_of_people(head) || ASKED.contains(&head)
    }

    /// Counts people, or something that is written with a capital letter and may be people: `104 Belarusians`.
    pub fn may_count_people(&self) -> bool {
        let capital = self
            .of
            .split_whitespace()
            .next_back()
            .and_then(|word| word.chars().next())
            .is_some_and(char::is_uppercase);
        self.unit.is_empty() && (capital || self.counts_people())
    }
}

/// Whether a stem is a word for people.
pub fn is_of_people(stem: &str) -> bool {
    PEOPLE.binary_search(&stem).is_ok()
}

/// The digits of a number without the zeros at either end, as a whole number: 12 for 1.2 million.
fn significant(value: f64) -> f64 {
    const MOST_STEPS: usize = 6;
    let mut value = value.abs();
    for _ in 0..MOST_STEPS {
        if value.fract().abs() < 1e-9 {
            break;
        }
        value *= 10.0;
    }
    let mut value = value.round();
    while value >= 10.0 && value % 10.0 == 0.0 {
        value /= 10.0;
    }
    value
}

/// Stands in a quotation.
pub fn is_quoted(table: &Table, claim: &Claim) -> bool {
    let quotes = &table.articles[claim.article].quotes;
    let after = quotes.partition_point(|quote| quote.start <= claim.span.start);
    let before = after.checked_sub(1).and_then(|at| quotes.get(at));
    before.is_some_and(|quote| quote.span().contains(claim.span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparing::figures::judge::values::{Values, values};

    #[test]
    fn people_are_sorted() {
        assert!(PEOPLE.is_sorted());
    }

    fn claim(low: f64, modifier: Modifier) -> Claim {
        let (head, qualifiers) = counted("prisoners");
        Claim {
            article: 0,
            sentence: 0,
            row: None,
            span: Span::default(),
            low,
            high: low,
            modifier,
            unit: String::new(),
            of: "prisoners".into(),
            head,
            qualifiers,
            years: Vec::new(),
            weekdays: Vec::new(),
            beside: Vec::new(),
            outcome: None,
            supposed: None,
            is_record: false,
            told_of: Vec::new(),
            is_part: false,
            is_some_of: false,
            is_source: false,
            is_further: false,
            course: None,
            is_duration: false,
            has_clock: false,
            fate: Fate::default(),
            is_denied: false,
            is_converted: false,
        }
    }

    #[test]
    fn a_looser_figure_does_not_contradict() {
        let exact = claim(123.0, Modifier::Exact);
        assert_eq!(
            values(&exact, &claim(100.0, Modifier::MoreThan)),
            Values::Compatible
        );
        assert_eq!(
            values(&exact, &claim(12.0, Modifier::Vague)),
            Values::Different
        );
        assert_eq!(
            values(&exact, &claim(24.0, Modifier::Vague)),
            Values::Compatible
        );
        assert_eq!(
            values(&exact, &claim(200.0, Modifier::MoreThan)),
            Values::Different
        );
        assert_eq!(values(&exact, &claim(123.0, Modifier::Exact)), Values::Same);
        assert_eq!(
            values(&exact, &claim(114.0, Modifier::Exact)),
            Values::Different
        );
    }
}
