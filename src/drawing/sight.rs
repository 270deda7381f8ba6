//! Sight: what is left of colours for people who see fewer of them, and how far apart two colours are for them.

use super::Rgb;

/// How colours are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// As most people see them.
    Full,
    /// Without the cones for long waves.
    Protan,
    /// Without the cones for middling waves.
    Deutan,
    /// Without the cones for short waves.
    Tritan,
}

impl Sight {
    /// Every kind of sight.
    pub const ALL: [Self; 4] = [Self::Full, Self::Protan, Self::Deutan, Self::Tritan];

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Full => "As most people see them",
            Self::Protan => "Protan: without red",
            Self::Deutan => "Deutan: without green",
            Self::Tritan => "Tritan: without blue",
        }
    }

    /// From linear red, green and blue to what is seen of them (Machado, Oliveira and Fernandes 2009, severity 1).
    const fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Self::Full => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protan => {
                [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
            }
            Self::Deutan => {
                [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
            }
            Self::Tritan => {
                [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
            }
        }
    }

    /// The colour that somebody with full sight would have to see, to see what this sight sees.
    pub fn seen(self, colour: Rgb) -> Rgb {
        if self == Self::Full {
            return colour;
        }
        let [red, green, blue] = self.linear(colour).map(|value| {
            let value = if value <= 0.003_130_8 { 12.92 * value } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 };
            (255.0 * value).round() as u8
        });
        Rgb(red, green, blue)
    }

    /// How far apart two colours are when they are seen so (CIEDE2000): from about 2 on, who looks closely tells them apart;
    /// from about 10 on, a glance does.
    pub fn apart(self, one: Rgb, other: Rgb) -> f64 {
        Lab::of(self.linear(one)).apart(Lab::of(self.linear(other)))
    }

    fn linear(self, Rgb(red, green, blue): Rgb) -> [f64; 3] {
        let linear = [red, green, blue].map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        self.matrix().map(|row| row.iter().zip(linear).map(|(part, value)| part * value).sum::<f64>().clamp(0.0, 1.0))
    }
}

/// A colour as CIE L*a*b* has it, in daylight (D65).
#[derive(Debug, Clone, Copy)]
struct Lab {
    lightness: f64,
    a: f64,
    b: f64,
}

impl Lab {
    fn of([red, green, blue]: [f64; 3]) -> Self {
        let part = |weights: [f64; 3], white: f64| {
            let value = (weights[0] * red + weights[1] * green + weights[2] * blue) / white;
            if value > 216.0 / 24389.0 { value.cbrt() } else { (24389.0 / 27.0 * value + 16.0) / 116.0 }
        };
        let x = part([0.412_456_4, 0.357_576_1, 0.180_437_5], 0.950_47);
        let y = part([0.212_672_9, 0.715_152_2, 0.072_175_0], 1.0);
        let z = part([0.019_333_9, 0.119_192_0, 0.950_304_1], 1.088_83);
        Self { lightness: 116.0 * y - 16.0, a: 500.0 * (x - y), b: 200.0 * (y - z) }
    }

