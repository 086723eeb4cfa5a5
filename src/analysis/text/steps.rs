//! Steps of work, counted in tests: a text twice as long is seen to cost twice as much, whatever a clock would say. Outside of
//! tests nothing is counted.

#[cfg(test)]
use std::cell::Cell;

#[cfg(test)]
thread_local! {
    static TAKEN: Cell<u64> = const { Cell::new(0) };
}

/// So many steps were taken: tokens asked, bytes or letters looked at.
#[inline]
pub fn take(count: usize) {
    #[cfg(test)]
    TAKEN.set(TAKEN.get() + count as u64);
    #[cfg(not(test))]
    let _ = count;
}

/// The steps that some work takes on this thread.
#[cfg(test)]
pub fn of<T>(work: impl FnOnce() -> T) -> u64 {
    let before = TAKEN.get();
    work();
    TAKEN.get() - before
}

/// Holds that twice the size costs twice the steps: `work` is given a size, `what` names it where it does not.
///
/// # Panics
/// It costs more than two and a half times as many, or nothing was counted.
#[cfg(test)]
pub fn assert_linear(what: &str, size: usize, work: impl Fn(usize)) {
    let (once, twice) = (of(|| work(size)), of(|| work(size * 2)));
    assert!(once > 0, "{what}: nothing was counted");
    assert!(
        twice * 2 <= once * 5,
        "{what}: {once} steps for {size}, {twice} for twice that"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_with_the_size_is_linear() {
        assert_linear("each once", 100, take);
    }

    #[test]
    #[should_panic(expected = "each with each: 10000 steps for 100, 40000 for twice that")]
    fn what_grows_with_its_square_is_seen() {
        assert_linear("each with each", 100, |size| take(size * size));
    }
}
