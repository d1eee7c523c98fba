// How the chain counts time: in blocks of half a second, and in rounds between two vote blocks.

/** go-iost, common.SlotInterval. */
export const BLOCK_MS = 500;
/** Between two vote blocks: a round. */
export const ROUND_BLOCKS = 1_200;
export const DAY_ROUNDS = 144;
export const DAY_BLOCKS = DAY_ROUNDS * ROUND_BLOCKS;
export const WEEK_ROUNDS = 7 * DAY_ROUNDS;
export const YEAR_ROUNDS = 365 * DAY_ROUNDS;
