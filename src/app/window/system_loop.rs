//! The loop in which the system tells of what happens: eframe's, with an eye on the screens.

use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use eframe::{AppCreator, CreationContext, EframeWinitApplication, NativeOptions, UserEvent};
use winit::application::ApplicationHandler;
use winit::event::{DeviceEvent, DeviceId, StartCause, WindowEvent};
use winit::event_loop::{ActiveEventLoop, EventLoop};
#[cfg(all(unix, not(target_os = "macos")))]
use winit::raw_window_handle::{HasWindowHandle, RawWindowHandle};
use winit::window::WindowId;

#[cfg(all(unix, not(target_os = "macos")))]
use super::outputs;
use crate::layout::{Point, Rect, Size};
use crate::session::screens::{Heard, Screen};
#[cfg(all(unix, not(target_os = "macos")))]
use crate::session::task::Wake;

/// Opens a window, and returns when it is closed; `screens` is kept up to date meanwhile.
///
/// # Errors
/// When there is no display or no way to draw on it.
pub fn run(options: NativeOptions, start: AppCreator<'_>, screens: Heard) -> Result<(), &'static str> {
    let no_display = "there is no display";
    let system = EventLoop::<UserEvent>::with_user_event().build().map_err(|_| no_display)?;
    let context = Arc::new(OnceLock::new());
    let has_started = AtomicBool::new(false);
    let start_and_tell: AppCreator<'_> = Box::new(|creation| {
        has_started.store(true, Ordering::SeqCst);
        drop(context.set(creation.egui_ctx.clone()));
        watch_outputs(creation);
        start(creation)
    });
    let inner = eframe::create_native("boardwalk", options, start_and_tell, &system);
    let mut watch = Watch { inner, screens, context: Arc::clone(&context) };
    let ended = system.run_app(&mut watch);
    drop(watch);
    match (has_started.load(Ordering::SeqCst), ended) {
        (true, Ok(())) => Ok(()),
        (true, Err(_)) => Err("the display is gone"),
        (false, _) => Err("nothing here can draw one"),
    }
}

/// Has winit notice when a screen is plugged in or unplugged, where it does not by itself.
#[cfg(all(unix, not(target_os = "macos")))]
fn watch_outputs(creation: &CreationContext<'_>) {
    let context = creation.egui_ctx.clone();
    let wake: Wake = Arc::new(move || context.request_repaint());
    let window = creation.window_handle().map(|handle| handle.as_raw());
    if let Ok(RawWindowHandle::Xlib(handle)) = window
        && let Ok(window) = u32::try_from(handle.window)
    {
        // It goes on until the program ends.
        drop(outputs::watch(window, &wake));
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn watch_outputs(_: &CreationContext<'_>) {}

/// Hands everything on to eframe, and notes which screens there are whenever something has happened.
struct Watch<'a> {
    inner: EframeWinitApplication<'a>,
    screens: Heard,
    context: Arc<OnceLock<egui::Context>>,
}

impl Watch<'_> {
    fn look(&self, system: &ActiveEventLoop) {
        let screen = |monitor: winit::monitor::MonitorHandle| {
            let (at, size) = (monitor.position(), monitor.size());
            let rect = Rect::at(Point::new(at.x as f32, at.y as f32), Size::new(size.width as f32, size.height as f32));
            Some(Screen { name: monitor.name()?, rect })
        };
        // Their places are those by which the system is told to fill one: one without a name makes none of them known.
        let now: Vec<Screen> = system.available_monitors().map(screen).collect::<Option<_>>().unwrap_or_default();
        let mut known = self.screens.lock().unwrap_or_else(PoisonError::into_inner);
        if *known != now {
            *known = now;
            if let Some(context) = self.context.get() {
                context.request_repaint();
            }
        }
    }
}

impl ApplicationHandler<UserEvent> for Watch<'_> {
    fn resumed(&mut self, system: &ActiveEventLoop) {
        self.look(system);
        self.inner.resumed(system);
    }

    fn window_event(&mut self, system: &ActiveEventLoop, window: WindowId, event: WindowEvent) {
        self.inner.window_event(system, window, event);
    }

    fn new_events(&mut self, system: &ActiveEventLoop, cause: StartCause) {
        self.inner.new_events(system, cause);
    }

    fn user_event(&mut self, system: &ActiveEventLoop, event: UserEvent) {
        self.inner.user_event(system, event);
    }

    fn device_event(&mut self, system: &ActiveEventLoop, device: DeviceId, event: DeviceEvent) {
        self.inner.device_event(system, device, event);
    }

    fn about_to_wait(&mut self, system: &ActiveEventLoop) {
        self.look(system);
        self.inner.about_to_wait(system);
    }

    fn suspended(&mut self, system: &ActiveEventLoop) {
        self.inner.suspended(system);
    }

    fn exiting(&mut self, system: &ActiveEventLoop) {
        self.inner.exiting(system);
    }

    fn memory_warning(&mut self, system: &ActiveEventLoop) {
        self.inner.memory_warning(system);
    }
}
