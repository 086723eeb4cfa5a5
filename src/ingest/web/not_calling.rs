//! In a parallax that was built without the web nothing is asked for.

use std::sync::atomic::AtomicBool;

use super::answer::{Fault, Most, Raw};

/// Whoever would send requests.
pub struct Caller;

impl Caller {
    pub fn new(_private: bool) -> Caller {
        Caller
    }

    pub fn get(
        &self,
        _address: &str,
        _headers: &[(&'static str, String)],
        _most: Most,
        _stop: &AtomicBool,
    ) -> Result<Raw, Fault> {
        let why = "not fetched: this parallax was built without the web (the cargo feature `web`)";
        Err(Fault::Failed(why.into()))
    }
}
