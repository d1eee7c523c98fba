// What can go wrong with one request to a node. The message names the host and the call, never credentials or a body.

export type NodeErrorKind =
  /** Refused, reset, unknown host. */
  | 'network'
  /** No whole answer within the time allowed. */
  | 'timeout'
  /** It sends on to another address, which nobody has configured. */
  | 'redirect'
  /** An HTTP status that is no answer of a node: a proxy's 429, 502, 503, a page not found. */
  | 'status'
  /** The node's own error: HTTP 400 with a code and a message. */
  | 'rpc'
  /** A 200 that is not what the call returns: HTML, cut or oversized JSON, wrong types. */
  | 'garbage';

interface Details {
  readonly status?: number;
  /** gRPC code of a node's own error: 2 unknown, 12 not implemented. */
  readonly rpcCode?: number;
  readonly rpcMessage?: string;
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

export class NodeError extends Error {
  readonly kind: NodeErrorKind;
  readonly details: Details;

  constructor(kind: NodeErrorKind, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.name = 'NodeError';
    this.kind = kind;
    this.details = details;
  }

  /** True for what may pass by itself within seconds. */
  get canPass(): boolean {
    const { status = 0, retryAfterMs } = this.details;
    return (
      this.kind === 'network' ||
      (this.kind === 'status' && (status >= 500 || (status === 429 && retryAfterMs !== undefined)))
    );
  }

  /** The node, or the proxy before it, does not know this call. */
  get isUnknownCall(): boolean {
    const { status, rpcCode } = this.details;
    return rpcCode === 12 || ((this.kind === 'status' || this.kind === 'rpc') && (status === 404 || status === 501));
  }
}
