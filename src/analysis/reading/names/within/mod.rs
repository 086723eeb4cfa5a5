//! Names joined inside one article: surname to full name, title and surname, initials to what they stand for.

mod acronyms;
mod answers;
mod bearers;
mod namesakes;

pub use self::answers::{Answer, apart};

use self::acronyms::{bracketed, initials, letters_of};
use self::answers::Told;
use std::collections::{BTreeMap, HashMap};

use self::bearers::{cut, person, same_given};
use super::kinds::{is_acronym, is_seat};
use super::leads::{self, Line};
use super::signs::{self, Signs};
use super::words::{heads_organisation, is_generation, is_legal_form, is_newspaper, is_title};
use crate::analysis::text::words::fold;
use crate::model::{Mention, NameKind, Span};

/// The first word of a shortened organisation has so many letters at least.
const SHORT_FORM_LETTERS: usize = 4;

/// One way of writing a name in this article.
pub struct Form {
    text: String,
    kind: NameKind,
    /// Folded words without titles and generations.
    pub words: Vec<String>,
    /// `jr`, empty for most.
    pub generation: String,
    /// Bytes of the body where it stands, ascending.
    pub places: Vec<usize>,
    /// What stands around each of them, of a person.
    pub around: Vec<Signs>,
    /// All of that, and what the given name tells.
    pub signs: Signs,
    /// It stands in lines that lead elsewhere only.
    pub leads: bool,
    /// It stands in such lines and headlines only.
    pub heads: bool,
}

/// Mentions with the fullest form of each name, and why; the paragraphs tell which lines lead elsewhere.
pub fn joined(body: &str, paragraphs: &[Span], names: &[(Span, NameKind)]) -> Vec<Mention> {
    let forms = forms(body, &leads::lines(body, paragraphs), names);
    let by_words = index(&forms);
    let bracketed = bracketed(body, names);
    let mut answers: Vec<Option<Answer>> = (0..forms.len())
        .map(|form| answer(form, &forms, &by_words, &bracketed))
        .collect();
    follow(&mut answers);
    let people = people(&forms);
    let number: HashMap<(&str, NameKind), usize> = forms
        .iter()
        .enumerate()
        .map(|(number, form)| ((form.text.as_str(), form.kind), number))
        .collect();
    names
        .iter()
        .map(|&(span, kind)| {
            let text = span.of(body);
            let form = number.get(&(text, kind)).copied();
            let told = form.and_then(|form| {
                let answer = answers[form].as_ref()?;
                Some(answer.at(span.start, &forms[form], &forms, &people))
            });
            let is_nobody = !matches!(told, Some(Told::Meant(..)));
            let titled = form.filter(|_| is_nobody && kind == NameKind::Person);
            let titled = titled.and_then(|form| namesakes::titled(body, span.start, &forms[form]));
            let (entity, why) = match (titled, told) {
                (Some(titled), _) => {
                    let why = format!("{}{text}\" in this article", answers::NOT);
                    (titled.to_string(), why)
                }
                (_, Some(Told::Meant(full, reason))) if forms[full].text != text => {
                    let entity = forms[full].text.clone();
                    let why = format!("{reason} \"{entity}\" in this article");
                    (entity, why)
                }
                (_, Some(Told::Not(full, how))) => {
                    let why = format!("{how}{}\" in this article", forms[full].text);
                    (text.to_string(), why)
                }
                _ => (text.to_string(), String::new()),
            };
            Mention {
                start: span.start,
                end: span.end,
                kind,
                entity,
                why,
            }
        })
        .collect()
}

/// What is known of who bears each form: by all forms of that name, `Ada Lund` and `Ada B. Lund`.
fn people(forms: &[Form]) -> Vec<Signs> {
    let mut by_surname: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, form) in forms.iter().enumerate() {
        if let (NameKind::Person, [_, .., surname]) = (form.kind, form.words.as_slice()) {
            by_surname.entry(surname).or_default().push(number);
        }
    }
    let all = forms.iter().map(|form| {
        let namesakes = form
            .words
            .last()
            .and_then(|word| by_surname.get(word.as_str()));
        let mut signs = form.signs.clone();
        for &other in cut(namesakes.map_or(&[][..], Vec::as_slice)) {
            let other = &forms[other];
            if form.words.len() > 1
                && other.generation == form.generation
                && same_given(&form.words[0], &other.words[0])
            {
                signs.add(&other.signs);
            }
        }
        signs
    });
    all.collect()
}

