import type * as z from 'zod/mini';
import { inspectUploadedFile } from '../../shared/app/evidence/inspect-uploaded-file.ts';
import { sha256Hex } from '../../shared/app/new-id.ts';
import type { RouteShape } from '../../shared/contracts/route.ts';
import type { Member } from '../../shared/domain/people/member.ts';
import { apiOver, callHttp, type HttpAnswer, type HttpCall, type Outside } from '../functions/http-call.ts';
import { goodVerdict, memoryFiles, settableClock } from '../shared/app/world.ts';
import { noon } from './builders.ts';
import { faultyPorts, type Fault } from './faulty-ports.ts';
import { memoryStore } from './memory-store.ts';
import { memoryHeads } from './signed-heads.ts';
import { signer } from './signer.ts';

/** The world as the API finds and leaves it: records, files, who was told what, at which date. It can be gone on from. */

const buckets = ['runs', 'reports', 'imports', 'evidenceFiles', 'scans', 'custody'] as const;
type Bucket = (typeof buckets)[number];
type File = readonly [key: string, bytes: Uint8Array];

export type Held = Readonly<{
  now: string;
  records: string;
  files: Readonly<Partial<Record<Bucket, readonly File[]>>>;
  /** What waiting tasks were told, by token. */
  told?: readonly (readonly [token: string, output: string])[];
  /** Executions that were started, by name. */
  started?: readonly (readonly [name: string, input: string])[];
}>;

export function heldWorld(from: Held) {
  const store = memoryStore(undefined, from.records);
  const clock = settableClock(from.now);
  const files = {
    runs: memoryFiles(from.files.runs),
    reports: memoryFiles(from.files.reports),
    imports: memoryFiles(from.files.imports),
    evidenceFiles: memoryFiles(from.files.evidenceFiles),
    scans: memoryFiles(from.files.scans),
    custody: memoryFiles(from.files.custody),
  };
  const told = new Map(from.told);
  const started = new Map(from.started);
  /** As Step Functions: a task takes its first answer, and is over for every other. */
  const answer = async (token: string, output: unknown) => {
    if (told.has(token)) return 'too-late';
    told.set(token, JSON.stringify(output));
    return 'answered';
  };
  const link = async (key: string) => ({ url: `https://store.example/${key}`, expiresAt: noon });
  const upload = async (key: string) => ({ ...(await link(key)), headers: {} });
  const ports: Outside = {
    rehearsalClock: { set: async (now) => clock.set(now) },
    links: { upload, download: link },
    runFileLinks: { download: link },
    custodyLinks: { download: link },
    callbacks: { handedIn: answer, signedOff: answer, repaired: answer },
    executions: {
      idFor: (name) => `arn:test:${name}`,
      start: async (name, input) => {
        if (!started.has(name)) started.set(name, JSON.stringify(input));
      },
    },
    signer,
    ...files,
    channel: { carries: () => true, send: async () => 'sent' },
    inspector: { inspect: async () => ({ verdict: goodVerdict, objectVersion: '1', fingerprint: null }) },
    heads: memoryHeads(),
    circular: async () => ({ docx: new Uint8Array([1]), paragraphs: [] }),
  };

  /** Where the world stands now. */
  async function hold(): Promise<Held> {
    return {
      now: await clock.now(),
      records: store.dump(),
      files: Object.fromEntries(buckets.map((name) => [name, [...files[name].held]])),
      told: [...told],
      started: [...started],
    };
  }
  return { store, clock, files, ports, hold };
}
export type HeldWorld = ReturnType<typeof heldWorld>;

const hashed = new WeakMap<Uint8Array, string>();
function hashOf(bytes: Uint8Array): string {
  const known = hashed.get(bytes) ?? sha256Hex(bytes);
  hashed.set(bytes, known);
  return known;
}

/** What two worlds must have in common to be the same one. */
export function stateOf({ now, records, files, told, started }: Held): string {
  const lines = [
    now,
    records,
    ...Object.entries(files).flatMap(([bucket, held]) =>
      held.map(([key, bytes]) => `${bucket} ${key} ${hashOf(bytes)}`).sort(),
    ),
    ...(told ?? []).map((each) => each.join(' ')).sort(),
    ...(started ?? []).map((each) => each.join(' ')).sort(),
  ];
  return lines.join('\n');
}

/** One call to the API in a world that is left as it is. */
export async function callIn(from: Held, route: RouteShape, call: HttpCall, fault: Fault | null = null) {
  const world = heldWorld(from);
  const faulty = faultyPorts(fault);
  const { circular, ...asking } = world.ports;
  const { store, clock, ...ports } = faulty.all({ store: world.store, clock: world.clock, ...asking });
  const answer = await faulty.run(() =>
    callHttp(apiOver({ store, clock }, [], { ...ports, circular })[route.area], call),
  );
  return { answer, calls: faulty.calls, after: await world.hold() };
}

/** A call that was carried out, and the world before it and after. */
export type Played = Readonly<{
  route: RouteShape;
  call: HttpCall;
  before: Held;
  after: Held;
  answer: HttpAnswer;
}>;

/** A story: calls one after the other, each of which must be answered with success, and what happens beside them. */
export function storyFrom(start: Held) {
  let held = start;
  let keys = 0;
  const played: Played[] = [];

  async function call<Shape extends RouteShape>(
    route: Shape,
    who: Member | string,
    params: z.input<Shape['params']>,
    body?: z.input<Shape['body']>,
  ): Promise<z.output<Shape['output']>> {
    const asked: HttpCall = {
      route,
      subject: typeof who === 'string' ? who : who.subject,
      params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
      headers: { 'idempotency-key': `key-${String((keys += 1)).padStart(16, '0')}` },
      ...(body === undefined ? {} : { body }),
    };
    const { answer, after } = await callIn(held, route, asked);
    if (answer === 'timed-out' || answer.statusCode !== route.status)
      throw new Error(`${route.method} ${route.path}: ${JSON.stringify(answer)}`);
    played.push({ route, call: asked, before: held, after, answer });
    held = after;
    return parsed<Shape['output']>(route.output, JSON.parse(answer.body));
  }
  /** What comes to pass without a call. */
  async function meanwhile(work: (world: HeldWorld) => unknown): Promise<void> {
    const world = heldWorld(held);
    await work(world);
    held = await world.hold();
  }
  /** The event of a file's coming. */
  const arrives = (key: string) =>
    meanwhile(({ store, clock, ports: { inspector } }) =>
      inspectUploadedFile({ store, clock, inspector })(key),
    );
  const goTo = (now: string) => meanwhile(({ clock }) => clock.set(now));
  return { played, call, meanwhile, arrives, goTo };
}
export type Story = ReturnType<typeof storyFrom>;

function parsed<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  return schema.parse(value);
}
