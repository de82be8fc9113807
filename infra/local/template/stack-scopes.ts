import type { Assembly, StackTemplate, Template } from './assembly.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { attributeOf, physicalId, place, type PhysicalId } from './physical-ids.ts';
import { invalidTemplate } from './unsupported.ts';

type TemplateParameter = NonNullable<Template['Parameters']>[string];

/** One stack with its expressions ready to be evaluated. */
export type ScopedStack = Readonly<{
  name: string;
  template: Template;
  scope: Scope;
  idOf: (logicalId: string) => PhysicalId;
}>;

/**
 * Ties the stacks of an assembly together: parameters, conditions, names, and what one stack exports to another.
 * Everything is looked up when it is asked for, so neither the order of stacks nor of resources matters.
 *
 * @param parameters values by parameter name, for every stack that has a parameter of that name
 * @param origin what an HTTP API answers for its `ApiEndpoint`
 */
export function scopeStacks(
  assembly: Assembly,
  parameters: Readonly<Record<string, string>>,
  origin: string,
): readonly ScopedStack[] {
  const scoped = new Map<string, ScopedStack>();

  const output = (stackName: string, outputName: string): unknown => {
    const stack = scoped.get(stackName);
    const found = stack?.template.Outputs?.[outputName];
    if (stack === undefined || found === undefined)
      throw invalidTemplate(`there is no output ${outputName} of stack ${stackName}`);
    return evaluate(found.Value, stack.scope);
  };
  const importedValue = (exportName: string): unknown => {
    for (const { name, template, scope } of scoped.values()) {
      for (const [outputName, { Export: exported }] of Object.entries(template.Outputs ?? {})) {
        if (exported !== undefined && evaluate(exported.Name, scope) === exportName)
          return output(name, outputName);
      }
    }
    throw invalidTemplate(`no stack exports ${exportName}`);
  };

  for (const stack of assembly.stacks) {
    scoped.set(stack.name, scopeStack(stack, parameters, origin, { importedValue, stackOutput: output }));
  }
  return [...scoped.values()];
}

function scopeStack(
  { name: stackName, template }: StackTemplate,
  given: Readonly<Record<string, string>>,
  origin: string,
  others: Pick<Scope, 'importedValue' | 'stackOutput'>,
): ScopedStack {
  const pseudoParameters: Readonly<Record<string, unknown>> = {
    'AWS::Region': place.region,
    'AWS::Partition': place.partition,
    'AWS::AccountId': place.account,
    'AWS::URLSuffix': place.urlSuffix,
    'AWS::StackName': stackName,
    'AWS::StackId': `arn:${place.partition}:cloudformation:${place.region}:${place.account}:stack/${stackName}/local`,
    'AWS::NotificationARNs': [],
    'AWS::NoValue': undefined,
  };
  const ids = new Map<string, PhysicalId>();
  const beingNamed = new Set<string>();

  const idOf = (logicalId: string): PhysicalId => {
    const known = ids.get(logicalId);
    if (known !== undefined) return known;
    const resource = template.Resources?.[logicalId];
    if (resource === undefined) throw invalidTemplate(`stack ${stackName} has nothing called ${logicalId}`);
    if (beingNamed.has(logicalId)) throw invalidTemplate(`the name of ${logicalId} depends on itself`);
    beingNamed.add(logicalId);
    const stated = (property: string) => evaluate(resource.Properties?.[property], scope);
    const id = physicalId({ type: resource.Type, stack: stackName, logicalId, stated }, origin);
    beingNamed.delete(logicalId);
    ids.set(logicalId, id);
    return id;
  };

  const scope: Scope = {
    reference: (name) => {
      if (name in pseudoParameters) return pseudoParameters[name];
      const parameter = template.Parameters?.[name];
      return parameter === undefined
        ? idOf(name).ref
        : parameterValue(stackName, name, parameter, given[name]);
    },
    attribute: (logicalId, attribute) =>
      attributeOf(idOf(logicalId), template.Resources?.[logicalId]?.Type ?? '', attribute),
    condition: (name) => {
      const condition = template.Conditions?.[name];
      if (condition === undefined) throw invalidTemplate(`stack ${stackName} has no condition ${name}`);
      return evaluate(condition, scope) === true;
    },
    mapping: (map, top, second) => {
      const value = template.Mappings?.[map]?.[top]?.[second];
      if (value === undefined)
        throw invalidTemplate(`stack ${stackName} has no mapping ${map}.${top}.${second}`);
      return value;
    },
    ...others,
  };
  return { name: stackName, template, scope, idOf };
}

/** A parameter's value: the given one, else its default, checked against what the template allows. */
function parameterValue(
  stack: string,
  name: string,
  parameter: TemplateParameter,
  given: string | undefined,
): string | readonly string[] {
  const value = given ?? parameter.Default?.toString();
  if (value === undefined) throw invalidTemplate(`parameter ${name} of stack ${stack} has no value`);
  const { AllowedValues: values, AllowedPattern: pattern } = parameter;
  if (values !== undefined && !values.map(String).includes(value)) {
    throw invalidTemplate(`parameter ${name} of stack ${stack} must be one of ${values.join(', ')}`);
  }
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(value)) {
    throw invalidTemplate(`parameter ${name} of stack ${stack} must match ${pattern}`);
  }
  const isList = parameter.Type === 'CommaDelimitedList' || parameter.Type.startsWith('List<');
  return isList ? value.split(',').map((part) => part.trim()) : value;
}
