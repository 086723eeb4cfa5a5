//! The list of all formats, and which of them a source is of.

use super::format::{Format, Head};

/// Every format, the surest to tell first; plain text takes what is left.
pub static FORMATS: &[&dyn Format] = &[
    #[cfg(feature = "archives")]
    &super::packed::GZIP,
    #[cfg(feature = "archives")]
    &super::packed::XZ,
    #[cfg(feature = "archives")]
    &super::packed::ZSTD,
    #[cfg(feature = "archives")]
    &super::zip::Zip,
    #[cfg(feature = "archives")]
    &super::tar::Tar,
    // A web archive may hold a PDF near its beginning.
    #[cfg(feature = "archives")]
    &super::warc::Warc,
    #[cfg(feature = "pdf")]
    &super::pdf::Pdf,
    &super::rtf::Rtf,
    &super::feed::Feed,
    &super::opml::Opml,
    &super::ris::Ris,
    &super::newsml::NewsMl,
    #[cfg(feature = "mail")]
    &super::mhtml::Mhtml,
    #[cfg(feature = "mail")]
    &super::mailbox::Mbox,
    #[cfg(feature = "mail")]
    &super::mail::Mail,
    &super::databases::DatabasePages,
    &super::html::Html,
    &super::json::Json,
    &super::jsonl::JsonLines,
    &super::databases::Databases,
    &super::markdown::Markdown,
    &super::csv::Csv,
    &super::text::Text,
];

/// The format of a source that begins so, whatever its name says.
pub fn owner(head: &Head<'_>) -> Option<&'static dyn Format> {
    FORMATS.iter().find(|format| format.owns(head)).copied()
}

/// The format of a source, by the extension of its name, else by its beginning.
pub fn format(extension: &str, head: &str) -> Option<&'static dyn Format> {
    /// Plain text is where saved pages hide: what is inside counts more.
    const VAGUE: &[&str] = &["", "txt", "text"];
    let by_name = FORMATS
        .iter()
        .find(|format| format.extensions().contains(&extension));
    let by_content = || FORMATS.iter().find(|format| format.claims(head));
    let found = match by_name {
        Some(format) if !VAGUE.contains(&extension) => Some(format),
        by_name => by_content().or(by_name),
    };
    let text = || {
        FORMATS
            .last()
            .filter(|_| !NOT_ARTICLES.contains(&extension))
    };
    found.or_else(text).copied()
}

/// Extensions of text that is no article.
pub const NOT_ARTICLES: &[&str] = &[
    "rs",
    "py",
    "js",
    "mjs",
    "ts",
    "tsx",
    "jsx",
    "c",
    "h",
    "cc",
    "cpp",
    "hpp",
    "cs",
    "java",
    "kt",
    "go",
    "rb",
    "php",
    "pl",
    "sh",
    "bash",
    "zsh",
    "fish",
    "ps1",
    "bat",
    "lua",
    "swift",
    "scala",
    "sql",
    "css",
    "scss",
    "less",
    "toml",
    "yaml",
    "yml",
    "ini",
    "cfg",
    "conf",
    "lock",
    "log",
    "xml",
    "xsl",
    "xsd",
    "svg",
    "make",
    "cmake",
    "mk",
    "patch",
    "diff",
    "tex",
    "bib",
    "srt",
    "vtt",
    "ics",
    "vcf",
    "pem",
    "crt",
    "key",
    "sum",
    "mod",
    "gradle",
    "properties",
    "map",
    "ipynb",
    "r",
    "m",
    "asm",
    "s",
    "proto",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_name_and_by_content() {
        let name =
            |extension: &str, head: &str| format(extension, head).map(|format| format.name());
        assert_eq!(name("html", ""), Some("HTML"));
        assert_eq!(name("txt", "<!DOCTYPE html><p>One"), Some("HTML"));
        assert_eq!(name("", "[{\"title\": \"One\"}]"), Some("JSON"));
        assert_eq!(
            name("", "{\"title\": \"One\"}\n{\"title\": \"Two\"}\n"),
            Some("JSON Lines")
        );
        assert_eq!(name("", "---\ntitle: One\n---\n"), Some("Markdown"));
        assert_eq!(name("tsv", "a\tb"), Some("CSV"));
        assert_eq!(name("", "Rain fell."), Some("plain text"));
        assert_eq!(name("xyz", "Rain fell."), Some("plain text"));
        assert_eq!(name("rs", "fn main() {}"), None);
    }

    #[test]
    fn no_extension_belongs_to_two_formats() {
        let mut seen: Vec<&str> = FORMATS
            .iter()
            .flat_map(|format| format.extensions())
            .copied()
            .collect();
        seen.extend(NOT_ARTICLES);
        seen.sort_unstable();
        let all = seen.len();
        seen.dedup();
        assert_eq!(seen.len(), all);
    }
}
