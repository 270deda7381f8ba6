//! Many things at once: done on all cores, and taken in the order in which they were asked for.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Does the work for each item on as many cores as there are, and hands the results on, here, in the order of the items,
/// each as soon as it and all before it are there. Stops at the first error that `take` gives.
pub(super) fn in_order<Item: Sync, Done: Send, Error>(
    items: &[Item],
    work: impl Fn(&Item) -> Done + Sync,
    mut take: impl FnMut(Done) -> Result<(), Error>,
) -> Result<(), Error> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    if workers <= 1 {
        return items.iter().try_for_each(|item| take(work(item)));
    }
    let (next, work) = (&AtomicUsize::new(0), &work);
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..workers {
            let sender = sender.clone();
            scope.spawn(move || {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(place) else { break };
                    if sender.send((place, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        // Only the workers' own ends keep the channel open.
        drop(sender);
        let (mut early, mut due) = (BTreeMap::new(), 0);
        for (place, done) in receiver {
            early.insert(place, done);
            while let Some(done) = early.remove(&due) {
                take(done)?;
                due += 1;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::in_order;

    #[test]
    fn results_come_in_the_order_of_the_items_whatever_is_done_first() {
        let items: Vec<u64> = (0..40).collect();
        let mut taken = Vec::new();
        let work = |item: &u64| {
            std::thread::sleep(Duration::from_millis((40 - item) % 7));
            item * 2
        };
        let done: Result<(), ()> = in_order(&items, work, |result| {
            taken.push(result);
            Ok(())
        });
        assert_eq!(done, Ok(()));
        assert_eq!(taken, items.iter().map(|item| item * 2).collect::<Vec<u64>>());
    }

    #[test]
    fn the_first_error_ends_it() {
        let mut taken = 0;
        let stop = in_order(
            &[1, 2, 3, 4, 5],
            |item| *item,
            |item| {
                taken += 1;
                if item == 3 { Err(item) } else { Ok(()) }
            },
        );
        assert_eq!((stop, taken), (Err(3), 3));
        assert_eq!(in_order(&[], |item: &u8| *item, Err), Ok(()));
    }
}
