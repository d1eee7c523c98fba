// The part of the untyped SDK that the reader uses. `iost/index.js` takes its packages from node_modules; the package's main
// carries old copies inside.
declare module 'iost/index.js' {
  export class HTTPProvider {
    constructor(host: string, timeout?: number);
    send(method: 'get' | 'post', path: string, data?: object): Promise<unknown>;
  }

  export class RPC {
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
