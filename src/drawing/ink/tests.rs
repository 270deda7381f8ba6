//! Whether every ink stands out from its ground.

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

/// What must be seen in high contrast, and may be pale in the other themes.
const PALE_PAIRS: [(Ink, Ink); 14] = [
    (Ink::Hairline, Ink::Panel),
    (Ink::Hairline, Ink::Canvas),
    (Ink::HoldLine, Ink::HoldHatch),
    (Ink::EndedLine, Ink::EndedFill),
    (Ink::EndedLine, Ink::Canvas),
    (Ink::FaintLine, Ink::Canvas),
    (Ink::ManyLine, Ink::Canvas),
    (Ink::ManyStrandLine, Ink::Canvas),
    (Ink::ManyMoneyLine, Ink::Canvas),
    (Ink::ManyProposedLine, Ink::Canvas),
    (Ink::TrayLine, Ink::TrayFill),
    (Ink::RingLine, Ink::Ring(1)),
    (Ink::RingLine, Ink::Canvas),
    (Ink::NoCategory, Ink::Card),
];

#[test]
fn every_text_and_line_stands_out_from_its_ground_in_every_theme() {
    for palette in Palette::ALL {
        let (for_text, for_lines) = if palette == Palette::Contrast { (7.0, 4.5) } else { (4.5, 3.0) };
        let pairs = TEXT_PAIRS.iter().map(|pair| (pair, for_text));
        let pairs = pairs.chain(GRAPHIC_PAIRS.iter().map(|pair| (pair, for_lines)));
        let pale = PALE_PAIRS.iter().filter(|_| palette == Palette::Contrast);
        for ((ink, ground), least) in pairs.chain(pale.map(|pair| (pair, for_lines))) {
            let contrast = palette.colour(*ink).contrast(palette.colour(*ground));
            assert!(contrast >= least, "{palette:?}: {ink:?} on {ground:?} has {contrast:.2}");
        }
    }
}

#[test]
fn names_that_stand_back_can_be_read_in_high_contrast() {
    let palette = Palette::Contrast;
    for (text, ground) in
        [(Ink::Text, Ink::Card), (Ink::HoldText, Ink::HoldFill), (Ink::ProposedText, Ink::ProposedFill)]
    {
        let contrast = palette.faded(text).contrast(palette.faded(ground));
        assert!(contrast >= 4.5, "{text:?} has {contrast:.2}");
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
