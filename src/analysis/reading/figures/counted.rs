//! What a number counts: the noun phrase behind it, read without a tagger.

use super::numbers::{self, Number};
use super::reader::Reader;
use super::tokens::Kind;
use crate::analysis::text::lexicon::Tag;
use crate::model::Span;

/// Tokens looked back for `the number of …, … at 1,227`.
const REACH_BACK: usize = 14;
/// Bytes from which a word is no noun.
const LONGEST_NOUN: usize = 40;
/// Words of a noun phrase up to its head.
const LONGEST_PHRASE: usize = 6;

/// The noun phrase that begins at token `from`: adjectives and nouns up to a plural head. `None` where no plural comes.
pub fn plural_phrase(read: &Reader, from: usize) -> Option<Span> {
    let (body, tokens) = (read.body, read.tokens);
    let mut head: Option<usize> = None;
    let mut at = from;
    while at < tokens.len() && at - from < LONGEST_PHRASE {
        let token = tokens[at];
        let word = token.span.of(body);
        if token.kind == Kind::Sign('-') && at > from && !token.apart {
            at += 1;
            continue;
        }
        if token.kind != Kind::Word || word.contains(char::is_numeric) || word.len() > LONGEST_NOUN
        {
            break;
        }
        let first_more =
            at == from && matches!(read.lower(at), "more" | "other" | "most" | "own" | "such");
        // `three US prisoners` are not us.
        if (read.has(at, Tag::FunctionWord)
            || read.has(at, Tag::EndsCounted)
            || read.has(at, Tag::Number))
            && !first_more
            && word != "US"
        {
            break;
        }
        if head.is_some_and(|head| !(is_plural(read, at) && read.has(head, Tag::Attributive))) {
            break;
        }
        // `five people’s texts` are not five; `the city’s two bridges` begins with a name.
        if possessive(word) && (is_plural_possessive(word) || word.starts_with(char::is_lowercase))
        {
            break;
        }
        if is_plural(read, at) {
            head = Some(at);
        }
        at += 1;
    }
    let head = head?;
    let more = tokens.get(from)?.span.of(body).eq_ignore_ascii_case("more");
    let start = tokens
        .get(from + usize::from(more && head > from))?
        .span
        .start;
    Some(Span::new(start, tokens[head].span.end))
}

/// The noun phrase behind `of`, `in` and the like: `world supply`, `detention`; up to the first word that cannot be part
/// of it.
pub fn any_phrase(read: &Reader, from: usize) -> Option<Span> {
    let (body, tokens) = (read.body, read.tokens);
    if let Some(plural) = plural_phrase(read, from) {
        return Some(plural);
    }
    let mut end = None;
    let mut joined = false;
    for (at, token) in tokens.iter().enumerate().skip(from).take(LONGEST_PHRASE) {
        let word = token.span.of(body);
        // `long-overdue relief` is one word and another.
        if token.kind == Kind::Sign('-') && !token.apart && end.is_some() {
            joined = true;
            continue;
        }
        let lower = read.lower(at);
        let verb = end.is_some() && !joined && (lower.ends_with("ed") || lower.ends_with("ing"));
        joined = false;
        if token.kind != Kind::Word
            || word.len() > LONGEST_NOUN
            || read.has(at, Tag::FunctionWord)
            || read.has(at, Tag::EndsCounted)
            || verb
            || possessive(word)
        {
            break;
        }
        end = Some(token.span.end);
    }
    Some(Span::new(tokens.get(from)?.span.start, end?))
}

fn possessive(word: &str) -> bool {
    word.ends_with("’s") || word.ends_with("'s") || word.ends_with('’') || word.ends_with('\'')
}

fn is_plural_possessive(word: &str) -> bool {
    word.ends_with('’') || word.ends_with('\'')
}

