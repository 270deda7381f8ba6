//! Inks: the roles that colours play, and the palettes that give each role a colour in every theme.

use crate::analysis::Severity;

/// The role of a colour. A picture holds roles only; a [`Palette`] resolves them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ink {
    /// The ground that cards stand on.
    Canvas,
    /// Panels: legend, title.
    Panel,
    /// The hairline around panels and containers.
    Hairline,
    /// Plain text.
    Text,
    /// Small print.
    Muted,
    /// The accent: selection and the main action.
    Accent,
    /// An error, as a ground or a line.
    Error,
    /// A warning, as a ground or a line.
    Warning,
    /// A note, as a ground or a line.
    Note,
    /// Text on an error, a warning or a note.
    OnSeverity,
    /// The ground of what an error concerns, under lines and cards.
    ErrorTint,
    /// The ground of what a warning concerns.
    WarningTint,
    /// The ground of what a note concerns.
    NoteTint,
    /// The fill of an active card.
    Card,
    /// The border of an active card.
    CardLine,
    /// The fill of a card on hold.
    HoldFill,
    /// The hatching of a card on hold.
    HoldHatch,
    /// The border of a card on hold.
    HoldLine,
    /// Names on a card on hold.
    HoldText,
    /// Small print on a card on hold.
    HoldMuted,
    /// The fill of a proposed card.
    ProposedFill,
    /// The border of a proposed card, and proposed lines.
    ProposedLine,
    /// Names on a proposed card.
    ProposedText,
    /// The fill of an ended card.
    EndedFill,
    /// The border of an ended card.
    EndedLine,
    /// Names and small print on an ended card.
    EndedText,
    /// What is new in a picture of changes.
    New,
    /// What is not what it was there.
    Changed,
    /// What moves there.
    Moved,
    /// What goes into another there.
    Merged,
    /// What goes there.
    Gone,
    /// The diamond of a body at which accountability may end.
    Accountable,
    /// Lines of accountability.
    Line,
    /// Lines that lead to or from what is no more.
    FaintLine,
    /// Lines between strands and those who own, do or check them.
    StrandLine,
    /// Lines of money.
    MoneyLine,
    /// A line among many that run beside those of accountability.
    ManyLine,
    /// A line between strands among many.
    ManyStrandLine,
    /// A line of money among many.
    ManyMoneyLine,
    /// A proposed line among many.
    ManyProposedLine,
    /// The ground of the tray of what has no line upward.
    TrayFill,
    /// The border of that tray.
    TrayLine,
    /// The title of that tray.
    TrayText,
    /// The ground of a ring, by its number from the innermost.
    Ring(u8),
    /// The edge of a ring.
    RingLine,
    /// The title of a ring.
    RingText,
    /// The ground of a lane.
    LaneFill,
    /// A category of the lens, by its number among the [`CATEGORIES`].
    Category(u8),
    /// A category beyond those that have a colour, or none.
    NoCategory,
    /// The outline that lets pale categories stand out.
    CategoryLine,
}

impl Ink {
    /// The ink of a severity.
    pub const fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Note => Self::Note,
        }
    }

    /// The ink of a line where there are many of them.
    pub const fn among_many(self) -> Self {
        match self {
            Self::Line => Self::ManyLine,
            Self::StrandLine => Self::ManyStrandLine,
            Self::MoneyLine => Self::ManyMoneyLine,
            Self::ProposedLine => Self::ManyProposedLine,
            other => other,
        }
    }

    /// Whether it is the ink of such a line.
    pub const fn is_among_many(self) -> bool {
        matches!(self, Self::ManyLine | Self::ManyStrandLine | Self::ManyMoneyLine | Self::ManyProposedLine)
    }

    /// Whether it is a ground, which keeps its colour where what stands on it changes its own.
    pub const fn is_ground(self) -> bool {
        matches!(self, Self::Canvas | Self::Panel | Self::Card | Self::Ring(_) | Self::LaneFill)
    }

    /// The ground that goes with the ink of a severity.
    pub const fn tint(self) -> Self {
        match self {
            Self::Error => Self::ErrorTint,
            Self::Warning => Self::WarningTint,
            _ => Self::NoteTint,
        }
    }
}

