//! Measures the engines on data sets that are not part of the project: `measure compare DATA`, `measure stories DATA`.

mod compare;
mod stories;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (what, data) = (arguments.next(), arguments.next());
    let (Some(what), Some(data)) = (what, data) else {
        eprintln!("usage: measure compare|stories DATA");
        std::process::exit(2);
    };
    let data = std::path::Path::new(&data);
    match what.as_str() {
        "compare" => compare::run(data),
        "stories" => stories::run(data),
        other => {
            eprintln!("nothing to measure is called {other}");
            std::process::exit(2);
        }
    }
}
