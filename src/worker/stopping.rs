//! The end of a work that the reader stopped and that does not end by itself: inside one long article, a blocked read, a
//! commit. A library survives being killed at any moment, so ending the program costs what is in hand and nothing else.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How often it is looked whether the reader wants to stop.
const LOOK: Duration = Duration::from_millis(50);
/// How long a work may take to end after the reader stopped it: with [`LOOK`] less than the second after which a program
/// counts as hung.
const GRACE: Duration = Duration::from_millis(850);

/// Watches `stop` beside the work until `ended` is set; where the work goes on for longer than `GRACE` after it was
/// stopped, `give_up` is called, which ends the program.
pub fn end_when_stuck(
    stop: Arc<AtomicBool>,
    ended: Arc<AtomicBool>,
    give_up: impl FnOnce() + Send + 'static,
) {
    // Without the thread the second `^c` still ends the program.
    let _ = std::thread::Builder::new()
        .name("stopping".into())
        .spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                if ended.load(Ordering::Relaxed) {
                    return;
                }
                std::thread::sleep(LOOK);
            }
            std::thread::sleep(GRACE);
            if !ended.load(Ordering::Relaxed) {
                give_up();
            }
        });
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_work_that_does_not_end_is_given_up_and_one_that_ends_is_not() {
        let flag = || Arc::new(AtomicBool::new(true));
        let (give, take) = channel();
        end_when_stuck(flag(), Arc::new(AtomicBool::new(false)), move || {
            let _ = give.send("given up");
        });
        assert_eq!(take.recv(), Ok("given up"));
        let (give, take) = channel::<&str>();
        end_when_stuck(flag(), flag(), move || {
            let _ = give.send("given up");
        });
        assert!(take.recv().is_err());
    }
}
