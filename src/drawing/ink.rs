//! Inks: the roles that colours play, and the palettes that give each role a colour in the light and the dark theme.

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

/// How much of the canvas covers what stands back.
const FADED: f32 = 0.72;

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

/// The two themes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Palette {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

impl Palette {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// The colour of an ink in what stands back, because something else is looked at.
    pub fn faded(self, ink: Ink) -> Rgb {
        self.colour(ink).towards(self.colour(Ink::Canvas), FADED)
    }

    /// The colour of an ink.
    pub fn colour(self, ink: Ink) -> Rgb {
        let (light, dark) = match ink {
            Ink::Canvas => (0xF6F5F2, 0x1B1D20),
            Ink::Panel => (0xFFFFFF, 0x222529),
            Ink::Hairline => (0xDEDCD6, 0x3A3F45),
            Ink::Text => (0x1F2328, 0xE6E6E3),
            Ink::Muted => (0x5B616A, 0xA9AEB5),
            Ink::Accent => (0x1D4ED8, 0x7AA2FF),
            Ink::Error => (0xB42318, 0xFF8A7A),
            Ink::Warning => (0xB25E00, 0xF2AE49),
            Ink::Note => (0x44546A, 0x9FB2CC),
            Ink::OnSeverity => (0xFFFFFF, 0x1B1D20),
            Ink::ErrorTint => (0xF8DFDA, 0x4F2A27),
            Ink::WarningTint => (0xF8E6CB, 0x4A3818),
            Ink::NoteTint => (0xDCE3EC, 0x2F3B4B),
            Ink::Card => (0xFFFFFF, 0x2A2E33),
            Ink::CardLine => (0x3B4350, 0xB4BBC4),
            Ink::HoldFill => (0xEFEDE7, 0x26272A),
            Ink::HoldHatch => (0xDAD6CB, 0x35373A),
            Ink::HoldLine => (0x8A8578, 0x8C887E),
            Ink::HoldText => (0x57534A, 0xBFBBB1),
            Ink::HoldMuted => (0x5D594F, 0xB3AFA5),
            Ink::ProposedFill => (0xFBF9FE, 0x2A2833),
            Ink::ProposedLine => (0x7A4FB5, 0xB79AE6),
            Ink::ProposedText => (0x4A2F75, 0xD9C8F5),
            Ink::EndedFill => (0xF0EFEA, 0x1F2124),
            Ink::EndedLine => (0xB9B5AB, 0x55575A),
            Ink::EndedText => (0x6B675D, 0x9B9993),
            Ink::New => (0x1A7F37, 0x56D364),
            Ink::Changed => (0x8F6400, 0xE3B341),
            Ink::Moved => (0x0A6C9E, 0x5BC0EB),
            Ink::Merged => (0xA0338A, 0xE58BD0),
            Ink::Gone => (0xB42318, 0xFF8A7A),
            Ink::Accountable => (0x0B6E69, 0x58C9C0),
            Ink::Line => (0x6B7280, 0x98A0AB),
            Ink::FaintLine => (0xA19D93, 0x6A6D72),
            Ink::StrandLine => (0x0B6E69, 0x58C9C0),
            Ink::MoneyLine => (0x3F6B35, 0x8FC47F),
            Ink::ManyLine => (0xB6BAC1, 0x596069),
            Ink::ManyStrandLine => (0x8CBFBA, 0x396B67),
            Ink::ManyMoneyLine => (0xB4CBAB, 0x47603F),
            Ink::ManyProposedLine => (0xCDB9E8, 0x5C4D76),
            Ink::TrayFill => (0xFBF3EE, 0x2A2320),
            Ink::TrayLine => (0xD9B8A3, 0x7A5A47),
            Ink::TrayText => (0x8A3B12, 0xF0B692),
            // The heart is warm; around it lies what becomes paler outwards.
            Ink::Ring(number) => match number {
                0 => (0xFBF0D6, 0x40392A),
                1 => (0xCBD8E6, 0x30404F),
                2 => (0xD6E1EC, 0x2B3845),
                3 => (0xE1E9F1, 0x27313B),
                4 => (0xEBF0F5, 0x232A32),
                _ => (0xF2F4F5, 0x1F2429),
            },
            Ink::RingLine => (0xA7B6C6, 0x4C5D6E),
            Ink::RingText => (0x33475C, 0xC3D0DD),
            Ink::LaneFill => (0xECEFF2, 0x22272C),
            // Okabe and Ito, Color Universal Design (2008); the yellow last, it needs its outline most.
            Ink::Category(number) => match number % CATEGORIES {
                0 => (0x0072B2, 0x0072B2),
                1 => (0xE69F00, 0xE69F00),
                2 => (0x009E73, 0x009E73),
                3 => (0xD55E00, 0xD55E00),
                4 => (0xCC79A7, 0xCC79A7),
                5 => (0x56B4E9, 0x56B4E9),
                _ => (0xF0E442, 0xF0E442),
            },
            Ink::NoCategory => (0xB9B5AB, 0x6A6D72),
            Ink::CategoryLine => (0x3B4350, 0xE6E6E3),
        };
        Rgb::hex(if self == Self::Light { light } else { dark })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text and the ground that it stands on, as cards, areas, legend and title pair them.
    const TEXT_PAIRS: [(Ink, Ink); 31] = [
        (Ink::Text, Ink::Canvas),
        (Ink::Muted, Ink::Canvas),
        (Ink::Text, Ink::Panel),
        (Ink::Muted, Ink::Panel),
        (Ink::Accent, Ink::Panel),
        (Ink::Text, Ink::Card),
        (Ink::Muted, Ink::Card),
        (Ink::HoldText, Ink::HoldFill),
        (Ink::HoldText, Ink::HoldHatch),
        (Ink::HoldMuted, Ink::HoldFill),
        (Ink::HoldMuted, Ink::HoldHatch),
        (Ink::ProposedText, Ink::ProposedFill),
        (Ink::EndedText, Ink::EndedFill),
        (Ink::EndedText, Ink::Canvas),
        (Ink::TrayText, Ink::TrayFill),
        (Ink::RingText, Ink::Ring(0)),
        (Ink::RingText, Ink::Ring(1)),
        (Ink::RingText, Ink::Ring(2)),
        (Ink::RingText, Ink::Ring(4)),
        (Ink::RingText, Ink::Ring(5)),
        (Ink::RingText, Ink::LaneFill),
        (Ink::OnSeverity, Ink::Error),
        (Ink::OnSeverity, Ink::Warning),
        (Ink::OnSeverity, Ink::Note),
        (Ink::Error, Ink::Panel),
        (Ink::Warning, Ink::Panel),
        (Ink::Note, Ink::Panel),
        (Ink::Note, Ink::Card),
        (Ink::Text, Ink::ErrorTint),
        (Ink::Text, Ink::WarningTint),
        (Ink::Text, Ink::NoteTint),
    ];

    /// What is no text but must be seen: WCAG 2.2, 1.4.11.
    const GRAPHIC_PAIRS: [(Ink, Ink); 26] = [
        (Ink::CardLine, Ink::Card),
        (Ink::CardLine, Ink::Canvas),
        (Ink::HoldLine, Ink::Canvas),
        (Ink::ProposedLine, Ink::Canvas),
        (Ink::Line, Ink::Canvas),
        (Ink::Line, Ink::Ring(0)),
        (Ink::Line, Ink::Ring(1)),
        (Ink::Line, Ink::Ring(4)),
        (Ink::Line, Ink::LaneFill),
        (Ink::StrandLine, Ink::Canvas),
        (Ink::MoneyLine, Ink::Canvas),
        (Ink::Accountable, Ink::Card),
        (Ink::CategoryLine, Ink::Card),
        (Ink::Error, Ink::ErrorTint),
        (Ink::Warning, Ink::WarningTint),
        (Ink::Note, Ink::NoteTint),
        (Ink::New, Ink::Canvas),
        (Ink::Changed, Ink::Canvas),
        (Ink::Moved, Ink::Canvas),
        (Ink::Merged, Ink::Canvas),
        (Ink::Gone, Ink::Canvas),
        (Ink::OnSeverity, Ink::New),
        (Ink::OnSeverity, Ink::Changed),
        (Ink::OnSeverity, Ink::Moved),
        (Ink::OnSeverity, Ink::Merged),
        (Ink::OnSeverity, Ink::Gone),
    ];

    #[test]
    fn every_text_reaches_aa_on_its_ground_in_both_themes() {
        for palette in Palette::ALL {
            for (text, ground) in TEXT_PAIRS {
                let contrast = palette.colour(text).contrast(palette.colour(ground));
                assert!(contrast >= 4.5, "{palette:?}: {text:?} on {ground:?} has {contrast:.2}");
            }
            for (line, ground) in GRAPHIC_PAIRS {
                let contrast = palette.colour(line).contrast(palette.colour(ground));
                assert!(contrast >= 3.0, "{palette:?}: {line:?} on {ground:?} has {contrast:.2}");
            }
        }
    }

    #[test]
    fn categories_differ() {
        for palette in Palette::ALL {
            for one in 0..CATEGORIES {
                for two in 0..one {
                    assert_ne!(palette.colour(Ink::Category(one)), palette.colour(Ink::Category(two)));
                }
            }
        }
    }

    #[test]
    fn contrast_agrees_with_the_standard() {
        assert!((Rgb(0, 0, 0).contrast(Rgb(255, 255, 255)) - 21.0).abs() < 0.01);
        assert!((Rgb(0x77, 0x77, 0x77).contrast(Rgb(255, 255, 255)) - 4.48).abs() < 0.01);
    }
}
