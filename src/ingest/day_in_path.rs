//! The day in the path of a URL or in the name of a file.

use std::sync::LazyLock;

use jiff::civil;
use regex::Regex;

use crate::model::{DateSource, Draft, Published, place};

use super::date::{number, stamped};
use super::months::month;

/// The day in the path of a URL or in a file's name: `/2025/12/13/`, `/2025/dec/13/`, `2025-12-13`, `20251213`.
pub fn date_in_path(path: &str, from: DateSource) -> Option<Published> {
    static NUMBERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:^|[^0-9])((?:19|20)\d\d)([/_.-]?)(\d{2})([/_.-]?)(\d{2})(?:[^0-9]|$)").ok()
    });
    static NAMED: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"/((?:19|20)\d\d)/([a-z]{3})/(\d{1,2})/").ok());
    let day = NUMBERS.as_ref()?.captures(path).and_then(|found| {
        let same = found.get(2)?.as_str() == found.get(4)?.as_str();
        same.then(|| Some((number(&found, 1)?, number(&found, 3)?, number(&found, 5)?)))?
    });
    let day = day.or_else(|| {
        let found = NAMED.as_ref()?.captures(path)?;
        Some((
            number(&found, 1)?,
            month(found.get(2)?.as_str())?.into(),
            number(&found, 3)?,
        ))
    });
    let (year, month, day) = day?;
    let day = civil::Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    stamped(day, None, None, from).published()
}

/// The date in the file's own name, where nothing else tells one.
pub fn dated_by_name(draft: &mut Draft) {
    if draft.published.is_none() {
        draft.published = date_in_path(place::name_of(&draft.origin), DateSource::FileName);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_in_paths() {
        let day = |path| date_in_path(path, DateSource::Url).map(|p| p.day().to_string());
        assert_eq!(
            day("/world/2025/12/13/a-story-1234"),
            Some("2025-12-13".into())
        );
        assert_eq!(day("/world/2025/dec/13/a-story"), Some("2025-12-13".into()));
        assert_eq!(day("20251213-story.txt"), Some("2025-12-13".into()));
        assert_eq!(day("/id/1202512134"), None);
        assert_eq!(day("/2025/13/45/x"), None);
    }

    proptest! {
        #[test]
        fn any_path_is_read_or_not(path in "[0-9/_.a-z-]{0,30}") {
            let _ = date_in_path(&path, DateSource::Url);
        }
    }
}