fn forms(body: &str, lines: &[(Span, Line)], names: &[(Span, NameKind)]) -> Vec<Form> {
    let mut numbers: BTreeMap<(&str, NameKind), usize> = BTreeMap::new();
    let mut forms: Vec<Form> = Vec::new();
    for (at, &(span, kind)) in names.iter().enumerate() {
        let text = span.of(body);
        let number = *numbers.entry((text, kind)).or_insert_with(|| {
            forms.push(Form {
                text: text.to_string(),
                kind,
                words: name_words(text, kind),
                generation: generation(text, kind),
                places: Vec::new(),
                around: Vec::new(),
                signs: Signs::default(),
                leads: true,
                heads: true,
            });
            forms.len() - 1
        });
        let form = &mut forms[number];
        form.places.push(span.start);
        let line = leads::of(lines, span);
        form.leads &= line == Some(Line::Elsewhere);
        form.heads &= line.is_some();
        if kind == NameKind::Person {
            let next = names[at + 1..]
                .iter()
                .find(|(_, kind)| *kind == NameKind::Person);
            let until = next.map_or(body.len(), |(next, _)| next.start);
            let around = Signs::around(body, span, until);
            form.signs.add(&around);
            form.around.push(around);
        }
    }
    // `LUND` in a headline is who is `Lund` below it
    let mut alone: HashMap<String, Signs> = HashMap::new();
    let is_alone = |form: &&mut Form| form.kind == NameKind::Person && form.words.len() == 1;
    for form in forms.iter_mut().filter(is_alone) {
        let all = alone.entry(form.words[0].clone()).or_default();
        all.add(&form.signs);
    }
    for form in forms.iter_mut().filter(is_alone) {
        form.signs.clone_from(&alone[&form.words[0]]);
    }
    for form in &mut forms {
        // `Moon Jae-in`: the given name comes last
        let is_eastern = form.text.rsplit(' ').next().is_some_and(is_joined_given);
        if let (NameKind::Person, [given, _, ..]) = (form.kind, form.words.as_slice())
            && !is_eastern
        {
            form.signs.add(&signs::of_given(given));
        }
    }
    forms
}

/// Whether a word is a given name of two parts, `Jae-in`.
fn is_joined_given(word: &str) -> bool {
    word.split_once('-')
        .is_some_and(|(_, after)| after.starts_with(char::is_lowercase))
}

/// `jr` of `Ada Lund Jr.`; empty where there is none.
fn generation(text: &str, kind: NameKind) -> String {
    match text.split_whitespace().next_back() {
        Some(last) if kind == NameKind::Person && is_generation(&last.to_lowercase()) => {
            last.trim_end_matches('.').to_lowercase()
        }
        _ => String::new(),
    }
}

/// The words of a name, folded; of a person's without titles and generations.
fn name_words(text: &str, kind: NameKind) -> Vec<String> {
    let mut words: Vec<String> = fold(text)
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .map(|word| {
            word.trim_matches(|letter: char| !letter.is_alphanumeric())
                .to_string()
        })
        .filter(|word| !word.is_empty())
        .collect();
    if kind == NameKind::Person {
        let titles = words.iter().take_while(|word| is_title(word)).count();
        if titles < words.len() {
            words.drain(..titles);
        }
        while words.len() > 1 && words.last().is_some_and(|word| is_generation(word)) {
            words.pop();
        }
    } else if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

/// Forms by kind and each of their words' ends (people: every tail; others: every head and the initials).
fn index(forms: &[Form]) -> HashMap<(NameKind, String), Vec<usize>> {
    let mut found: HashMap<(NameKind, String), Vec<usize>> = HashMap::new();
    for (number, form) in forms.iter().enumerate() {
        let mut keys = vec![form.words.join(" ")];
        let count = form.words.len();
        if form.kind == NameKind::Person {
            if count > 1 {
                keys.extend((1..count.min(4)).map(|from| form.words[from..].join(" ")));
                keys.push(form.words[0].clone());
            }
        } else if count > 1 {
            keys.extend((1..count.min(4)).map(|to| form.words[..to].join(" ")));
            keys.extend(initials(&form.words));
            keys.extend(form.words.last().filter(|word| is_newspaper(word)).cloned());
        }
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            found.entry((form.kind, key)).or_default().push(number);
        }
    }
    found
}

