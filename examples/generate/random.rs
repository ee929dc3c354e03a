//! splitmix64: small, seeded, and the same on every machine.

/// A stream of numbers that follows from its seed.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The stream of one topic: neighbours share nothing, and any can be drawn without the others.
    pub fn of(seed: u64, index: u32) -> Self {
        let mut random = Self(seed ^ (u64::from(index) << 32));
        random.draw();
        random
    }

    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `limit` - 1.
    pub fn below(&mut self, limit: u32) -> u32 {
        u32::try_from(self.draw() % u64::from(limit)).unwrap_or(0)
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of a stock that is not empty.
    pub fn pick<'a, T>(&mut self, stock: &'a [T]) -> &'a T {
        &stock[self.index(stock.len())]
    }

    /// So many different ones of a stock, in its order; all of them if it holds no more.
    pub fn choose<'a, T>(&mut self, stock: &'a [T], count: usize) -> Vec<&'a T> {
        let mut left: Vec<usize> = (0..stock.len()).collect();
        while left.len() > count {
            let out = self.index(left.len());
            left.remove(out);
        }
        left.into_iter().map(|index| &stock[index]).collect()
    }

    fn index(&mut self, length: usize) -> usize {
        u32::try_from(length).map_or(0, |length| self.below(length) as usize)
    }
}