    /// CIEDE2000, with all weights 1 (ISO/CIE 11664-6).
    fn apart(self, other: Self) -> f64 {
        let root = |chroma: f64| {
            let seventh = chroma.powi(7);
            (seventh / (seventh + 25.0_f64.powi(7))).sqrt()
        };
        let grey = 0.5 * (1.0 - root((self.a.hypot(self.b) + other.a.hypot(other.b)) / 2.0));
        let (a, other_a) = (self.a * (1.0 + grey), other.a * (1.0 + grey));
        let (chroma, other_chroma) = (a.hypot(self.b), other_a.hypot(other.b));
        let is_grey = chroma * other_chroma == 0.0;
        let hue = |a: f64, b: f64| b.atan2(a).to_degrees().rem_euclid(360.0);
        let (hue, other_hue) = (hue(a, self.b), hue(other_a, other.b));
        let turn = match other_hue - hue {
            _ if is_grey => 0.0,
            turn if turn > 180.0 => turn - 360.0,
            turn if turn < -180.0 => turn + 360.0,
            turn => turn,
        };
        let middle_hue = match hue + other_hue {
            sum if is_grey => sum,
            sum if (hue - other_hue).abs() <= 180.0 => sum / 2.0,
            sum if sum < 360.0 => (sum + 360.0) / 2.0,
            sum => (sum - 360.0) / 2.0,
        };
        let cos = |times: f64, less: f64| (times * middle_hue - less).to_radians().cos();
        let t = 1.0 - 0.17 * cos(1.0, 30.0) + 0.24 * cos(2.0, 0.0) + 0.32 * cos(3.0, -6.0) - 0.20 * cos(4.0, 63.0);
        let middle_chroma = (chroma + other_chroma) / 2.0;
        let from_grey = ((self.lightness + other.lightness) / 2.0 - 50.0).powi(2);
        let lightness = (other.lightness - self.lightness) / (1.0 + 0.015 * from_grey / (20.0 + from_grey).sqrt());
        let saturation = (other_chroma - chroma) / (1.0 + 0.045 * middle_chroma);
        let hues =
            2.0 * (chroma * other_chroma).sqrt() * (turn / 2.0).to_radians().sin() / (1.0 + 0.015 * middle_chroma * t);
        let blue = 30.0 * (-((middle_hue - 275.0) / 25.0).powi(2)).exp();
        let rotation = -(2.0 * blue).to_radians().sin() * 2.0 * root(middle_chroma);
        (lightness.powi(2) + saturation.powi(2) + hues.powi(2) + rotation * saturation * hues).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::analysis::{Family, Severity};
    use crate::drawing::card::{badge_at, body};
    use crate::drawing::ink::CATEGORIES;
    use crate::drawing::line::{draw, kind_style};
    use crate::drawing::{Change, Ink, Mark, Palette, Pen, family_mark};
    use crate::layout::{Point, Size};
    use crate::model::{LinkKind, LinkStatus, NodeKind, NodeStatus};

    /// Colours of that distance are told apart at a glance.
    const AT_A_GLANCE: f64 = 10.0;

    /// Pairs and their distances as Sharma, Wu and Dalal publish them with their paper of 2005.
    #[test]
    fn distances_agree_with_those_that_were_published() {
        let lab = |[lightness, a, b]: [f64; 3]| Lab { lightness, a, b };
        for (one, other, distance) in [
            ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
            ([50.0, -1.3802, -84.2814], [50.0, 0.0, -82.7485], 1.0000),
            ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
            ([50.0, 2.4900, -0.0010], [50.0, -2.4900, 0.0011], 7.2195),
            ([50.0, 2.5, 0.0], [61.0, -5.0, 29.0], 22.8977),
            ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
            ([22.7233, 20.0904, -46.6940], [23.0331, 14.9730, -42.5619], 2.0373),
            ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
        ] {
            let measured = lab(one).apart(lab(other));
            assert!((measured - distance).abs() < 5e-5, "{one:?} and {other:?}: {measured}");
        }
    }

    #[test]
    fn greys_stay_grey_and_red_and_green_become_alike() {
        for sight in Sight::ALL {
            for grey in [0, 64, 128, 255] {
                let Rgb(red, green, blue) = sight.seen(Rgb(grey, grey, grey));
                assert!([red, green, blue].iter().all(|part| part.abs_diff(grey) <= 1), "{sight:?}: {grey}");
            }
        }
        let (red, green) = (Rgb(0xA0, 0x50, 0x30), Rgb(0x50, 0x78, 0x20));
        assert!(Sight::Deutan.apart(red, green) < Sight::Full.apart(red, green) / 2.0);
    }

    /// The shapes of marks, whatever their colours.
    fn grey(marks: &[Mark]) -> String {
        let pen = |pen: &Pen| Pen { ink: Ink::Text, ..*pen };
        let greys = marks.iter().map(|mark| match mark {
            Mark::Shape { outline, fill, pen: border } => {
                // A ground that is filled is told from one that shows the canvas.
                let fill = fill.map(|ink| if ink.is_ground() { Ink::Canvas } else { Ink::Text });
                Mark::Shape { outline: outline.clone(), fill, pen: border.as_ref().map(pen) }
            }
            Mark::Path { points, pen: stroke } => Mark::Path { points: points.clone(), pen: pen(stroke) },
            Mark::Hatch { strokes, pen: stroke } => Mark::Hatch { strokes: strokes.clone(), pen: pen(stroke) },
            Mark::Text(run) => Mark::Text(crate::drawing::TextRun { ink: Ink::Text, ..run.clone() }),
        });
        format!("{:?}", greys.collect::<Vec<_>>())
    }

    #[test]
    fn what_is_told_by_colour_is_told_by_its_form_as_well() {
        let centre = Point::new(20.0, 20.0);
        let all = |name: &str, marks: Vec<Vec<Mark>>| {
            let forms: BTreeSet<String> = marks.iter().map(|marks| grey(marks)).collect();
            assert_eq!(forms.len(), marks.len(), "two {name} have one form");
        };
        all("severities", Severity::ALL.map(|severity| badge_at("2", severity, centre)).to_vec());
        all("families", Family::ALL.map(|family| family_mark(family, centre, Ink::Text, Ink::Panel)).to_vec());
        all("changes", Change::ALL.map(|change| change.sign(centre)).to_vec());
        let course = [Point::new(0.0, 8.0), Point::new(34.0, 8.0)];
        let lines = LinkKind::ALL.into_iter().flat_map(|kind| LinkStatus::ALL.map(|status| (kind, status)));
        all("lines", lines.map(|(kind, status)| draw(&kind_style(kind, status), &course, &course)).collect());
        let cards = NodeKind::ALL.into_iter().flat_map(|kind| NodeStatus::ALL.map(|status| (kind, status)));
        all("cards", cards.map(|(kind, status)| body(kind, status, Size::new(170.0, 50.0))).collect());
    }

    #[test]
    fn categories_of_a_lens_are_told_apart_by_everybody() {
        let inks: Vec<Ink> = (0..CATEGORIES).map(Ink::Category).chain([Ink::NoCategory]).collect();
        for palette in Palette::ALL {
            for sight in Sight::ALL {
                for (place, one) in inks.iter().enumerate() {
                    for other in &inks[..place] {
                        let apart = sight.apart(palette.colour(*one), palette.colour(*other));
                        assert!(apart >= AT_A_GLANCE, "{palette:?}, {sight:?}: {one:?} and {other:?}: {apart:.1}");
                    }
                }
            }
        }
    }

    /// What is lit, chosen or out of order must stand out from the lines and borders that are not, by lightness or hue.
    #[test]
    fn what_stands_out_is_seen_beside_plain_lines_by_everybody() {
        for palette in Palette::ALL {
            for sight in Sight::ALL {
                for ink in [Ink::Error, Ink::Warning, Ink::Accent] {
                    let apart = sight.apart(palette.colour(ink), palette.colour(Ink::Line));
                    assert!(apart >= AT_A_GLANCE, "{palette:?}, {sight:?}: {ink:?}: {apart:.1}");
                }
            }
        }
    }
}
