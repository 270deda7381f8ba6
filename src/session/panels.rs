//! Panels: which parts of the window are open, and what each is called.

use std::collections::BTreeMap;

use crate::storage::remembered::{Percent, ThemeChoice};

/// A part of the window that can be shown and hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Panel {
    /// Everything on the map as a list.
    Outline,
    /// What the map says of what is chosen.
    Inspector,
    /// What is wrong with the map.
    Findings,
    /// The map as tables.
    Register,
    /// Who sits where, and who owns what.
    Matrix,
    /// The options beside each other.
    Comparison,
    /// What becomes of each body and strand under an option.
    Ledger,
    /// What an option changes, and why.
    Decisions,
    /// The views, in the order in which they are shown.
    Talk,
    /// What was noted while people talked.
    Captures,
    /// The small map of the whole.
    Minimap,
    /// What the signs mean.
    Legend,
    /// When things began and ended, and the date that is looked at.
    Timeline,
    /// What the map is compared with, beside it.
    Beside,
}

/// How high a panel below the canvas is at first: a share of the room, but not less and not more than so many points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Height {
    /// The share, 0 to 1.
    pub share: f32,
    /// The least, points.
    pub least: f32,
    /// The most, points.
    pub most: f32,
    /// The least in a low window, in which it shows anything, points.
    pub lowest: f32,
}

impl Panel {
    /// Every panel, in the order in which menus list them.
    pub const ALL: [Self; 14] = [
        Self::Outline,
        Self::Inspector,
        Self::Findings,
        Self::Register,
        Self::Matrix,
        Self::Comparison,
        Self::Ledger,
        Self::Decisions,
        Self::Talk,
        Self::Captures,
        Self::Minimap,
        Self::Legend,
        Self::Timeline,
        Self::Beside,
    ];

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Outline => "Outline",
            Self::Inspector => "Inspector",
            Self::Findings => "Findings",
            Self::Register => "Register",
            Self::Matrix => "Matrix",
            Self::Comparison => "Comparison",
            Self::Ledger => "Ledger",
            Self::Decisions => "Decisions",
            Self::Talk => "Talk",
            Self::Captures => "Captures",
            Self::Minimap => "Minimap",
            Self::Legend => "Legend",
            Self::Timeline => "Timeline",
            Self::Beside => "Side by side",
        }
    }

    /// What showing and hiding it does, in a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Outline => "Show or hide the outline",
            Self::Inspector => "Show or hide the inspector",
            Self::Findings => "Show or hide the list of findings",
            Self::Register => "Show or hide the map as tables",
            Self::Matrix => "Show or hide who sits where, and who owns what",
            Self::Comparison => "Show or hide the options beside each other",
            Self::Ledger => "Show or hide what becomes of each body and strand under an option",
            Self::Decisions => "Show or hide what an option changes, and why",
            Self::Talk => "Show or hide the views in the order in which they are shown, with captions and notes",
            Self::Captures => "Show or hide what was decided, asked and objected to, and what is to be done",
            Self::Minimap => "Show or hide the small map of the whole",
            Self::Legend => "Show or hide the legend",
            Self::Timeline => "Show or hide when things began and ended, and look at the map as of a date",
            Self::Beside => {
                "Show or hide, beside an option, the baseline, and beside another date, the map as it is now"
            }
        }
    }

    /// How high it is, if it stands below the canvas: there one is open at a time. A table needs more room than a list.
    pub const fn height(self) -> Option<Height> {
        match self {
            Self::Outline | Self::Inspector | Self::Minimap | Self::Legend | Self::Timeline | Self::Beside => None,
            Self::Findings => Some(Height { share: 0.25, least: 150.0, most: 260.0, lowest: 90.0 }),
            Self::Register | Self::Ledger | Self::Decisions => {
                Some(Height { share: 0.42, least: 220.0, most: 440.0, lowest: 140.0 })
            }
            Self::Talk | Self::Captures => Some(Height { share: 0.3, least: 210.0, most: 320.0, lowest: 90.0 }),
            // Its titles read upwards.
            Self::Matrix => Some(Height { share: 0.58, least: 404.0, most: 520.0, lowest: 160.0 }),
            // Its headings say in sentences what each option does.
            Self::Comparison => Some(Height { share: 0.56, least: 360.0, most: 560.0, lowest: 160.0 }),
        }
    }

    /// The panels below the canvas, from left to right.
    pub fn below() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|panel| panel.height().is_some())
    }
}

/// The colours and sizes of everything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// How the window looks.
    pub theme: ThemeChoice,
    /// How what the room sees looks, if not as the window.
    pub theme_of_room: Option<ThemeChoice>,
    /// How large text and controls are.
    pub scale: Percent,
}

