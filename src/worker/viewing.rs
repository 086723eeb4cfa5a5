//! What a library read last of all names and stories: at hand, or read anew where it is of what was held before.

use std::sync::Arc;

use anyhow::Result;

use super::library::Library;
use super::view::View;

impl Library {
    pub(super) fn view(&self) -> Result<Arc<View>> {
        if let Some(view) = self.at_hand().filter(|_| self.is_current()) {
            return Ok(view);
        }
        let view = Arc::new(View::read(self.catalogue())?);
        *self.view.borrow_mut() = Some(Arc::clone(&view));
        self.stale.set(false);
        Ok(view)
    }

    /// The view that was read last, be it of what was held before.
    pub(super) fn at_hand(&self) -> Option<Arc<View>> {
        self.view.borrow().as_ref().map(Arc::clone)
    }

    /// Whether there is a view, and it is of what is held now.
    pub(super) fn is_current(&self) -> bool {
        !self.stale.get() && self.view.borrow().is_some()
    }

    /// Takes a view that was read elsewhere, if it is of what is held now; whether it is.
    pub(super) fn adopt(&self, view: Arc<View>) -> Result<bool> {
        let is_current = view.altered == self.catalogue().altered_generation()?;
        if is_current {
            *self.view.borrow_mut() = Some(view);
            self.stale.set(false);
        }
        Ok(is_current)
    }
}