/// How much of the canvas covers what stands back. A poor projector shows nothing of what is too faint.
const FADED: f32 = 0.72;
const FADED_IN_CONTRAST: f32 = 0.36;

/// How many categories have a colour of their own.
pub const CATEGORIES: u8 = 7;

/// A colour without transparency: red, green, blue, in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    const fn hex(value: u32) -> Self {
        let [_, red, green, blue] = value.to_be_bytes();
        Self(red, green, blue)
    }

    /// The colour that lies so far on the way to another one, 0 to 1.
    fn towards(self, other: Self, part: f32) -> Self {
        let blend = |one: u8, two: u8| (f32::from(one) + (f32::from(two) - f32::from(one)) * part).round() as u8;
        Self(blend(self.0, other.0), blend(self.1, other.1), blend(self.2, other.2))
    }

    /// The relative luminance, 0 to 1 (WCAG 2.2, definitions).
    pub fn luminance(self) -> f32 {
        let linear = |channel: u8| {
            let value = f32::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// The contrast with another colour, 1 to 21 (WCAG 2.2, definitions).
    pub fn contrast(self, other: Self) -> f32 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(two) / one.min(two)
    }
}

impl std::fmt::Display for Rgb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }
}

/// The themes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Palette {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
    /// Black on white, with lines that a poor projector shows too.
    Contrast,
}

