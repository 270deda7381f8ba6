//! Acts: all that can be asked of the window, as plain data. Panels, dialogs and commands give acts; the window carries
//! them out after the frame is drawn, so that nothing changes what another part is just showing.

mod choice;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use egui::Pos2;

pub use choice::{Choice, Item, Place};

use crate::analysis::FindingKey;
use crate::drawing::{Lens, Shown};
use crate::editing::Outcome;
use crate::exchange::export::Pixels;
use crate::layout::Form;
use crate::model::{Focus, Id, LinkKind, NodeKind, When};
use crate::session::capture::CaptureAct;
use crate::session::edit::Addition;
use crate::session::file_acts::{FileAct, FileQuestion};
use crate::session::folding::FoldAct;
use crate::session::help::Topic;
use crate::session::options::OptionAct;
use crate::session::panels::Panel;
use crate::session::reports::ReportAct;
use crate::session::spotlight::Spotlight;
use crate::session::talk::TalkAct;
use crate::session::tour::TourAct;
use crate::storage::recovery::Draft;
use crate::storage::remembered::{Percent, ThemeChoice};

/// Everything that a person can tell the window to do without pointing at a particular thing. The table in `command`
/// says in a sentence what each does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table says in a sentence what each does")]
pub enum Command {
    NewMap,
    Open,
    Save,
    SaveAs,
    MergeFile,
    Report,
    Versions,
    Import,
    Export,
    Quit,
    Undo,
    Redo,
    Cut,
    Copy,
    CopyPicture,
    Paste,
    Duplicate,
    Delete,
    SelectAll,
    AddBody,
    DrawLine,
    DrawLineOffMap,
    RepeatLine,
    Rename,
    ChangeKind,
    ChangeStatus,
    MoveUnder,
    Reverse,
    Merge,
    Split,
    Close,
    Find,
    AlignLeft,
    AlignCentre,
    AlignRight,
    AlignTop,
    AlignMiddle,
    AlignBottom,
    DistributeAcross,
    DistributeDown,
    Pin,
    TidySelection,
    TidyCards,
    LayOutAnew,
    LayOut(Form),
    Fit,
    ZoomToSelection,
    ActualSize,
    ZoomIn,
    ZoomOut,
    GoBack,
    GoForward,
    EarlierDate,
    LaterDate,
    BackToNow,
    /// Shows or hides a panel.
    Toggle(Panel),
    AskAnything,
    FocusNeighbours,
    FocusWayUp,
    FocusAnswering,
    FocusPerspective,
    FocusClosing,
    FocusStrand,
    FocusTheme,
    FocusArea,
    FocusNobodys,
    FocusChanges,
    FewerSteps,
    MoreSteps,
    LeaveOutTheRest,
    LeaveFocus,
    FoldCard,
    FoldBelow,
    UnfoldAll,
    FoldUnreadable,
    ReadableAtTheBack,
    SystemTheme,
    LightTheme,
    DarkTheme,
    ContrastTheme,
    LargerText,
    SmallerText,
    UsualText,
    Motion,
    NextFinding,
    PreviousFinding,
    Answer,
    FixFinding,
    AcceptFinding,
    ExplainRules,
    NewOption,
    CopyOption,
    DescribeOption,
    DeleteOption,
    PromoteOption,
    Decide,
    NextOption,
    PreviousOption,
    Baseline,
    PresentTalk,
    Present,
    Audience,
    BlackScreen,
    PointOut,
    Pen,
    RoomScreen,
    RoomTheme,
    NextView,
    PreviousView,
    FirstView,
    LastView,
    ShowViewAgain,
    KeepView,
    UpdateView,
    CopyView,
    ViewEarlier,
    ViewLater,
    DeleteView,
    MakeTalk,
    Capture,
    MarkCaptures,
    ChangesSince,
    Palette,
    Help,
    Shortcuts,
    Tour,
    About,
}

