import { createHash } from 'node:crypto';
import * as z from 'zod/mini';

const template = z.object({
  Resources: z.record(
    z.string(),
    z.looseObject({
      Type: z.string(),
      Properties: z.optional(z.record(z.string(), z.unknown())),
      Metadata: z.optional(z.unknown()),
    }),
  ),
  Outputs: z.optional(z.record(z.string(), z.unknown())),
});

const statements = z.object({
  Statement: z.array(
    z.object({
      Effect: z.string(),
      Action: z.union([z.string(), z.array(z.string())]),
      Resource: z.optional(z.unknown()),
      Condition: z.optional(z.unknown()),
    }),
  ),
});

/** What a reader wants to see of a resource at once; what else there is stands as a hash. */
const longest = 80;

/**
 * A template in few lines for a reviewer: each resource with what is plain of it and a hash of all of it, each right with its actions
 * in full. Lines are in order and name their resource first, so that two summaries can be compared line by line. Bundles' hashes are
 * left out: they change with every line of code, and are no change of the template.
 */
export function summaryOf(stack: string, document: unknown): readonly string[] {
  const { Resources, Outputs = {} } = template.parse(document);
  const lines = Object.entries(Resources).flatMap(([id, resource]) => {
    // Metadata say where in the source and on the disk a resource comes from: nothing of it is deployed.
    const { Type, Properties = {}, Metadata: _, ...rest } = resource;
    const head = `${stack}/${id} ${Type}`;
    if (Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::Role')
      return [`${head} ${hashOf({ Properties, rest })}`, ...rightsOf(head, Properties)];
    return [`${head} ${plainOf(Properties)} ${hashOf({ Properties, rest })}`];
  });
  return [
    ...lines.sort(),
    ...Object.keys(Outputs)
      .sort()
      .map((name) => `${stack} output ${name}`),
  ];
}

/** Lines of the one that the other has not, and the other way round. */
export function differenceOf(
  before: readonly string[],
  after: readonly string[],
): Readonly<{ gone: readonly string[]; come: readonly string[] }> {
  const [had, has] = [new Set(before), new Set(after)];
  return { gone: before.filter((line) => !has.has(line)), come: after.filter((line) => !had.has(line)) };
}

function rightsOf(head: string, properties: Readonly<Record<string, unknown>>): readonly string[] {
  const document = statements.safeParse(properties['PolicyDocument']);
  if (!document.success) return [];
  return document.data.Statement.map(({ Effect, Action, Resource, Condition }) => {
    const actions = [Action].flat().sort().join(', ');
    const on = shortOf(Resource);
    return `${head} ${Effect} ${actions} on ${on}${Condition === undefined ? '' : ` if ${shortOf(Condition)}`}`;
  });
}

function plainOf(properties: Readonly<Record<string, unknown>>): string {
  return Object.entries(properties)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]) => `${name}=${shortOf(value)}`)
    .sort()
    .join(' ');
}

function shortOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(withoutBundles(value));
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

function hashOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(withoutBundles(value)))
    .digest('hex')
    .slice(0, 8);
}

/** An asset's name is the hash of its content. */
function withoutBundles(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/(asset\.)?[0-9a-f]{64}(\.zip)?/g, 'bundle');
  if (Array.isArray(value)) return value.map(withoutBundles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutBundles(inner)]));
}
