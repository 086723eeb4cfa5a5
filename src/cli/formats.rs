//! The formats in which bookmarks are printed for other programs, under their words.

use clap::ValueEnum;

use crate::analysis::telling::citation::ExportFormat;

/// The formats of `analysis::citation`, under their words.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    Md,
    Html,
    Csv,
    Json,
    Jsonl,
    Csl,
    Bib,
    Jsonld,
}

impl Format {
    pub(super) fn export_format(self) -> ExportFormat {
        match self {
            Format::Md => ExportFormat::Markdown,
            Format::Html => ExportFormat::Html,
            Format::Csv => ExportFormat::Csv,
            Format::Json => ExportFormat::Json,
            Format::Jsonl => ExportFormat::JsonLines,
            Format::Csl => ExportFormat::Csl,
            Format::Bib => ExportFormat::Bibtex,
            Format::Jsonld => ExportFormat::JsonLd,
        }
    }
}
