//! Records of comma-separated values that a spreadsheet shows and never runs: the one writer of every table that is exported.

/// One record as RFC 4180 has it, with its line end. No cell is a formula, none holds a control character but tabs and line
/// breaks.
pub fn record<T: AsRef<str>>(cells: impl IntoIterator<Item = T>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail; what could not be written would be left out.
    let _ = writer.write_record(cells.into_iter().map(|text| cell(text.as_ref())));
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A cell that no spreadsheet takes for a formula (OWASP, "CSV Injection"), without control characters.
fn cell(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|&letter| letter == '\n' || letter == '\t' || !letter.is_control())
        .collect();
    // Spreadsheets skip what looks blank before they look for a formula; some take the wide signs for the plain ones.
    let formula = plain
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if formula { format!("'{plain}") } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\u{7}=1"] {
            assert!(cell(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(cell("1 = 1"), "1 = 1");
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(
            record(["a", "b,c", "d \"e\"", "f\ng"]),
            "a,\"b,c\",\"d \"\"e\"\"\",\"f\ng\"\n"
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(cells in proptest::collection::vec("[a-z,\"\n ]{1,9}", 2..5)) {
            let text = record(&cells);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let back = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(back.iter().collect::<Vec<_>>(), cells);
        }
    }
}
