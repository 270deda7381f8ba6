//! The program: hands over to the command line, or to the window.

use std::process::ExitCode;

use boardwalk::app;
use boardwalk::cli::{self, Console, Outcome};

// Drawing makes and drops many small shapes a frame; this allocator is up to four times faster at it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let mut console = Console::standard();
    let ended = match cli::run(std::env::args_os(), &mut console) {
        Outcome::Exit(status) => return ExitCode::from(status),
        Outcome::Window(file) => app::run(file),
        Outcome::Gallery => app::run_gallery(),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            console.complain(trouble);
            ExitCode::from(2)
        }
    }
}
