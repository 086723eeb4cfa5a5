//! When and where a page was saved: its address where the page itself names none, and a note of the moment, which is never the
//! day of its publication.

use crate::model::{DateSource, Draft};

use super::date::date;
use super::day_in_path::date_in_path;
use super::url::{host, path};

/// The header of a record of a web archive that says from where the copy of another archive came, in lower case.
pub const COPIED_FROM: &str = "parallax-copied-from";

/// The saving of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capture {
    /// An absolute address.
    pub url: Option<String>,
    /// The moment, as it was written.
    pub at: Option<String>,
}

impl Capture {
    /// The draft with what is known of its saving.
    pub fn told(&self, mut draft: Draft) -> Draft {
        if draft.url.is_none()
            && let Some(url) = &self.url
        {
            if draft.outlet.is_none() {
                draft.outlet = host(url);
            }
            if draft.published.is_none() {
                draft.published = date_in_path(path(url), DateSource::Url);
            }
            draft.url = Some(url.clone());
        }
        if let Some(at) = &self.at {
            let moment = date(at, DateSource::Field).published();
            let moment = moment.map_or_else(|| at.clone(), |moment| moment.short());
            draft.notes.push(format!("the page was saved on {moment}"));
        }
        draft
    }
}
