// Names of the election's contracts.

export const PRODUCERS = 'vote_producer.iost';
export const VOTES = 'vote.iost';