fn answer(
    number: usize,
    forms: &[Form],
    by_words: &HashMap<(NameKind, String), Vec<usize>>,
    bracketed: &HashMap<(String, NameKind), String>,
) -> Option<Answer> {
    let form = &forms[number];
    let bearers = |key: String| {
        by_words
            .get(&(form.kind, key))
            .map_or(&[][..], Vec::as_slice)
    };
    if form.kind == NameKind::Person {
        let surname = form.words.last().cloned().unwrap_or_default();
        let all = bearers(form.words.join(" "));
        let namesakes = bearers(surname);
        return person(number, forms, cut(all), cut(namesakes));
    }
    if let Some(full) = bracketed.get(&(form.text.clone(), form.kind)) {
        let full = *bearers(full.clone())
            .iter()
            .find(|&&other| forms[other].kind == form.kind)?;
        return Some(Answer {
            full: vec![full],
            reason: "short for",
            is_part: false,
            not: None,
        });
    }
    if is_acronym(&form.text) && form.words.len() == 1 {
        let key = letters_of(&form.text);
        let full: Vec<usize> = cut(bearers(key.clone()))
            .iter()
            .copied()
            .filter(|&other| {
                forms[other].words.len() > 1 && initials(&forms[other].words).contains(&key)
            })
            .collect();
        return one_name(full, forms, "initials of");
    }
    let same = cut(bearers(form.words.join(" ")));
    if form.kind == NameKind::Organisation && form.words.len() == 1 && is_newspaper(&form.words[0])
    {
        let full = same
            .iter()
            .copied()
            .filter(|&other| {
                forms[other].words.len() > 1 && forms[other].words.ends_with(&form.words)
            })
            .collect();
        if let Some(answer) = one_name(full, forms, "short for") {
            return Some(answer);
        }
    }
    let with_article = same.iter().copied().find(|&other| {
        forms[other].words == form.words
            && forms[other].text.starts_with("The ")
            && !form.text.starts_with("The ")
    });
    if let Some(full) = with_article {
        return Some(Answer {
            full: vec![full],
            reason: "the same name as",
            is_part: false,
            not: None,
        });
    }
    let full: Vec<usize> = same
        .iter()
        .copied()
        .filter(|&other| {
            other != number
                && form.kind == NameKind::Organisation
                && forms[other].words.len() > form.words.len()
                && forms[other].words.starts_with(&form.words)
                && form.words[0].chars().count() >= SHORT_FORM_LETTERS
                && !is_seat(&form.text)
                // `House` is not short for `House Committee`
                && !form.words.iter().all(|word| heads_organisation(word))
                && forms[other].words[form.words.len()..]
                    .iter()
                    .all(|word| heads_organisation(word) || is_legal_form(word))
        })
        .collect();
    one_name(full, forms, "short for")
}

/// Candidates that are one name in longer and shorter writing; none if they are several.
fn one_name(mut full: Vec<usize>, forms: &[Form], reason: &'static str) -> Option<Answer> {
    full.sort_by_key(|&other| (std::cmp::Reverse(forms[other].words.len()), other));
    let longest = *full.first()?;
    let same = full
        .iter()
        .all(|&other| forms[longest].words.starts_with(&forms[other].words));
    let most = forms[longest].words.len();
    let written = full
        .iter()
        .copied()
        .find(|&other| forms[other].words.len() == most && forms[other].text.starts_with("The "));
    same.then(|| Answer {
        full: vec![written.unwrap_or(longest)],
        reason,
        is_part: false,
        not: None,
    })
}

