//! The rows of a CSV file, parted so that one broken row costs no other: RFC 4180, read as leniently as spreadsheets do.
//!
//! A quotation mark that is never closed would take the rest of the file into one field. A row of several lines whose marks
//! or fields do not come out right is therefore given up where one of its lines is, by itself, a row like the header.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use super::format::{LINE_GIVEN_UP, given_up};

/// Lines of a row, as they stand in the file.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// The first line's number in the file, from one.
    pub line: usize,
    /// With their line ends.
    pub bytes: Vec<u8>,
}

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    Row(Row),
    /// A row that could not be told from those after it, by the number of its first line, and why.
    Broken {
        line: usize,
        reason: String,
    },
    End,
}

/// How the quotation marks of a text have come out so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Marks {
    state: State,
    /// Fields that were begun, less one.
    delimiters: usize,
    /// A closing mark with more of its field behind it, or a mark inside a field that has none around it.
    stray: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Start,
    Bare,
    Quoted,
    /// A mark inside a quoted field: it ends the field, or is the first of two that stand for one.
    Mark,
}

impl Marks {
    fn read(&mut self, bytes: &[u8], delimiter: u8) {
        for &byte in bytes {
            self.state = match (self.state, byte) {
                (State::Start, b'"') => State::Quoted,
                (State::Quoted, b'"') => State::Mark,
                (State::Mark, b'"') | (State::Quoted, _) => State::Quoted,
                (_, b'\n' | b'\r') => State::Start,
                (_, byte) if byte == delimiter => {
                    self.delimiters += 1;
                    State::Start
                }
                (State::Mark, _) => {
                    self.stray = true;
                    State::Bare
                }
                (_, byte) => {
                    self.stray |= byte == b'"';
                    State::Bare
                }
            };
        }
    }

    fn is_open(self) -> bool {
        self.state == State::Quoted
    }
}

/// The rows of a stream of UTF-8.
pub struct Rows<R> {
    input: R,
    delimiter: u8,
    /// Fields of the header; rows of another number are looked at twice.
    fields: usize,
    /// Longest row, in bytes.
    limit: usize,
    /// Lines that were read and belong to rows to come.
    ahead: VecDeque<Vec<u8>>,
    /// Lines given so far.
    line: usize,
}

impl<R: BufRead> Rows<R> {
    pub fn new(input: R, limit: usize) -> Self {
        Rows {
            input,
            delimiter: b',',
            fields: 0,
            limit,
            ahead: VecDeque::new(),
            line: 0,
        }
    }

    /// The first lines, up to `most`, without taking them. Lines end at `\n`, `\r\n`, or a lone `\r`.
    pub fn peek(&mut self, most: usize) -> io::Result<Vec<String>> {
        let mut lines = Vec::new();
        while lines.len() < most {
            match self.read_line()? {
                Some(line) => lines.push(line),
                None => break,
            }
        }
        let texts = lines.iter().map(|line| String::from_utf8_lossy(line));
        let texts = texts.map(std::borrow::Cow::into_owned).collect();
        self.put_back(lines);
        Ok(texts)
    }

    /// Passes over the lines before the header, and tells what the rows are like.
    pub fn begin(&mut self, lines_before: usize, delimiter: u8) -> io::Result<()> {
        for _ in 0..lines_before {
            self.read_line()?;
        }
        self.delimiter = delimiter;
        Ok(())
    }

    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Tells how many fields a row has that is as it should be.
    pub fn expect(&mut self, fields: usize) {
        self.fields = fields;
    }

    /// The next row that is not empty.
    pub fn next(&mut self) -> io::Result<Next> {
        let first = loop {
            match self.read_line()? {
                None => return Ok(Next::End),
                Some(line) if line.trim_ascii().is_empty() => {}
                Some(line) => break line,
            }
        };
        let number = self.line;
        let mut marks = Marks::default();
        marks.read(&first, self.delimiter);
        let mut bytes = first.len();
        let mut lines = vec![first];
        let mut ended = false;
        while marks.is_open() && bytes <= self.limit {
            let Some(line) = self.read_line()? else {
                ended = true;
                break;
            };
            marks.read(&line, self.delimiter);
            bytes += line.len();
            lines.push(line);
        }
        let long = bytes > self.limit;
        let odd = marks.stray || (self.fields > 0 && marks.delimiters + 1 != self.fields);
        if lines.len() > 1
            && (ended || long || odd)
            && let Some(at) = self.row_among(&lines)
        {
            self.put_back(lines.split_off(at));
            return Ok(Next::Broken {
                line: number,
                reason: "broken row: a quotation mark is opened and not closed; the next row is read on its own"
                    .into(),
            });
        }
        if long {
            return Ok(Next::Broken {
                line: number,
                reason: format!("broken row: longer than {} bytes", self.limit),
            });
        }
        Ok(Next::Row(Row {
            line: number,
            bytes: lines.concat(),
        }))
    }

    /// Which of the lines after the first is a row like the header by itself, or begins one with its last field.
    fn row_among(&self, lines: &[Vec<u8>]) -> Option<usize> {
        // A single field is like any line of text.
        if self.fields < 2 {
            return None;
        }
        (1..lines.len()).find(|&at| {
            let mut marks = Marks::default();
            marks.read(&lines[at], self.delimiter);
            !marks.stray && marks.delimiters + 1 == self.fields
        })
    }

