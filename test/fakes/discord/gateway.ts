// The gateway of a fake Discord: hello, heartbeats, identify, resume, events, and the ways in which it ends a connection.
import { randomUUID } from 'node:crypto';
import { type WebSocket, WebSocketServer } from 'ws';

interface Session {
  readonly id: string;
  readonly shard: readonly [number, number];
  socket: WebSocket | undefined;
  sequence: number;
  /** Kept for a resume. */
  readonly events: { readonly s: number; readonly t: string; readonly d: unknown }[];
}

export interface GatewayOptions {
  readonly token: string;
  readonly heartbeatMs: number;
  resumeUrl(): string;
  /** The rest of READY, and the events that follow it. */
  ready(shard: readonly [number, number]): {
    readonly ready: object;
    readonly after: readonly (readonly [string, object])[];
  };
}

export interface FakeGateway {
  readonly server: WebSocketServer;
  /** What clients identified with. */
  readonly identifies: {
    readonly token: string;
    readonly intents: number;
    readonly shard: readonly [number, number];
  }[];
  readonly resumes: string[];
  /** Connections that were opened. */
  connections: number;
  /** Heartbeats get no answer. */
  isZombie: boolean;
  /** New connections are accepted and hear nothing. */
  isSilent: boolean;
  /** Sessions cannot be resumed. */
  forgets: boolean;
  /** Events are so long on the way. */
  lagMs: number;
  /** Whoever identifies is sent away with this code. */
  refuseWith: number | undefined;
  /** To the shard that looks after the guild; to the first one without a guild. */
  dispatch(type: string, data: object, guildId?: string): void;
  isConnected(): boolean;
  /** Ends all connections with this code; 1006 breaks them. */
  close(code: number): void;
  /** Opcode 7, or opcode 9 with or without leave to resume. */
  tell(what: 'reconnect' | 'invalid' | 'invalid-resumable'): void;
}

export function createFakeGateway(options: GatewayOptions): FakeGateway {
  const server = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const live = () => [...sessions.values()].filter(({ socket }) => socket !== undefined);

  function emit(session: Session, t: string, d: unknown): void {
    session.sequence += 1;
    session.events.push({ s: session.sequence, t, d });
    session.socket?.send(JSON.stringify({ op: 0, s: session.sequence, t, d }));
  }

  function identify(socket: WebSocket, d: { token: string; intents: number; shard: readonly [number, number] }): void {
    gateway.identifies.push(d);
    const refusal = gateway.refuseWith ?? (d.token === options.token ? undefined : 4004);
    if (refusal !== undefined) {
      socket.close(refusal);
      return;
    }
    const session: Session = { id: randomUUID(), shard: d.shard, socket, sequence: 0, events: [] };
    sessions.set(session.id, session);
    const { ready, after } = options.ready(d.shard);
    emit(session, 'READY', {
      v: 10,
      session_id: session.id,
      resume_gateway_url: options.resumeUrl(),
      shard: d.shard,
      ...ready,
    });
    for (const [type, data] of after) emit(session, type, data);
  }

  function resume(socket: WebSocket, d: { token: string; session_id: string; seq: number }): void {
    gateway.resumes.push(d.session_id);
    const session = sessions.get(d.session_id);
    if (!session || gateway.forgets || d.token !== options.token) {
      socket.send(JSON.stringify({ op: 9, d: false }));
      return;
    }
    session.socket = socket;
    for (const { s, t, d: data } of session.events.filter(({ s }) => s > d.seq)) {
      socket.send(JSON.stringify({ op: 0, s, t, d: data }));
    }
    emit(session, 'RESUMED', {});
  }

  server.on('connection', (socket) => {
    gateway.connections += 1;
    socket.on('error', () => undefined);
    socket.on('close', () => {
      for (const session of sessions.values()) if (session.socket === socket) session.socket = undefined;
    });
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw));
      if (op === 1 && !gateway.isZombie) socket.send(JSON.stringify({ op: 11 }));
      if (op === 2) identify(socket, d);
      if (op === 6) resume(socket, d);
    });
    if (!gateway.isSilent) socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: options.heartbeatMs } }));
  });

  const gateway: FakeGateway = {
    server,
    identifies: [],
    resumes: [],
    connections: 0,
    isZombie: false,
    isSilent: false,
    forgets: false,
    lagMs: 0,
    refuseWith: undefined,
    isConnected: () => live().length > 0,
    dispatch: (type, data, guildId) => {
      const current = live();
      const shard = guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(current[0]?.shard[1] ?? 1));
      const session = current.find((each) => each.shard[0] === shard);
      if (!session) throw new Error('nobody is connected');
      if (gateway.lagMs > 0) setTimeout(() => emit(session, type, data), gateway.lagMs).unref();
      else emit(session, type, data);
    },
    close: (code) => {
      for (const { socket } of live()) code === 1006 ? socket?.terminate() : socket?.close(code);
    },
    tell: (what) => {
      const message = what === 'reconnect' ? { op: 7 } : { op: 9, d: what === 'invalid-resumable' };
      for (const { socket } of live()) socket?.send(JSON.stringify(message));
    },
  };
  return gateway;
}
