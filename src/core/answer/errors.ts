// The three ways a command can fail; whatever else is thrown is a defect and answered by a fixed sentence with an id.

/** i18n values: text that is put into a sentence as it is. */
export type Values = Readonly<Record<string, string | number>>;

/** What the person can mend: a key in the locale files, its values, and what to offer instead. */
export class UserError extends Error {
  readonly key: string;
  readonly values: Values;
  readonly offer: Offer | undefined;

  constructor(key: string, values: Values = {}, offer?: Offer) {
    super(key);
    this.name = 'UserError';
    this.key = key;
    this.values = values;
    this.offer = offer;
  }
}

/** Values that the named option could have had instead; each becomes a button. */
export interface Offer {
  readonly option: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** Why no node could answer. Each has its sentence in the locale files under `errors.chain`. */
export type ChainTrouble =
  /** Down, unreachable, failing or too slow. */
  | 'unreachable'
  /** Answers that are no node's answers. */
  | 'garbage'
  /** Still catching up with the chain. */
  | 'syncing'
  /** Its last irreversible block is minutes behind its own clock. */
  | 'stalled'
  /** Of another chain than the one read so far. */
  | 'other-chain'
  /** Below the height that was shown already. */
  | 'behind'
  /** The election contracts are not on it. */
  | 'no-election';

/** Something could not be worked out now; the command says that it is not estimated. `message` is for the log. */
export class EstimateUnavailable extends Error {
  override readonly name = 'EstimateUnavailable';
}

/** No configured node could answer; `detail` is for the log and holds no credentials. */
export class ChainUnavailable extends Error {
  readonly trouble: ChainTrouble;

  constructor(trouble: ChainTrouble, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'ChainUnavailable';
    this.trouble = trouble;
  }
}