    fn put_back(&mut self, lines: Vec<Vec<u8>>) {
        self.line -= lines.len();
        for line in lines.into_iter().rev() {
            self.ahead.push_front(line);
        }
    }

    /// A line with its end; of one beyond all limits, only so much that it is seen to be.
    fn read_line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let line = match self.ahead.pop_front() {
            Some(line) => line,
            None => self.read_new_line()?,
        };
        if line.is_empty() {
            return Ok(None);
        }
        self.line += 1;
        Ok(Some(line))
    }

    /// Empty at the end of the input.
    fn read_new_line(&mut self) -> io::Result<Vec<u8>> {
        let mut line: Vec<u8> = Vec::new();
        let mut passed: u64 = 0;
        loop {
            if passed > LINE_GIVEN_UP {
                return Err(given_up());
            }
            let ready = match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                ready => ready?,
            };
            let Some(&next) = ready.first() else {
                return Ok(line);
            };
            // A lone `\r` ends a line; whether a `\n` belongs to it is seen with the next byte.
            if line.ends_with(b"\r") {
                if next == b'\n' {
                    line.push(b'\n');
                    self.input.consume(1);
                }
                return Ok(line);
            }
            let end = ready.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let used = end.map_or(ready.len(), |end| end + 1);
            let room = (self.limit + 1).saturating_sub(line.len());
            line.extend_from_slice(&ready[..used.min(room)]);
            if used > room {
                // The line's end is what must not be lost of it.
                if let Some(end) = end {
                    line.push(ready[end]);
                }
            }
            self.input.consume(used);
            passed += used as u64;
            if line.ends_with(b"\n") {
                return Ok(line);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, fields: usize) -> Vec<String> {
        let mut rows = Rows::new(text.as_bytes(), 1000);
        rows.begin(0, b',').unwrap();
        rows.expect(fields);
        let mut found = Vec::new();
        loop {
            match rows.next().unwrap() {
                Next::End => return found,
                Next::Row(row) => found.push(format!(
                    "{}:{}",
                    row.line,
                    String::from_utf8(row.bytes).unwrap()
                )),
                Next::Broken { line, .. } => found.push(format!("{line}!")),
            }
        }
    }

    #[test]
    fn rows_of_one_line_and_of_several() {
        assert_eq!(rows("a,b\r\n\r\n1,2\n", 2), ["1:a,b\r\n", "3:1,2\n"]);
        assert_eq!(rows("a,\"b\nc\"\nd,e", 2), ["1:a,\"b\nc\"\n", "3:d,e"]);
        assert_eq!(rows("a,b\rc,d\r", 2), ["1:a,b\r", "2:c,d\r"]);
    }

    #[test]
    fn a_mark_that_is_never_closed_costs_its_row_alone() {
        let text = "a,b,\"c\nd,e,f\ng,h,i\n";
        assert_eq!(rows(text, 3), ["1!", "2:d,e,f\n", "3:g,h,i\n"]);
    }

    #[test]
    fn a_mark_that_a_later_row_seems_to_close_is_seen_too() {
        let text = "a,b,\"c\nd,e,f\ng,h,\"i, j\"\nk,l,m\n";
        assert_eq!(
            rows(text, 3),
            ["1!", "2:d,e,f\n", "3:g,h,\"i, j\"\n", "4:k,l,m\n"]
        );
        // Every row opens one: nothing is read twice for it.
        assert_eq!(
            rows("a,b,\"c\nd,e,\"f\ng,h,i\n", 3),
            ["1!", "2!", "3:g,h,i\n"]
        );
    }

    #[test]
    fn text_in_marks_may_look_like_rows() {
        let text = "1,\"He named three:\na,b\nc,d\"\n2,x\n";
        assert_eq!(
            rows(text, 2),
            ["1:1,\"He named three:\na,b\nc,d\"\n", "4:2,x\n"]
        );
        let doubled = "1,\"She said \"\"no\"\",\nand left\"\n2,x\n";
        assert_eq!(rows(doubled, 2).len(), 2);
    }

    #[test]
    fn the_last_row_may_be_cut_off() {
        assert_eq!(
            rows("1,\"It rained\nall day", 2),
            ["1:1,\"It rained\nall day"]
        );
    }

    #[test]
    fn a_row_beyond_the_limit_is_told_and_passed_over() {
        let text = format!("1,{}\n2,x\n", "y".repeat(3000));
        assert_eq!(rows(&text, 2), ["1!", "2:2,x\n"]);
    }

    proptest! {
        #[test]
        fn no_line_is_lost_or_given_twice(text in "([ab,\"\n\r]|,,){0,60}") {
            let mut reader = Rows::new(text.as_bytes(), 1000);
            reader.expect(2);
            let mut last = 0;
            loop {
                match reader.next().unwrap() {
                    Next::End => break,
                    Next::Row(row) => {
                        prop_assert!(row.line > last);
                        prop_assert!(text.as_bytes().windows(row.bytes.len()).any(|part| part == row.bytes));
                        last = row.line;
                    }
                    Next::Broken { line, .. } => {
                        prop_assert!(line > last);
                        last = line;
                    }
                }
            }
        }
    }
}
