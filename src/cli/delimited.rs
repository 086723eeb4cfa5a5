//! Comma-separated values, as RFC 4180 has them, but with plain line ends.

/// One record with its line end. A cell that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV
/// injection).
pub fn record<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    format!("{}\n", cells.join(","))
}

fn cell(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_string()
    };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be_and_never_run() {
        assert_eq!(
            record(["a", "b,c", "d \"e\"", "=1+1"]),
            "a,\"b,c\",\"d \"\"e\"\"\",'=1+1\n"
        );
    }
}
