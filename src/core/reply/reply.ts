// What a command answers, as plain values: adapters turn it into messages, and only they know about markup.

/** A piece of a line. A bare string is plain text: whatever stands in it reaches the reader as those characters. */
export type Span =
  | string
  | { readonly kind: 'bold' | 'code'; readonly text: string }
  /** `url` must be http or https; adapters show anything else as plain text. */
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** Milliseconds since 1970, shown in the reader's own time where the platform can. */
  | { readonly kind: 'time'; readonly at: number };

export type RichText = string | readonly Span[];

interface Column {
  readonly label: string;
  readonly align: 'left' | 'right';
}

/** A name and what it is. */
export interface Field {
  readonly label: string;
  readonly value: RichText;
}

export type Block =
  | { readonly kind: 'text'; readonly text: RichText }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'list'; readonly items: readonly RichText[] }
  | { readonly kind: 'image'; readonly name: string; readonly data: Uint8Array; readonly alt: string }
  | { readonly kind: 'file'; readonly name: string; readonly data: Uint8Array; readonly alt: string };

/** A button is a call of a command: paging, "which one did you mean", "watch this". */
export interface Action {
  readonly label: string;
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
  /** What most people want next: Enter alone in a terminal, the button that stands out elsewhere. */
  readonly primary?: true;
}

/** JSON with no holes: what `Reply.data` may hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Reply {
  readonly title?: string;
  readonly tone: 'neutral' | 'good' | 'bad' | 'warning';
  /** `private`: only the asker should see it, where the platform can do that. */
  readonly visibility: 'chat' | 'private';
  readonly blocks: readonly Block[];
  readonly actions?: readonly Action[];
  readonly footer?: string;
  /** What was computed, for programs. Amounts are decimal IOST strings, times ISO 8601, shares fractions of 1. */
  readonly data?: Json;
}
