//! `parallax rebuild`: makes everything anew that can be made anew.

use anyhow::Result;

use super::add::{tell, told};
use super::meter::Meter;
use super::{Desk, Exit};

/// Read every source again and make the index anew; bookmarks and everything else of yours stay
///
/// All is made beside what there is, which answers until then. Articles whose source cannot be read now are carried over.
#[derive(Debug, clap::Args)]
pub struct Rebuild {
    /// The report as JSON
    #[arg(long)]
    json: bool,
    /// Name each article that was joined with one that is there, and why
    #[arg(long)]
    repeated: bool,
}

impl Rebuild {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let mut library = desk.library_as_it_is()?;
        let meter = Meter::new();
        let outcome = library.rebuild(&desk.adding()?, &mut |at| meter.show(at), meter.stop());
        meter.end();
        let report = outcome?;
        desk.tell(&library.status()?.warnings);
        tell(desk, &report, told(self.json, self.repeated))
    }
}
