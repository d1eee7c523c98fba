// How a command is written on a platform.

/** `line`: as it stands. `slash`: "/node iost_kor". `options`: "/node node:iost_kor". */
export type CallStyle = 'line' | 'slash' | 'options';