impl Palette {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Contrast];

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::Contrast => "High contrast",
        }
    }

    /// The colour of an ink in what stands back, because something else is looked at.
    pub fn faded(self, ink: Ink) -> Rgb {
        let part = if self == Self::Contrast { FADED_IN_CONTRAST } else { FADED };
        self.colour(ink).towards(self.colour(Ink::Canvas), part)
    }

    /// The colour of an ink.
    pub fn colour(self, ink: Ink) -> Rgb {
        let (light, dark, contrast) = match ink {
            Ink::Canvas => (0xF6F5F2, 0x1B1D20, 0xFFFFFF),
            Ink::Panel => (0xFFFFFF, 0x222529, 0xFFFFFF),
            Ink::Hairline => (0xDEDCD6, 0x3A3F45, 0x6B6B6B),
            Ink::Text => (0x1F2328, 0xE6E6E3, 0x000000),
            Ink::Muted => (0x5B616A, 0xA9AEB5, 0x333333),
            Ink::Accent => (0x1D4ED8, 0x7AA2FF, 0x0033B0),
            Ink::Error => (0xB42318, 0xFF8A7A, 0xA80010),
            Ink::Warning => (0xB25E00, 0xF2AE49, 0x664400),
            Ink::Note => (0x44546A, 0x9FB2CC, 0x1F3A5F),
            Ink::OnSeverity => (0xFFFFFF, 0x1B1D20, 0xFFFFFF),
            Ink::ErrorTint => (0xF8DFDA, 0x4F2A27, 0xFFD9D4),
            Ink::WarningTint => (0xF8E6CB, 0x4A3818, 0xFFE3B3),
            Ink::NoteTint => (0xDCE3EC, 0x2F3B4B, 0xD6E4F5),
            Ink::Card => (0xFFFFFF, 0x2A2E33, 0xFFFFFF),
            Ink::CardLine => (0x3B4350, 0xB4BBC4, 0x000000),
            Ink::HoldFill => (0xEFEDE7, 0x26272A, 0xF2F2F2),
            Ink::HoldHatch => (0xDAD6CB, 0x35373A, 0xD0D0D0),
            Ink::HoldLine => (0x8A8578, 0x8C887E, 0x4D4D4D),
            Ink::HoldText => (0x57534A, 0xBFBBB1, 0x1A1A1A),
            Ink::HoldMuted => (0x5D594F, 0xB3AFA5, 0x2E2E2E),
            Ink::ProposedFill => (0xFBF9FE, 0x2A2833, 0xFBF5FF),
            Ink::ProposedLine => (0x7A4FB5, 0xB79AE6, 0x5B1FA8),
            Ink::ProposedText => (0x4A2F75, 0xD9C8F5, 0x3B0F75),
            Ink::EndedFill => (0xF0EFEA, 0x1F2124, 0xF5F5F5),
            Ink::EndedLine => (0xB9B5AB, 0x55575A, 0x5E5E5E),
            Ink::EndedText => (0x6B675D, 0x9B9993, 0x3F3F3F),
            Ink::New => (0x1A7F37, 0x56D364, 0x0B5D1E),
            Ink::Changed => (0x8F6400, 0xE3B341, 0x6B4700),
            Ink::Moved => (0x0A6C9E, 0x5BC0EB, 0x00527A),
            Ink::Merged => (0xA0338A, 0xE58BD0, 0x7D1267),
            Ink::Gone => (0xB42318, 0xFF8A7A, 0xA80010),
            Ink::Accountable => (0x0B6E69, 0x58C9C0, 0x00504B),
            Ink::Line => (0x6B7280, 0x98A0AB, 0x3A3A3A),
            Ink::FaintLine => (0xA19D93, 0x6A6D72, 0x6B6B6B),
            Ink::StrandLine => (0x0B6E69, 0x58C9C0, 0x00504B),
            Ink::MoneyLine => (0x3F6B35, 0x8FC47F, 0x2B5520),
            Ink::ManyLine => (0xB6BAC1, 0x596069, 0x6E6E6E),
            Ink::ManyStrandLine => (0x8CBFBA, 0x396B67, 0x2F7A74),
            Ink::ManyMoneyLine => (0xB4CBAB, 0x47603F, 0x4F7A43),
            Ink::ManyProposedLine => (0xCDB9E8, 0x5C4D76, 0x8A5CC9),
            Ink::TrayFill => (0xFBF3EE, 0x2A2320, 0xFFF6EF),
            Ink::TrayLine => (0xD9B8A3, 0x7A5A47, 0x9A5A2E),
            Ink::TrayText => (0x8A3B12, 0xF0B692, 0x6B2400),
            // The heart is warm; around it lies what becomes paler outwards.
            Ink::Ring(number) => match number {
                0 => (0xFBF0D6, 0x40392A, 0xFFF3D1),
                1 => (0xCBD8E6, 0x30404F, 0xDCE8F4),
                2 => (0xD6E1EC, 0x2B3845, 0xE5EEF7),
                3 => (0xE1E9F1, 0x27313B, 0xEDF3F9),
                4 => (0xEBF0F5, 0x232A32, 0xF4F7FB),
                _ => (0xF2F4F5, 0x1F2429, 0xF8FAFC),
            },
            Ink::RingLine => (0xA7B6C6, 0x4C5D6E, 0x4F6072),
            Ink::RingText => (0x33475C, 0xC3D0DD, 0x1B2B3C),
            Ink::LaneFill => (0xECEFF2, 0x22272C, 0xF2F4F6),
            // Okabe and Ito, Color Universal Design (2008); the yellow last, it needs its outline most.
            Ink::Category(number) => match number % CATEGORIES {
                0 => (0x0072B2, 0x0072B2, 0x0072B2),
                1 => (0xE69F00, 0xE69F00, 0xE69F00),
                2 => (0x009E73, 0x009E73, 0x009E73),
                3 => (0xD55E00, 0xD55E00, 0xD55E00),
                4 => (0xCC79A7, 0xCC79A7, 0xCC79A7),
                5 => (0x56B4E9, 0x56B4E9, 0x56B4E9),
                _ => (0xF0E442, 0xF0E442, 0xF0E442),
            },
            Ink::NoCategory => (0xB9B5AB, 0x6A6D72, 0x595959),
            Ink::CategoryLine => (0x3B4350, 0xE6E6E3, 0x000000),
        };
        Rgb::hex(match self {
            Self::Light => light,
            Self::Dark => dark,
            Self::Contrast => contrast,
        })
    }
}

#[cfg(test)]
mod tests;
