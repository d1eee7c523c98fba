// The part of the untyped SDK that the reader uses, by its own files: `iost/index.js` also loads the signing of transactions
// (18 MB and 50 ms for nothing here), and the package's main carries old copies of its dependencies inside.
declare module 'iost/lib/provider/HTTPProvider.js' {
  export default class HTTPProvider {
    constructor(host: string, timeout?: number);
    send(method: 'get' | 'post', path: string, data?: object): Promise<unknown>;
  }
}

declare module 'iost/lib/rpc.js' {
  import type HTTPProvider from 'iost/lib/provider/HTTPProvider.js';

  export default class RPC {
    constructor(provider: HTTPProvider);
    readonly net: { getNodeInfo(): Promise<unknown> };
    readonly blockchain: {
      getChainInfo(): Promise<unknown>;
      getContractStorage(contract: string, key: string, field: string, longestChain: boolean): Promise<unknown>;
      getContractStorageFields(contract: string, key: string, longestChain: boolean): Promise<unknown>;
      getAccountInfo(account: string, longestChain: boolean): Promise<unknown>;
    };
  }
}
