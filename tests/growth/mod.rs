//! Only in tests: how the work of a function grows with its input.
//!
//! Seconds say more of the machine than of the code, so two sizes are compared in one run, in time that
//! the processor spent on this thread, the least of several readings of each. What other programs do in
//! the meantime can only make a reading longer, and another attempt is made then.

use std::sync::LazyLock;
use std::time::Instant;

/// Attempts before the growth is believed.
const ATTEMPTS: usize = 12;

/// Seconds below which a reading tells nothing: the system counts in some milliseconds.
const FLOOR: f64 = 0.008;

/// How much larger than asked an input may become, so that its work can be read at all.
const LARGEST: usize = 64;

/// How much longer `work` takes for eight times `size`, as a multiple of what is in proportion: about 1
/// where it is, 8 where it grows with the square.
fn growth(asked: usize, work: &mut dyn FnMut(usize)) -> f64 {
    let mut size = asked;
    while size < asked * LARGEST && reading(size, work) < FLOOR {
        size *= 2;
    }
    let mut least = [f64::MAX; 2];
    let mut found = f64::MAX;
    for _ in 0..ATTEMPTS {
        for (least, size) in least.iter_mut().zip([size, size * 8]) {
            *least = least.min(reading(size, work));
        }
        found = least[1] / least[0].max(FLOOR) / 8.0;
        if found < ENOUGH {
            break;
        }
    }
    found
}

/// Seconds of one piece of work.
fn reading(size: usize, work: &mut dyn FnMut(usize)) -> f64 {
    let start = processor_time();
    work(size);
    processor_time() - start
}

/// Between proportion and square; tables that no longer fit into the caches of a processor lie below.
const ENOUGH: f64 = 3.0;

/// Fails where the work for eight times the input is clearly more than eight times the work.
///
/// `what` names the input. `work` makes an input of about the size that it is given, and does the work.
pub(crate) fn is_linear(what: &str, size: usize, mut work: impl FnMut(usize)) {
    let found = growth(size, &mut work);
    assert!(
        found < ENOUGH,
        "{what:?}: {found:.1} times the work that eight times the input should take"
    );
}

/// Seconds of the processor that this thread has had; of the clock where the system does not say.
fn processor_time() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat");
    let nanoseconds = told
        .ok()
        .and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |ns| ns / 1e9)
}

#[test]
fn a_square_is_told_from_a_line() {
    let sum = |count: usize| std::hint::black_box((0..count as u64).fold(0, u64::wrapping_add));
    is_linear("a line", 400_000, |size| {
        (0..size).for_each(|at| _ = sum(at % 2))
    });
    // However little work there is at first.
    let square = growth(20, &mut |size| (0..size).for_each(|_| _ = sum(size)));
    assert!(square > ENOUGH, "{square}");
}