/// Whether the word at a token looks like a plural noun.
fn is_plural(read: &Reader, at: usize) -> bool {
    let (lower, word) = (read.lower(at), read.as_written(at));
    if read.has(at, Tag::PluralWithoutS) {
        return true;
    }
    let acronym = word.len() <= 4
        && word
            .chars()
            .all(|letter| letter.is_uppercase() || letter == '.');
    lower.len() > 3
        && lower.ends_with('s')
        && !(lower.ends_with("ss")
            || lower.ends_with("us")
            || lower.ends_with("is")
            || lower.ends_with("'s")
            || lower.ends_with("’s"))
        && !read.has(at, Tag::NoPlural)
        && !acronym
}

impl Reader<'_> {
    pub fn over_determiners(&self, from: usize) -> usize {
        let mut at = from;
        while matches!(
            self.lower(at),
            "the"
                | "its"
                | "their"
                | "his"
                | "her"
                | "our"
                | "these"
                | "those"
                | "all"
                | "a"
                | "an"
        ) {
            at += 1;
        }
        at
    }

    /// The plural noun phrase that the number counts, behind it.
    pub fn counted(&self, at: usize, next: usize, number: &Number) -> Option<Span> {
        let mut from = next;
        if self.lower(from) == "of" {
            let inside = self.over_determiners(from + 1);
            let apposition = self.sign(at.wrapping_sub(1)) == Some(',')
                && number.in_words
                && number.most.is_none();
            let determined = inside > from + 1 || number.most.is_some();
            if apposition || !determined {
                return None;
            }
            from = inside;
            // `ten of the 40 dams` are dams.
            if let Some(whole) = numbers::number(self, inside)
                .filter(|whole| whole.most.is_none() && whole.value >= number.value)
            {
                from = whole.next;
            }
        }
        // `twelve 500-metre races`
        if let Some(races) = self.measured_behind(from) {
            return Some(races);
        }
        // `a six-member panel`: what has members is one.
        if self.sign(from) == Some('-') {
            return None;
        }
        plural_phrase(self, from)
    }

    /// The plural noun phrase that begins at a token.
    pub fn plural_behind(&self, from: usize) -> Option<Span> {
        plural_phrase(self, from)
    }

    /// What begins with a measure tied to it by a hyphen: `500-metre races` from the token of the digits.
    pub fn measured_behind(&self, from: usize) -> Option<Span> {
        let digits = self.tokens.get(from)?;
        let measure = self.over_hyphen(from + 1);
        if !matches!(digits.kind, Kind::Digits { .. }) || measure == from + 1 {
            return None;
        }
        let is_unit = self.unit_of(measure).is_some();
        let plural = plural_phrase(self, measure + 1).filter(|_| is_unit)?;
        Some(digits.span.join(plural))
    }

    /// `the total number of political prisoners in the country at 1,227`, `population 9.5 million`.
    pub fn counted_before(&self, at: usize) -> Option<Span> {
        let mut before = at.checked_sub(1)?;
        let linked = matches!(
            self.lower(before),
            "of" | "at"
                | "to"
                | "is"
                | "was"
                | "reached"
                | "reaching"
                | "exceeded"
                | "about"
                | "around"
                | "nearly"
                | "than"
                | "over"
        );
        let directly = self.lower(before);
        if matches!(directly, "population" | "toll") {
            return self.compound(before);
        }
        if !linked {
            return None;
        }
        let near = before.saturating_sub(REACH_BACK);
        while before > near {
            before -= 1;
            match self.lower(before) {
                "number" if self.lower(before + 1) == "of" => {
                    return plural_phrase(self, self.over_determiners(before + 2));
                }
                "population" | "toll" | "turnout" => return self.compound(before),
                _ => {}
            }
            if matches!(
                self.tokens[before].kind,
                Kind::Digits { .. } | Kind::Sign(';' | ':')
            ) {
                return None;
            }
        }
        None
    }

    /// A noun with the noun before it: `death toll`.
    fn compound(&self, at: usize) -> Option<Span> {
        let span = self.token_span(at)?;
        let before = at
            .checked_sub(1)
            .filter(|&index| matches!(self.lower(index), "death" | "voter" | "prison" | "total"));
        Some(
            before
                .and_then(|index| self.token_span(index))
                .map_or(span, |first| first.join(span)),
        )
    }
}
