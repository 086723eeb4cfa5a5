//! Panics: those that are caught say nothing by themselves, the caller tells what failed; the others speak once.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

thread_local! {
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// What `work` gives, or `None` where it panicked.
pub fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    let outer = CAUGHT.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CAUGHT.set(outer);
    done.ok()
}

/// From now on a panic speaks only where it ends this thread, after `first` was called; those of other threads are told by
/// whoever waits for them.
pub fn speak_only_here(first: impl Fn() + Send + Sync + 'static) {
    let here = thread::current().id();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if thread::current().id() == here && !CAUGHT.get() {
            first();
            before(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_panics_gives_nothing_and_what_does_not_gives_all() {
        assert_eq!(caught(|| 5), Some(5));
        let inner = caught(|| {
            let lost: Option<u8> = caught(|| panic!("a fault"));
            (lost, CAUGHT.get())
        });
        assert_eq!(inner, Some((None, true)));
        assert!(!CAUGHT.get());
    }
}
