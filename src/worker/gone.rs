//! The home of a reader that is gone from its place while the screens are open: moved away, deleted, or on a disk that was.
//!
//! Invariant: nothing is made in its place as long as the screens run: a new, empty library there would be taken for the
//! reader's own, and stand in the way of the one that is brought back.

use super::desk::Desk;
use super::home::identity;
use super::request::{Request, Topic};

impl Desk {
    /// What to say where the home that was opened is gone; `None` where it is there. An empty folder of its name, as the place of
    /// a disk that is away, is none. Asks the system once while all is well.
    pub(super) fn gone(&self) -> Option<String> {
        let stood = self.stood?;
        let now = identity(&self.home.dir);
        let is_filled = || self.home.shelf().exists() || self.home.catalogue().exists();
        if now == Some(stood) || (now.is_some() && is_filled()) {
            return None;
        }
        Some(format!(
            "the folder {} is gone; bring it back or quit: what is shown was read before, and nothing is kept until it is back",
            self.home.dir.display()
        ))
    }

    /// Why a request cannot be answered now: what it asks for would be written into a home that is gone.
    pub(super) fn refused(&self, request: &Request) -> Option<String> {
        let asks = match request {
            Request::Shelf => true,
            Request::Copies | Request::Add(_) | Request::Refresh | Request::TurnHome => false,
            request => request.topic() != Topic::Shelf,
        };
        self.gone().filter(|_| !asks)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::worker::request::{Opener, Reply};
    use crate::worker::{AddOptions, Home, Library, Source};

    fn told(desk: &mut Desk) -> String {
        match desk.answer(Request::Lists, &AtomicBool::new(false)) {
            Reply::Lists(lists) => lists.status.warnings.join("; "),
            Reply::Failed(why) => format!("failed: {why}"),
            _ => "another answer".to_string(),
        }
    }

    #[test]
    fn in_the_place_of_a_home_that_is_moved_away_nothing_is_made() {
        for is_filled in [true, false] {
            let dir = std::env::temp_dir().join(format!("parallax-gone-{}", std::process::id()));
            let _ = std::fs::remove_dir_all(&dir);
            let home = Home {
                dir: dir.join("home"),
            };
            std::fs::create_dir_all(&dir).unwrap();
            if is_filled {
                let text = "Lamps in Oakport\n\nThe town of Oakport has put up new lamps at the harbour.\n";
                std::fs::write(dir.join("a.txt"), text).unwrap();
                let mut library = Library::open(&home).unwrap();
                let sources = [Source::Path(dir.join("a.txt"))];
                let stop = AtomicBool::new(false);
                let options = AddOptions::default();
                library.add(&sources, &options, &mut |_| {}, &stop).unwrap();
            }
            let opener = Opener {
                home: home.clone(),
                paths: Vec::new(),
            };
            let mut desk = Desk::open(opener).unwrap();
            assert_eq!(told(&mut desk), "");
            desk.has_news();
            assert!(!desk.has_news());
            let away = dir.join("home2");
            std::fs::rename(&home.dir, &away).unwrap();
            // The place of a disk that is away.
            for is_empty_there in [false, true] {
                if is_empty_there {
                    std::fs::create_dir(&home.dir).unwrap();
                }
                let nothing_made = |home: &Path| match std::fs::read_dir(home) {
                    Ok(mut held) => is_empty_there && held.next().is_none(),
                    Err(_) => !is_empty_there,
                };
                assert_eq!(desk.has_news(), !is_empty_there, "said once");
                let said = told(&mut desk);
                assert!(
                    said.contains("home is gone; bring it back or quit"),
                    "{said}"
                );
                for request in [
                    Request::Refresh,
                    Request::Add(Vec::new()),
                    Request::Undo(crate::model::Made::Any),
                    Request::Restore("x".to_string()),
                    Request::TurnHome,
                    Request::Remember("{}".to_string()),
                    Request::Shelf,
                ] {
                    let is_kept = matches!(request, Request::Remember(_) | Request::Shelf);
                    let reply = desk.answer(request, &AtomicBool::new(false));
                    assert_eq!(!matches!(reply, Reply::Failed(_)), is_kept);
                }
                assert!(!desk.rest());
                assert!(nothing_made(&home.dir));
            }
            std::fs::remove_dir(&home.dir).unwrap();
            std::fs::rename(&away, &home.dir).unwrap();
            assert!(desk.has_news());
            assert_eq!(told(&mut desk), "");
            assert!(!desk.has_news());
            drop(desk);
            let library = Library::open(&home).unwrap();
            assert_eq!(library.status().unwrap().articles > 0, is_filled);
            let _ = std::fs::remove_dir_all(&dir);
        }
    }
}
