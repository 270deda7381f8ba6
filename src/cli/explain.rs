//! `boardwalk explain`: what the rules check, and why.

use std::fmt::Write;
use std::io;

use clap::Args;

use super::console::{FAINT, STRONG, painted, paragraph};
use super::rules::rule_parser;
use super::{Console, Verdict, markdown};
use crate::analysis::{Family, Rule, Threshold, rules};

/// Say what a rule checks, why it matters and what to do; without a rule, list all of them
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boardwalk explain\n  boardwalk explain BW302\n  boardwalk explain shared-remit")]
pub(super) struct Arguments {
    /// The rule, by its code or name
    #[arg(value_name = "CODE", value_parser = rule_parser(), hide_possible_values = true, ignore_case = true)]
    rule: Option<&'static Rule>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let text = match arguments.rule {
        Some(rule) => explanation(rule, console.width()),
        None => table(console.width()),
    };
    console.print(&text)?;
    Ok(Verdict::Clean)
}

/// The rule's own text, with its family and severity under its title.
fn explanation(rule: &Rule, width: usize) -> String {
    let text = markdown::rendered(rule.explanation, width);
    let (title, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let grade = format!("{}, {} at most", rule.family.word().to_lowercase(), rule.severity.word());
    let borders = rule.thresholds.iter().map(|threshold| {
        let Threshold { name, label, default } = threshold;
        format!("  {label}: {default}  {}", painted(name, FAINT))
    });
    let borders: Vec<String> = borders.collect();
    let settings = match borders.as_slice() {
        [] => String::new(),
        lines => format!("\nWhat a map may set, and what holds otherwise\n{}\n", lines.join("\n")),
    };
    format!("{title}\n{}\n{rest}{settings}", painted(grade, FAINT))
}

/// All rules by family: code, name, severity, and when they fire.
fn table(width: usize) -> String {
    let names = rules().iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let mut table = String::new();
    for family in Family::ALL {
        let of_family: Vec<&Rule> = rules().iter().filter(|rule| rule.family == family).collect();
        if of_family.is_empty() {
            continue;
        }
        let _ = writeln!(table, "{}", painted(family.word(), STRONG));
        for rule in of_family {
            let lead = format!("  {}  {:names$}  {:7}  ", rule.code, rule.name, rule.severity.word());
            table += &paragraph(rule.summary, &lead, width);
        }
        table.push('\n');
    }
    table + "boardwalk explain CODE says more about one of them.\n"
}