/// What a person asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Give a command.
    Command(Command),
    /// Ask something before it is done.
    Ask(Ask),
    /// Change the map, or tell why that cannot be done.
    Make(Outcome),
    /// Take the last step back.
    Undo,
    /// Make the step again that was taken back last.
    Redo,
    /// Draw a line, and remember its kind for the next one.
    Draw {
        /// What the line says.
        kind: LinkKind,
        /// The node that it reads from.
        from: Id,
        /// The node that it reads to.
        to: Id,
    },
    /// Add something new, and remember its kind for the next one.
    Add(Addition),
    /// Put on the map what the clipboard holds.
    Paste(String),
    /// Choose exactly these nodes and links, where they stand.
    Select(BTreeSet<Id>),
    /// Add a node or a link to what is chosen, or take it out.
    SelectAlso(Id),
    /// Choose something, and go there.
    GoTo(Target),
    /// Choose two nodes, and show on the map how the one answers to the other.
    Answer {
        /// Who answers.
        from: Id,
        /// To whom.
        to: Id,
    },
    /// Look again at what was looked at before (-1) or after (1).
    Retrace(isize),
    /// Fold trees to one card each, or show them again.
    Fold(FoldAct),
    /// Put something into focus, or leave the focus.
    Focus(Option<Focus>),
    /// Do several things, one after the other.
    Several(Vec<Act>),
    /// Light something on the map because of what is chosen, or put the light out.
    Spotlight(Option<Spotlight>),
    /// Change what part of the canvas is in view.
    Look(Wish),
    /// Change what the picture shows.
    Show(Shown),
    /// Let go of something that came into the picture because somebody looked at it or changed it; of all if none.
    LetGo(Option<Id>),
    /// Lay cards out in a form.
    LayOut(Form),
    /// Stand everything afresh where the layout has it.
    LayOutAnew,
    /// Change what colour means.
    Lens(Lens),
    /// Look at the map as of a date, or as it is now.
    Date(Option<When>),
    /// Show a panel, or hide it.
    Open(Panel, bool),
    /// Look at what the options do in another way.
    Report(ReportAct),
    /// Read the explanation of a rule, or stop reading.
    Explain(Option<&'static str>),
    /// Show nothing but the map, its title and its legend; or everything again.
    Present(bool),
    /// Have the window look so.
    Theme(ThemeChoice),
    /// Have what the room sees look so, or as the window.
    ThemeOfRoom(Option<ThemeChoice>),
    /// Draw text and controls so large.
    Scale(Percent),
    /// Let things glide to where they are to be, or stand there at once.
    Motion(bool),
    /// Tell something in the status bar.
    Say(String),
    /// Take the notice of the last step away.
    CloseNotice,
    /// Open or save a file, or go on with that after an answer.
    File(FileAct),
    /// Work on another option, or make one the baseline.
    Option(OptionAct),
    /// Show a view, keep what is seen as one, or change how the talk is presented.
    Talk(TalkAct),
    /// Note something, or do something with what is noted.
    Capture(CaptureAct),
    /// Take the tour, go on in it, or leave it.
    Tour(TourAct),
    /// Change an option, or make one, and work on it.
    MakeOption(Outcome, Id),
    /// Go on typing one of these where it was being typed.
    TypeOn(Vec<Draft>),
    /// Ask something of the system's window.
    Native(Native),
}

/// What can be gone to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A node or a link.
    Record(Id),
    /// A finding.
    Finding(FindingKey),
    /// The first finding of a node or a link, in the list of findings.
    FindingsOf(Id),
}

/// What part of the canvas is to be in view.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// The whole map.
    Fit,
    /// These nodes and links, as large as is comfortable.
    ZoomTo(Vec<Id>),
    /// Everything at that zoom, 1 being 100 %.
    Zoom(f32),
    /// So many times as large.
    ZoomBy(f32),
}

/// What only the system's window can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Native {
    /// Close it, unless something has to be asked first.
    Close,
    /// Give what the clipboard holds.
    RequestPaste,
    /// Put a text into the clipboard.
    CopyText(String),
    /// Put a picture into the clipboard.
    CopyPicture(Arc<Pixels>),
    /// Open a file in a window of its own.
    NewWindow(PathBuf),
    /// Give the keyboard to the field that searches.
    FocusSearch,
}

