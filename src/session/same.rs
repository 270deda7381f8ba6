//! What a cache follows from, when it is too large to be compared: a shared value that is equal only to itself.

use std::sync::Arc;

/// A shared value as a key. It is kept alive, so that no later value can come to lie at its place in memory and be taken
/// for it.
#[derive(Debug, Clone)]
pub struct SameValue<T>(Arc<T>);

impl<T> SameValue<T> {
    /// The key of a shared value.
    pub fn of(value: &Arc<T>) -> Self {
        Self(Arc::clone(value))
    }
}

impl<T> PartialEq for SameValue<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::SameValue;
    use std::sync::Arc;

    #[test]
    fn a_later_value_is_never_taken_for_an_earlier_one() {
        let key = SameValue::of(&Arc::new([7_u8; 64]));
        // Without the key's hold on it, the first of these would often lie where that one lay.
        for _ in 0..1000 {
            assert!(key != SameValue::of(&Arc::new([7_u8; 64])));
        }
        assert!(key == key.clone());
    }
}
