//! One surname alone whose titles tell that an article means two by it: `First lady Lund` and `President Lund`.

use super::Form;
use crate::analysis::reading::names::signs::Signs;
use crate::analysis::reading::names::titles::{self, FIRST_LADY};
use crate::analysis::text::given_names::Sex;

/// What a mention of a surname that is said of two is called by: itself with its title, as the article writes it; nothing
/// where one person is meant, or where the mention has no such title. `place` is the byte where the mention starts.
pub fn titled<'a>(body: &'a str, place: usize, form: &Form) -> Option<&'a str> {
    if form.words.len() != 1 || !are_two(&form.around) {
        return None;
    }
    let own = form.around.get(form.places.binary_search(&place).ok()?)?;
    // who holds the office is called by the surname alone
    if own.holds_sole_office() {
        return None;
    }
    let sex = own.title_sex()?;
    let start = title(&body[..place], sex)?;
    let end = place + form.text.len();
    body.get(start..end)
}

/// Whether some mentions are a man's and some a woman's, or some the first lady's and some whose wife she is.
fn are_two(around: &[Signs]) -> bool {
    let any = |holds: fn(&Signs) -> bool| around.iter().any(holds);
    let is_of = |sex: Sex| around.iter().any(|one| one.title_sex() == Some(sex));
    (is_of(Sex::Woman) && is_of(Sex::Man))
        || (any(Signs::is_first_lady) && any(Signs::holds_sole_office))
}

/// Where the title right before a name starts that tells its sex.
fn title(before: &str, sex: Sex) -> Option<usize> {
    let spaced = before.strip_suffix(' ')?;
    let start = |text: &str| {
        text.rfind([' ', '\n', '“', '"', '('])
            .map_or(0, |at| at + mark(&text[at..]))
    };
    let last = start(spaced);
    let two = start(spaced[..last].strip_suffix(' ').unwrap_or(""));
    let is_first_lady = spaced[two..].to_lowercase() == FIRST_LADY;
    if is_first_lady && last > 0 {
        return Some(two);
    }
    let word = spaced[last..].trim_end_matches('.').to_lowercase();
    (titles::sex(&word) == Some(sex)).then_some(last)
}

fn mark(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}