/// What can be asked in front of the window.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// What the new map is made of.
    NewMap,
    /// What something is called.
    Name(NameFor),
    /// Which of a list.
    Choose(Choice),
    /// What can be done with what is there.
    Menu {
        /// What it is about.
        on: MenuFor,
        /// The screen point for the menu to open at.
        at: Pos2,
    },
    /// What a line between two nodes says.
    LineKind {
        /// The node that it reads from.
        from: Id,
        /// The node that it reads to.
        to: Id,
        /// Where on the screen the list opens, if not in the middle.
        at: Option<Pos2>,
    },
    /// Whether these nodes and links are to go, with all that depends on them.
    Remove(Vec<Id>),
    /// What becomes of those that answer to the bodies which are put under another.
    MoveUnder {
        /// The bodies.
        ids: Vec<Id>,
        /// What they are to answer to.
        parent: Id,
    },
    /// Which of two bodies is right where they differ.
    Merge {
        /// The one that stays.
        keep: Id,
        /// The one that goes into it.
        other: Id,
    },
    /// What a new body is called that is split off, and which lines it takes along.
    Split(Id),
    /// What becomes of all that hangs on a body which is closed.
    Close(Id),
    /// What comes of a text that is to be put on the map.
    Pasted(String),
    /// What the columns of a spreadsheet hold, and what comes of its rows.
    Import(ImportFrom),
    /// Why people live with findings.
    Accept(Vec<FindingKey>),
    /// Whether a finding is mended, and how.
    Fix(FindingKey),
    /// What an option is called, and what it is about.
    Option(OptionFor),
    /// What is right, of all that does not go together.
    Conflicts,
    /// What a board paper on the map holds, how it looks and where it is written.
    Report,
    /// What is to become of an earlier version of the open map.
    Versions,
    /// In which format the map is exported, and where to.
    Export,
    /// Nothing: the picture is drawn for the clipboard.
    CopyPicture,
    /// Nothing: texts are shown whose places are there no more.
    Typed(Vec<Draft>),
    /// What has to be asked about files.
    File(FileQuestion),
    /// Which command.
    Palette,
    /// Nothing: something is looked up in the help.
    Help(Topic),
    /// Nothing: what the program is.
    About,
}

/// Where sheets come from that are imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportFrom {
    /// A file.
    File(PathBuf),
    /// An example that comes along, by its place.
    Example(usize),
    /// Cells that were pasted.
    Text(String),
}

/// What a name is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameFor {
    /// Something new.
    New {
        /// Where its card is to stand, in canvas points; the layout decides if nobody has pointed anywhere.
        at: Option<(i32, i32)>,
        /// How it is tied to what is there.
        tie: Tie,
        /// What it is.
        kind: NodeKind,
        /// Whether people chose the kind; else it follows the name.
        is_kind_chosen: bool,
    },
    /// A node that is there.
    Node(Id),
    /// Somebody off the map, to whom a line from a node leads, or from whom.
    OffMap(Id),
}

/// What a name is asked for, of options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionFor {
    /// A new one: from the baseline, or a copy of another one.
    New(Option<Id>),
    /// One that is there.
    Described(Id),
    /// What the baseline is to be called as an option, once that one is carried out.
    Promoted(Id),
}

/// How something new is tied to what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tie {
    /// Not at all.
    None,
    /// By a line that was drawn from a card into the empty, and is to be chosen once the new one has a name.
    Drawn(Id),
    /// It hangs under one of these, the first one marked.
    Below(Vec<Id>),
    /// A card is to hang under it.
    Above(Id),
}

/// What a menu is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MenuFor {
    /// A card, which is chosen.
    Card,
    /// A line, which is chosen.
    Line,
    /// The empty ground at a canvas point.
    Ground(i32, i32),
}

impl Ask {
    /// Whether it is about a change of the map that is open.
    pub fn changes_the_map(&self) -> bool {
        match self {
            Self::Name(_) | Self::LineKind { .. } | Self::Remove(_) | Self::MoveUnder { .. } => true,
            Self::Merge { .. } | Self::Split(_) | Self::Close(_) | Self::Accept(_) | Self::Fix(_) => true,
            Self::Pasted(_) | Self::Option(_) | Self::Conflicts => true,
            Self::NewMap | Self::Choose(_) | Self::Menu { .. } | Self::File(_) | Self::Versions | Self::Typed(_) => {
                false
            }
            // It may become a map of its own.
            Self::Import(_)
            | Self::Export
            | Self::CopyPicture
            | Self::Palette
            | Self::Report
            | Self::Help(_)
            | Self::About => false,
        }
    }
}

impl Act {
    /// Chooses one node or link where it stands.
    pub fn select(id: Id) -> Self {
        Self::Select(BTreeSet::from([id]))
    }

    /// Chooses a node or a link, and goes there.
    pub fn go_to(id: Id) -> Self {
        Self::GoTo(Target::Record(id))
    }

    /// Goes to what rows of a table are about, unless it is chosen already.
    pub fn go_to_all(ids: Vec<Id>, chosen: &BTreeSet<Id>) -> Vec<Self> {
        match ids.as_slice() {
            [] => Vec::new(),
            [one] if chosen.len() == 1 && chosen.contains(one) => Vec::new(),
            [one] => vec![Self::go_to(one.clone())],
            _ => vec![Self::Select(ids.into_iter().collect())],
        }
    }
}
