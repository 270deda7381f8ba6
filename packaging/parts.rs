//! Writes what a package holds beside the program, from the command line's own definition and from the drawn icons:
//! `cargo run --example package-parts -- FOLDER` makes man pages, completions for bash, zsh and fish, and icons there.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use boardwalk::cli::definition;
use clap::Command;
use clap_complete::aot::{Shell, generate};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

const ICON: &str = include_str!("../assets/icon.svg");
const SMALL_ICON: &str = include_str!("linux/icon-small.svg");
const MAP: &str = include_str!("linux/map.svg");

/// The sizes that desktops ask for, pixels.
const SIZES: [u32; 9] = [16, 24, 32, 48, 64, 96, 128, 256, 512];
/// The largest size at which the small icon is the sharper one, pixels.
const SMALL: u32 = 32;

/// Where each shell looks for completions, below a package's root.
const COMPLETIONS: [(Shell, &str); 3] = [
    (Shell::Bash, "usr/share/bash-completion/completions/boardwalk"),
    (Shell::Zsh, "usr/share/zsh/vendor-completions/_boardwalk"),
    (Shell::Fish, "usr/share/fish/vendor_completions.d/boardwalk.fish"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from).ok_or("which folder is to hold them?")?;
    for (shell, place) in COMPLETIONS {
        let text = match shell {
            Shell::Zsh => for_zsh()?,
            Shell::Fish => generated(shell, definition())? + &values_for_fish(&definition()),
            _ => generated(shell, definition())?,
        };
        write(&folder.join(place), text.as_bytes())?;
    }
    // There is no page of help on help.
    let mut command = definition().disable_help_subcommand(true);
    command.build();
    let pages = folder.join("usr/share/man/man1");
    write(&pages.join("boardwalk.1"), page(&command)?.as_bytes())?;
    for part in command.get_subcommands() {
        write(&pages.join(format!("boardwalk-{}.1", part.get_name())), page(part)?.as_bytes())?;
    }
    let icons = folder.join("usr/share/icons/hicolor");
    write(&icons.join("scalable/apps/boardwalk.svg"), ICON.as_bytes())?;
    write(&icons.join("scalable/mimetypes/application-x-boardwalk+json.svg"), MAP.as_bytes())?;
    for size in SIZES {
        let icon = if size <= SMALL { SMALL_ICON } else { ICON };
        let beside = icons.join(format!("{size}x{size}"));
        write(&beside.join("apps/boardwalk.png"), &picture(icon, size)?)?;
        write(&beside.join("mimetypes/application-x-boardwalk+json.png"), &picture(MAP, size)?)?;
    }
    Ok(())
}

fn generated(shell: Shell, mut command: Command) -> Result<String, Box<dyn Error>> {
    let mut text = Vec::new();
    generate(shell, &mut command, "boardwalk", &mut text);
    Ok(String::from_utf8(text)?)
}

/// Completions for zsh. Of a file that may stand where a command does, what is generated would take the command for it, and
/// offer all commands again; so files are offered beside the commands.
fn for_zsh() -> Result<String, Box<dyn Error>> {
    let command = definition();
    let bare = Command::new("boardwalk")
        .version(env!("CARGO_PKG_VERSION"))
        .args(command.get_arguments().filter(|argument| !argument.is_positional()).cloned())
        .subcommands(command.get_subcommands().cloned());
    let text = generated(Shell::Zsh, bare)?;
    let commands = "_describe -t commands 'boardwalk commands' commands \"$@\"";
    let (before, after) = text.split_once(commands).ok_or("what is generated for zsh has another form")?;
    Ok(format!("{before}{commands}\n    _files{after}"))
}

/// The values of what stands in a place of its own, which the completions for fish leave out: the codes of rules.
fn values_for_fish(command: &Command) -> String {
    let places = command.get_subcommands().flat_map(|part| part.get_positionals().map(move |place| (part, place)));
    let lines = places.filter_map(|(part, place)| {
        let values = place.get_possible_values();
        let values: Vec<&str> =
            values.iter().filter(|value| !value.is_hide_set()).map(|value| value.get_name()).collect();
        let wish = format!("__fish_boardwalk_using_subcommand {}", part.get_name());
        (!values.is_empty()).then(|| format!("complete -c boardwalk -n \"{wish}\" -f -a \"{}\"\n", values.join(" ")))
    });
    lines.collect()
}

/// The man page of a command.
fn page(command: &Command) -> Result<String, Box<dyn Error>> {
    // Its name as people type it has a blank where that of the page has a hyphen.
    let typed = command.get_bin_name().unwrap_or("boardwalk").to_owned();
    let name = typed.replace(' ', "-");
    let title = name.to_uppercase();
    let examples = command.get_after_help().map(ToString::to_string);
    let has_parts = command.get_subcommands().next().is_some();
    let source = format!("boardwalk {}", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone()).title(title).section("1").source(source).manual("Boardwalk");
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    text.extend(named(&name, command).into_bytes());
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    if has_parts {
        man.render_subcommands_section(&mut text)?;
    }
    if let Some(examples) = examples {
        text.extend(examples_section(&examples).into_bytes());
    }
    let mut beside = Roff::new();
    beside.control("SH", ["SEE ALSO"]);
    let others = if has_parts { "the page of each command, such as " } else { "" };
    let other = if has_parts { "boardwalk-check" } else { "boardwalk" };
    beside.text([roman(others), bold(other), roman("(1)")]);
    text.extend(beside.to_roff().into_bytes());
    Ok(String::from_utf8(text)?)
}

/// What the index of man pages is made of.
fn named(name: &str, command: &Command) -> String {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let mut section = Roff::new();
    section.control("SH", ["NAME"]).text([roman(format!("{name} - {about}"))]);
    section.to_roff()
}

/// What stands after the options: examples line by line, which a page would run together, and the sentences between them.
fn examples_section(examples: &str) -> String {
    let mut section = Roff::new();
    let is_title = |line: &str| line.ends_with(':') && !line.starts_with(' ');
    if !examples.lines().next().is_some_and(is_title) {
        section.control("SH", ["NOTES"]);
    }
    for line in examples.lines() {
        match line.strip_prefix("  ") {
            Some(example) => section.control("nf", []).text([roman(example)]).control("fi", []),
            None if is_title(line) => section.control("SH", [line.trim_end_matches(':').to_uppercase().as_str()]),
            None if line.is_empty() => section.control("PP", []),
            None => section.text([roman(line)]),
        };
    }
    section.to_roff()
}

/// A drawing as a PNG of that many pixels a side.
fn picture(drawing: &str, size: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    let tree = Tree::from_str(drawing, &Options::default())?;
    let mut pixels = Pixmap::new(size, size).ok_or("an icon without a size")?;
    let scale = f64::from(size) / f64::from(tree.size().width());
    #[expect(clippy::cast_possible_truncation, reason = "a scale is small")]
    let scale = scale as f32;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Ok(pixels.encode_png()?)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    Ok(fs::write(path, bytes)?)
}
