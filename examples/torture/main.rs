//! Attacks a library as disks, power cuts and hostile files do, and counts what was lost.
//!
//! `cargo run --release --example torture -- [ROUNDS [SEED...]] [--only KIND]`: so many rounds of every kind for every seed, 100 of
//! seed 1 where nothing is said. A round can be had again: `--only KIND --round NUMBER`; `--from NUMBER` goes on where others ended.
//!
//! Ends with 1 where anything was lost, told wrongly without a word, or panicked or hung.

mod attack;
#[path = "../../benches/corpus.rs"]
mod corpus;

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use parallax::cli::{self, Screens};
use parallax::tui;

use attack::process::{ANSWERED, MANY};
use attack::{KINDS, Program, Tally, Tortured};

/// Set in the processes that are tortured: they are parallax itself, in this executable.
const VICTIM: &str = "PARALLAX_IS_TORTURED";

struct Arguments {
    rounds: u64,
    seeds: Vec<u64>,
    only: Option<String>,
    round: Option<u64>,
    from: u64,
}

fn arguments() -> Result<Arguments> {
    let mut numbers = Vec::new();
    let (mut only, mut round, mut from) = (None, None, 0);
    let mut given = std::env::args().skip(1);
    while let Some(one) = given.next() {
        match one.as_str() {
            "--only" => only = Some(given.next().context("--only wants a kind")?),
            "--from" => from = given.next().context("--from wants a number")?.parse()?,
            "--round" => round = Some(given.next().context("--round wants a number")?.parse()?),
            number => numbers.push(
                number
                    .parse()
                    .with_context(|| format!("{number} is no number"))?,
            ),
        }
    }
    if let Some(kind) = only
        .as_ref()
        .filter(|kind| !KINDS.iter().any(|(name, _)| *name == kind.as_str()))
    {
        let kinds: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
        bail!("{kind} is none of {}", kinds.join(", "));
    }
    let mut numbers = numbers.into_iter();
    let rounds = numbers.next().unwrap_or(100);
    let mut seeds: Vec<u64> = numbers.collect();
    if seeds.is_empty() {
        seeds.push(1);
    }
    Ok(Arguments {
        rounds,
        seeds,
        only,
        round,
        from,
    })
}

fn screens() -> Screens {
    Screens {
        open: tui::open,
        check: tui::check,
        keys: tui::key_table,
    }
}

/// Runs the commands of standard input as they come, each as if it had a process of its own, and says how it ended.
fn answer_many() -> Result<ExitCode> {
    for line in std::io::stdin().lines() {
        let arguments: Vec<String> = serde_json::from_str(&line?)?;
        let name = std::iter::once("parallax".to_string());
        let code = cli::run(name.chain(arguments).map(Into::into), screens());
        let code = (0..=u8::MAX).find(|number| ExitCode::from(*number) == code);
        let code = code.context("a code that is no number")?;
        let mut out = std::io::stdout().lock();
        writeln!(out, "{ANSWERED}{code}")?;
        out.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}

fn main() -> Result<ExitCode> {
    match std::env::var(VICTIM) {
        Ok(how) if how == MANY => return answer_many(),
        Ok(_) => return Ok(cli::run(std::env::args_os(), screens())),
        Err(_) => {}
    }
    let arguments = arguments()?;
    let program = Program {
        path: std::env::current_exe()?,
        variable: VICTIM,
        answers_many: true,
    };
    let mut bad = 0;
    for seed in &arguments.seeds {
        let tortured = Tortured::new(program.clone(), *seed, &corpus::jsonl(*seed, 24, 120))?;
        for (kind, attack) in KINDS {
            if arguments.only.as_deref().is_some_and(|only| only != *kind) {
                continue;
            }
            let mut tally = Tally::default();
            let rounds = match arguments.round {
                Some(round) => round..round + 1,
                None => arguments.from..arguments.from + arguments.rounds,
            };
            for round in rounds {
                let name = format!("seed {seed} {kind} {round}");
                tally.take(&name, attack(&tortured, round));
            }
            println!("seed {seed}  {kind:9} {tally}");
            bad += tally.bad();
        }
    }
    Ok(if bad == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
