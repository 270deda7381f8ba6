//! The outputs of an X server. winit knows them once and for all: it asks to be told when one is plugged in or unplugged, but
//! what it is told does not reach it. It looks again when the resources change, whoever's they are, so those of the
//! program's own window are said to have changed.

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::randr::{ConnectionExt as _, NotifyMask};
use x11rb::protocol::xproto::{AtomEnum, PropMode};
use x11rb::wrapper::ConnectionExt as _;

use crate::session::task::{Task, Wake};

/// Has winit look again at the screens whenever they change, until the program ends. `window` is one of its own.
pub(super) fn watch(window: u32, wake: &Wake) -> Task<()> {
    // Where there is no such server any more, nobody looks at its screens either.
    Task::start(wake, move |_| drop(follow(window)))
}

fn follow(window: u32) -> Result<(), Box<dyn std::error::Error>> {
    let (server, screen) = x11rb::connect(None)?;
    let root = server.setup().roots.get(screen).ok_or("no such screen")?.root;
    server.randr_query_version(1, 3)?.reply()?;
    server.randr_select_input(root, NotifyMask::SCREEN_CHANGE | NotifyMask::CRTC_CHANGE)?.check()?;
    loop {
        if let Event::RandrNotify(_) | Event::RandrScreenChangeNotify(_) = server.wait_for_event()? {
            let (resources, text) = (AtomEnum::RESOURCE_MANAGER, AtomEnum::STRING);
            server.change_property8(PropMode::REPLACE, window, resources, text, b"")?;
            server.flush()?;
        }
    }
}
