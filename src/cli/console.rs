//! Where a command writes, and how wide and coloured it may.

use std::io::Write;

/// The two streams of a terminal, and its width.
pub struct Console {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
}

impl Console {
    /// The process's own streams: colour on a terminal that has it, plain text elsewhere.
    pub fn standard() -> Self {
        Self { out: Box::new(std::io::stdout()), err: Box::new(std::io::stderr()) }
    }

    /// Prints what clap has to say (help, version or a complaint) and gives the exit status.
    pub(super) fn refusal(&mut self, refusal: &clap::Error) -> u8 {
        let stream = if refusal.use_stderr() { &mut self.err } else { &mut self.out };
        let _ = write!(stream, "{}", refusal.render());
        u8::try_from(refusal.exit_code()).unwrap_or(2)
    }
}
