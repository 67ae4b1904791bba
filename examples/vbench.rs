use std::time::Instant;
fn main() {
    let options = dateline::validate::Options::default();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let mut best = f64::MAX;
        let mut findings = 0;
        for _ in 0..7 {
            let t = Instant::now();
            let r = dateline::validate::validate(&bytes, &options);
            best = best.min(t.elapsed().as_secs_f64());
            findings = r.findings.len();
        }
        println!(
            "{path}: {:.1} MB/s, {:.1} us, {findings} findings",
            bytes.len() as f64 / best / 1e6,
            best * 1e6
        );
    }
}