/// What stands for a form that itself stands for another stands for that one.
fn follow(answers: &mut [Option<Answer>]) {
    for number in 0..answers.len() {
        let mut at = number;
        // longest chain: acronym, short form, full form
        for _ in 0..3 {
            match &answers[at] {
                Some(Answer { full, .. }) if full.len() == 1 && full[0] != at => at = full[0],
                _ => break,
            }
        }
        if at != number
            && let Some(answer) = &mut answers[number]
        {
            answer.full = vec![at];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names marked in a text as `[p:Ada Lund]`.
    fn read(marked: &str) -> Vec<(String, String, String)> {
        let mut body = String::new();
        let mut names = Vec::new();
        let mut rest = marked;
        while let Some(open) = rest.find('[') {
            body.push_str(&rest[..open]);
            let close = rest[open..].find(']').unwrap() + open;
            let kind = match &rest[open + 1..open + 2] {
                "p" => NameKind::Person,
                "o" => NameKind::Organisation,
                _ => NameKind::Place,
            };
            let start = body.len();
            body.push_str(&rest[open + 3..close]);
            names.push((Span::new(start, body.len()), kind));
            rest = &rest[close + 1..];
        }
        body.push_str(rest);
        let paragraphs: Vec<Span> = body
            .match_indices('\n')
            .map(|(at, _)| at + 1)
            .chain([0])
            .map(|start| {
                let rest = &body[start..];
                Span::new(start, start + rest.find('\n').unwrap_or(rest.len()))
            })
            .collect();
        let mut paragraphs = paragraphs;
        paragraphs.sort_by_key(|paragraph| paragraph.start);
        joined(&body, &paragraphs, &names)
            .into_iter()
            .map(|mention| {
                (
                    body[mention.start..mention.end].to_string(),
                    mention.entity,
                    mention.why,
                )
            })
            .collect()
    }

    fn entities(marked: &str) -> Vec<String> {
        read(marked)
            .into_iter()
            .map(|(_, entity, _)| entity)
            .collect()
    }

    #[test]
    fn a_surname_is_the_full_name_and_says_why() {
        let found = read("[p:Tomas G. Venn] spoke. Mr. [p:Venn] left.");
        assert_eq!(found[1].1, "Tomas G. Venn");
        assert_eq!(found[1].2, "surname of \"Tomas G. Venn\" in this article");
        assert_eq!(found[0].2, "");
    }

    #[test]
    fn a_middle_initial_and_a_generation_make_no_other_person() {
        assert_eq!(
            entities("[p:Ada Lund] and [p:Ada B. Lund Jr.] and [p:Lund]"),
            ["Ada B. Lund Jr."; 3]
        );
    }

    #[test]
    fn a_shared_surname_is_the_one_named_before_or_nobody() {
        assert_eq!(
            entities("[p:Ada Lund] came. [p:Lund] sat. His son [p:Bo Lund] too. [p:Lund] rose."),
            ["Ada Lund", "Ada Lund", "Bo Lund", "Lund"]
        );
    }

    #[test]
    fn a_junior_is_another_and_what_came_before_is_somebody_else() {
        assert_eq!(
            entities("[p:Bo Lund] and [p:Bo Lund Jr.] met. [p:Lund] left, [p:Lund Jr.] stayed."),
            ["Bo Lund", "Bo Lund Jr.", "Bo Lund", "Bo Lund Jr."]
        );
        assert_eq!(
            entities("[p:Lund] spoke. [p:Lund] left. His wife, [p:Ada Lund], stayed."),
            ["Lund", "Lund", "Ada Lund"]
        );
    }

    #[test]
    fn title_sex_and_kin_tell_whom_a_surname_means() {
        for (marked, meant) in [
            // the president is not the first lady, nor a son
            (
                "President [p:Lund] left. [p:Lund] said so. First lady [p:Ada Lund] stayed. [p:Lund] won.",
                ["Lund", "Lund", "Ada Lund", "Lund"],
            ),
            (
                "President [p:Lund] met his son [p:Bo Lund]. [p:Lund] rose. Then [p:Lund] left.",
                ["Lund", "Bo Lund", "Lund", "Lund"],
            ),
            (
                "President [p:Bo Lund] came. [p:Lund] sat. President [p:Lund] spoke. So did [p:Lund].",
                ["Bo Lund"; 4],
            ),
            (
                "[p:Ada Lund] met [p:Bo Lund], her husband. Mrs. [p:Lund] spoke. Mr. [p:Lund] sat.",
                ["Ada Lund", "Bo Lund", "Ada Lund", "Bo Lund"],
            ),
            (
                "Sen. [p:Barbara Lund] spoke. [p:Lund] said she was ill. Mr. [p:Lund] sat. [p:Lund] left.",
                ["Barbara Lund", "Barbara Lund", "Lund", "Barbara Lund"],
            ),
            (
                "Former first lady [p:Ada Lund] ran. Secretary [p:Lund] won. [p:Lund] left. So did [p:Lund].",
                ["Ada Lund"; 4],
            ),
            (
                "[p:Barbara Lund] came. [p:Lund], the Vennish president, did not come with her. President [p:Lund] sat. [p:Lund] said she rose.",
                ["Barbara Lund", "Lund", "Lund", "Barbara Lund"],
            ),
            (
                "First lady [p:Lund] rose. President [p:Lund] sat. [p:Lund] won. The first lady [p:Lund] left.",
                ["First lady Lund", "Lund", "Lund", "first lady Lund"],
            ),
            (
                "Mr. [p:Lund] rose. Ms. [p:Lund] sat. So “Mr. [p:Lund] won. [p:Lund] left.",
                ["Mr. Lund", "Ms. Lund", "Mr. Lund", "Lund"],
            ),
            (
                "President [p:Lund] rose. Ms. [p:Lund] sat. [p:Lund] won. President [p:Lund] left.",
                ["Lund"; 4],
            ),
            (
                "[p:Bo Lund], his wife, [p:Mia], and [p:Venn] came. President [p:Lund] left.",
                ["Bo Lund", "Mia", "Venn", "Bo Lund"],
            ),
        ] {
            assert_eq!(entities(marked), meant, "{marked}");
        }
        let found = read("President [p:Lund] left. First lady [p:Ada Lund] stayed.");
        assert_eq!(found[0].2, "not \"Ada Lund\" in this article");
    }

    #[test]
    fn whose_wife_or_which_of_several_is_not_guessed() {
        let found = read(
            "First lady [p:Ada Lund] spoke. [p:Lund] allies were glad. [p:Lund] said she was too. [p:Lund]'s plan won.",
        );
        let meant: Vec<&str> = found.iter().map(|(_, meant, _)| meant.as_str()).collect();
        assert_eq!(meant, ["Ada Lund", "Lund", "Ada Lund", "Lund"]);
        assert_eq!(found[1].2, "not \"Ada Lund\" in this article");
        // an office and `he`
        let found = entities(
            "President [p:Lund], who said that he was ill, left. [p:Barbara Lund] stayed.",
        );
        assert_eq!(found, ["Lund", "Barbara Lund"]);
        // a headline in capitals is about who is meant below it
        let found = entities(
            "The plan is new, as everybody here knows. President [p:Lund] left.\nHERE IS WHAT [p:LUND] WANTS TO BUY\nFirst lady [p:Ada Lund] stayed.\n",
        );
        assert_eq!(found, ["Lund", "LUND", "Ada Lund"]);
        let found = read("[p:Bo Lund] and [p:Arn Lund] came. The elder [p:Lund] sat.");
        assert_eq!(found[2].1, "Lund");
        assert_eq!(found[2].2, "one of several, as \"Bo Lund\" in this article");
        // nobody else's given name
        let found = entities(
            "[p:George Lund] spoke. King [p:George] was mad. So was [p:Robert Venn]. [p:Robert] left.",
        );
        assert_eq!(
            found,
            ["George Lund", "George", "Robert Venn", "Robert Venn"]
        );
        // a daughter of somebody else is called by her surname
        let found = entities("His daughter, [p:Ada Lund], fell. [p:Lund] was twelve.");
        assert_eq!(found, ["Ada Lund"; 2]);
    }

    #[test]
    fn a_line_that_leads_elsewhere_has_nobody_of_the_article() {
        for line in [
            "[p:BO LUND JR.] SPEAKS TO THE HARBOUR BOARD",
            "Read more: [p:Bo Lund Jr.] speaks",
        ] {
            let body = format!(
                "The plan is new. [p:Lund] said so on Monday, and left in the evening.\n{line}\n[p:Lund] is ill.\n"
            );
            let found = entities(&body);
            assert_eq!(
                (found[0].as_str(), found[2].as_str()),
                ("Lund", "Lund"),
                "{body}"
            );
        }
        let body = "The court is full, and nobody knows who comes next to it.\nBo Lund of Arn, Court of Appeals for the North\n";
        let body = body.replace("Bo Lund", "[p:Bo Lund]") + "Then [p:Lund] was heard.";
        assert_eq!(entities(&body), ["Bo Lund"; 2]);
    }

    #[test]
    fn particles_belong_to_the_surname() {
        assert_eq!(
            entities("[p:Ute von der Aue] said so. [p:Von der Aue] left. [p:Aue] went."),
            ["Ute von der Aue"; 3]
        );
    }

    #[test]
    fn initials_stand_for_what_was_spelled_out() {
        assert_eq!(
            entities("The [o:Harbour Workers Union] ([o:HWU]) struck. [o:HWU] won."),
            ["Harbour Workers Union"; 3]
        );
        assert_eq!(
            entities("The [o:Union of Harbour Workers] struck. [o:UHW] won."),
            ["Union of Harbour Workers"; 2]
        );
    }

    #[test]
    fn a_newspaper_by_its_last_word_and_with_its_article() {
        assert_eq!(
            entities(
                "[o:The Lund Post] wrote. [o:Lund Post] readers read [o:The Post] and [o:Post]."
            ),
            ["The Lund Post"; 4]
        );
        assert_eq!(
            entities("[o:Lund Post] and [o:Venn Post] and [o:Post]")[2],
            "Post"
        );
    }

    #[test]
    fn an_organisation_without_its_suffix() {
        assert_eq!(
            entities("[o:Nordvia Airlines] and [o:Nordvia]"),
            ["Nordvia Airlines"; 2]
        );
        assert_eq!(
            entities("[o:Bank of Peru] and [o:Bank]"),
            ["Bank of Peru", "Bank"]
        );
    }
}