/// Which parts of the window are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panels {
    /// The start page, in the place of everything else.
    pub start: bool,
    /// The outline, on the left; open in a wide window as long as nobody has said otherwise.
    pub outline: Option<bool>,
    /// The inspector, on the right.
    pub inspector: bool,
    /// What stands below the canvas; at first only its tabs, so that the map has the room.
    pub below: Option<Panel>,
    /// The small map of the whole.
    pub minimap: bool,
    /// The legend.
    pub legend: bool,
    /// The timeline, below the canvas.
    pub timeline: bool,
    /// What the map is compared with, beside it.
    pub beside: bool,
    /// Nothing but map, title and legend.
    pub presenting: bool,
    /// The rule whose explanation is open.
    pub explaining: Option<&'static str>,
    /// Colours and sizes.
    pub look: Look,
    /// Whether nothing glides to where it is to be: all is there at once.
    pub still: bool,
    /// Whether the window is so wide that the outline has its room.
    pub is_wide: bool,
}

impl Default for Panels {
    fn default() -> Self {
        Self {
            start: false,
            outline: None,
            inspector: true,
            below: None,
            minimap: true,
            legend: true,
            timeline: false,
            beside: false,
            presenting: false,
            explaining: None,
            look: Look::default(),
            still: false,
            is_wide: false,
        }
    }
}

impl Panels {
    /// Whether a panel is open.
    pub fn is_open(&self, panel: Panel) -> bool {
        match panel {
            Panel::Outline => self.outline.unwrap_or(self.is_wide),
            Panel::Inspector => self.inspector,
            Panel::Minimap => self.minimap,
            Panel::Legend => self.legend,
            Panel::Timeline => self.timeline,
            Panel::Beside => self.beside,
            below => self.below == Some(below),
        }
    }

    /// What stands below the canvas, by what name it remembers how high it is, and how high it is at first. The list of
    /// findings with an explanation to be read beside it needs more room than without.
    pub fn below_with_height(&self) -> Option<(Panel, &'static str, Height)> {
        let open = self.below?;
        let is_read = open == Panel::Findings && self.explaining.is_some();
        let reading = ("Explanation", Height { share: 0.5, least: 320.0, most: 480.0, lowest: 120.0 });
        let (name, height) = if is_read { reading } else { (open.label(), open.height()?) };
        Some((open, name, height))
    }

    /// Shows a panel, or hides it. One that stands below the canvas takes the place of the one that is there.
    pub fn set_open(&mut self, panel: Panel, is_open: bool) {
        match panel {
            Panel::Outline => self.outline = Some(is_open),
            Panel::Inspector => self.inspector = is_open,
            Panel::Minimap => self.minimap = is_open,
            Panel::Legend => self.legend = is_open,
            Panel::Timeline => self.timeline = is_open,
            Panel::Beside => self.beside = is_open,
            below if is_open => self.below = Some(below),
            below => self.below = self.below.filter(|other| *other != below),
        }
    }

    /// Which panels are open, by their names, as far as anybody has had a say in it.
    pub fn remembered(&self) -> BTreeMap<String, bool> {
        let is_decided = |panel: &Panel| *panel != Panel::Outline || self.outline.is_some();
        let named = |panel: Panel| (panel.label().to_owned(), self.is_open(panel));
        Panel::ALL.into_iter().filter(is_decided).map(named).collect()
    }

    /// Opens and closes what was open and closed.
    pub fn recall(&mut self, open: &BTreeMap<String, bool>) {
        for panel in Panel::ALL {
            if let Some(is_open) = open.get(panel.label()) {
                self.set_open(panel, *is_open);
            }
        }
    }

    /// Reads the explanation of a rule.
    pub fn explain(&mut self, code: Option<&'static str>) {
        if code.is_some() {
            self.set_open(Panel::Findings, true);
        }
        self.explaining = code;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_panel_is_shown_and_hidden_and_only_one_stands_below() {
        for is_wide in [false, true] {
            let mut panels = Panels { is_wide, ..Panels::default() };
            assert_eq!(panels.is_open(Panel::Outline), is_wide, "a wide window has room for it");
            for panel in Panel::ALL {
                for is_open in [true, false, true] {
                    panels.set_open(panel, is_open);
                    assert_eq!(panels.is_open(panel), is_open, "{panel:?}");
                    assert!(Panel::below().filter(|panel| panels.is_open(*panel)).count() <= 1);
                }
            }
            let last = Panel::below().last().expect("a panel below the canvas");
            panels.set_open(Panel::Findings, false);
            assert!(panels.is_open(last), "hiding what is not there hides nothing else");
        }
    }

    #[test]
    fn what_was_open_is_open_again() {
        let mut panels = Panels { is_wide: true, ..Panels::default() };
        assert!(!panels.remembered().contains_key("Outline"), "the window's width goes on deciding");
        panels.set_open(Panel::Outline, false);
        panels.set_open(Panel::Matrix, true);
        panels.set_open(Panel::Legend, false);
        let mut again = Panels { is_wide: true, ..Panels::default() };
        again.recall(&panels.remembered());
        assert_eq!(again, panels);
        again.recall(&BTreeMap::from([("a panel of a later version".to_owned(), true)]));
        assert_eq!(again, panels);
    }

    #[test]
    fn an_explanation_is_read_beside_the_findings() {
        let mut panels = Panels { below: None, ..Panels::default() };
        panels.explain(Some("BW101"));
        assert!(panels.is_open(Panel::Findings));
        panels.explain(None);
        assert!(panels.is_open(Panel::Findings) && panels.explaining.is_none());
    }
}
