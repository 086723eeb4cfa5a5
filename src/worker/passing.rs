//! How far work has come that nobody asked for and somebody waits for: the index made anew while a library is opened, say. It
//! is told to whoever listens on the thread that does it.

use std::cell::RefCell;

use crate::model::Progress;

type Listener = Box<dyn FnMut(&Progress)>;

thread_local! {
    static LISTENER: RefCell<Option<Listener>> = const { RefCell::new(None) };
}

/// From now on `listener` is told on this thread.
pub(super) fn listen(listener: impl FnMut(&Progress) + 'static) {
    LISTENER.set(Some(Box::new(listener)));
}

/// Tells it where somebody listens.
pub(super) fn tell(progress: &Progress) {
    // Who listens does no such work meanwhile.
    LISTENER.with(|listener| {
        if let Ok(mut listener) = listener.try_borrow_mut()
            && let Some(listener) = listener.as_mut()
        {
            listener(progress);
        }
    });
}
