import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { LocalRuntimeError } from '../local-runtime-error.ts';
import { invalidTemplate, unsupported } from './unsupported.ts';

const manifestShape = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z.optional(
        z.object({
          templateFile: z.optional(z.string()),
          stackName: z.optional(z.string()),
          file: z.optional(z.string()),
        }),
      ),
      dependencies: z.optional(z.array(z.string())),
    }),
  ),
});

const assetsShape = z.object({
  files: z.optional(
    z.record(
      z.string(),
      z.object({
        source: z.object({ path: z.optional(z.string()) }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    ),
  ),
});

const templateShape = z.object({
  Parameters: z.optional(
    z.record(
      z.string(),
      z.object({
        Type: z.string(),
        Default: z.optional(z.union([z.string(), z.number()])),
        AllowedValues: z.optional(z.array(z.union([z.string(), z.number()]))),
        AllowedPattern: z.optional(z.string()),
      }),
    ),
  ),
  Mappings: z.optional(z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())))),
  Conditions: z.optional(z.record(z.string(), z.unknown())),
  Resources: z.optional(
    z.record(
      z.string(),
      z.object({
        Type: z.string(),
        Condition: z.optional(z.string()),
        Properties: z.optional(z.record(z.string(), z.unknown())),
      }),
    ),
  ),
  Outputs: z.optional(
    z.record(
      z.string(),
      z.object({
        Value: z.unknown(),
        Condition: z.optional(z.string()),
        Export: z.optional(z.object({ Name: z.unknown() })),
      }),
    ),
  ),
  // Rules (CDK's check of the bootstrap version) and Metadata say nothing about what to run.
});

export type Template = z.output<typeof templateShape>;

export type StackTemplate = Readonly<{ name: string; template: Template }>;

export type Assembly = Readonly<{
  /** In the order in which a deployment would make them. */
  stacks: readonly StackTemplate[];
  /** Folder or file of each asset, by the S3 key that templates name it with. */
  assets: ReadonlyMap<string, string>;
}>;

/** Artifacts of an assembly that describe it and run nothing. */
const descriptive = new Set(['cdk:tree', 'cdk:feature-flag-report', 'cdk:asset-manifest']);

/**
 * Reads a cloud assembly (the folder that `cdk synth` writes) as data.
 * @throws LocalRuntimeError `assembly-missing`, `template-invalid`, `template-unsupported` (nested assemblies)
 */
export function readAssembly(dir: string): Assembly {
  const { artifacts } = readJson(path.join(dir, 'manifest.json'), manifestShape, dir);
  const assets = new Map<string, string>();
  const stacks = new Map<string, StackTemplate>();
  for (const [id, { type, properties }] of Object.entries(artifacts)) {
    if (type === 'aws:cloudformation:stack') {
      const file = properties?.templateFile;
      if (file === undefined) throw invalidTemplate(`stack ${id} has no templateFile`);
      const template = readJson(path.join(dir, file), templateShape, dir);
      stacks.set(id, { name: properties?.stackName ?? id, template });
    } else if (!descriptive.has(type)) {
      throw unsupported(`${type} "${id}"`);
    }
    if (type === 'cdk:asset-manifest' && properties?.file !== undefined) {
      for (const { source, destinations } of Object.values(
        readJson(path.join(dir, properties.file), assetsShape, dir).files ?? {},
      )) {
        if (source.path === undefined) continue;
        for (const { objectKey } of Object.values(destinations))
          assets.set(objectKey, path.resolve(dir, source.path));
      }
    }
  }
  return { stacks: inDependencyOrder(stacks, (id) => artifacts[id]?.dependencies ?? []), assets };
}

function inDependencyOrder(
  stacks: ReadonlyMap<string, StackTemplate>,
  dependencies: (id: string) => readonly string[],
): StackTemplate[] {
  const placed = new Map<string, StackTemplate>();
  const visiting = new Set<string>();
  const place = (id: string): void => {
    const stack = stacks.get(id);
    if (stack === undefined || placed.has(id)) return;
    if (visiting.has(id)) throw invalidTemplate(`stack ${id} depends on itself`);
    visiting.add(id);
    for (const dependency of dependencies(id)) place(dependency);
    placed.set(id, stack);
  };
  for (const id of stacks.keys()) place(id);
  return [...placed.values()];
}

function readJson<S extends z.ZodMiniType>(file: string, shape: S, dir: string): z.output<S> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new LocalRuntimeError(
      'assembly-missing',
      {
        zh: `在 ${dir} 中找不到合成的模板：请先运行 cdk synth。`,
        en: `No synthesised app in ${dir} (${path.basename(file)}): run cdk synth first.`,
      },
      error,
    );
  }
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    throw invalidTemplate(`${path.basename(file)} cannot be read`, error);
  }
}
