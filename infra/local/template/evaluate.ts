import { invalidTemplate, unsupported } from './unsupported.ts';

/** What the intrinsic functions of one stack's template look up. */
export type Scope = Readonly<{
  /** A parameter's, pseudo parameter's or resource's `Ref`; undefined for AWS::NoValue. */
  reference: (name: string) => unknown;
  attribute: (logicalId: string, attribute: string) => unknown;
  condition: (name: string) => boolean;
  mapping: (map: string, top: string, second: string) => unknown;
  importedValue: (exportName: string) => unknown;
  stackOutput: (stack: string, output: string) => unknown;
}>;

/**
 * The value of an expression in a template, intrinsic functions carried out. Members and elements that come out as
 * AWS::NoValue (undefined) are left out, as CloudFormation does.
 * @throws LocalRuntimeError `template-unsupported` for a function that is not carried out here
 */
export function evaluate(expression: unknown, scope: Scope): unknown {
  if (Array.isArray(expression)) {
    return expression
      .map((element: unknown) => evaluate(element, scope))
      .filter((value) => value !== undefined);
  }
  if (!isRecord(expression)) return expression;
  const [only, ...others] = Object.entries(expression);
  if (
    only !== undefined &&
    others.length === 0 &&
    (only[0] === 'Ref' || only[0] === 'Condition' || only[0].startsWith('Fn::'))
  ) {
    return call(only[0], only[1], scope);
  }
  return Object.fromEntries(
    Object.entries(expression)
      .map(([key, value]) => [key, evaluate(value, scope)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

function call(name: string, argument: unknown, scope: Scope): unknown {
  switch (name) {
    case 'Ref':
      return scope.reference(text(argument, name));
    case 'Condition':
      return scope.condition(text(argument, name));
    case 'Fn::GetAtt': {
      const [logicalId, ...attribute] =
        typeof argument === 'string' ? argument.split('.') : texts(argument, name, scope);
      return scope.attribute(text(logicalId, name), attribute.join('.'));
    }
    case 'Fn::Join': {
      const [separator, parts] = list(argument, name);
      return texts(parts, name, scope).join(text(separator, name));
    }
    case 'Fn::Split': {
      const [separator, source] = list(argument, name);
      return text(evaluate(source, scope), name).split(text(separator, name));
    }
    case 'Fn::Select': {
      const [index, choices] = list(argument, name);
      const chosen = list(evaluate(choices, scope), name)[Number(evaluate(index, scope))];
      if (chosen === undefined) throw invalidTemplate('Fn::Select points beyond the end of its list');
      return chosen;
    }
    case 'Fn::Sub':
      return substitute(argument, scope);
    case 'Fn::FindInMap': {
      const [map, top, second] = texts(argument, name, scope);
      return scope.mapping(text(map, name), text(top, name), text(second, name));
    }
    case 'Fn::ImportValue':
      return scope.importedValue(text(evaluate(argument, scope), name));
    case 'Fn::GetStackOutput': {
      const of = evaluate(argument, scope);
      if (!isRecord(of)) throw invalidTemplate(`${name} needs StackName and OutputName`);
      return scope.stackOutput(text(of['StackName'], name), text(of['OutputName'], name));
    }
    case 'Fn::Base64':
      return Buffer.from(text(evaluate(argument, scope), name)).toString('base64');
    case 'Fn::If': {
      const [condition, then, otherwise] = list(argument, name);
      return evaluate(scope.condition(text(condition, name)) ? then : otherwise, scope);
    }
    case 'Fn::Equals': {
      const [left, right] = list(evaluate(argument, scope), name);
      return String(left) === String(right);
    }
    case 'Fn::And':
      return list(argument, name).every((part) => evaluate(part, scope) === true);
    case 'Fn::Or':
      return list(argument, name).some((part) => evaluate(part, scope) === true);
    case 'Fn::Not':
      return evaluate(list(argument, name)[0], scope) !== true;
    default:
      throw unsupported(name);
  }
}

/** `${Name}`, `${LogicalId.Attribute}` and, given as a second element, `${Variable}`; `${!Literal}` stays as `${Literal}`. */
function substitute(argument: unknown, scope: Scope): string {
  const [template, variables] = typeof argument === 'string' ? [argument, {}] : list(argument, 'Fn::Sub');
  const own = evaluate(variables, scope);
  return text(template, 'Fn::Sub').replace(/\$\{(!?)([^}]+)\}/gu, (_, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    if (isRecord(own) && name in own) return text(own[name], 'Fn::Sub');
    const [logicalId = '', ...attribute] = name.split('.');
    return text(
      attribute.length === 0 ? scope.reference(logicalId) : scope.attribute(logicalId, attribute.join('.')),
      'Fn::Sub',
    );
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value)) throw invalidTemplate(`${name} needs a list`);
  return value;
}

function texts(value: unknown, name: string, scope: Scope): string[] {
  return list(evaluate(value, scope), name).map((part) => text(part, name));
}

function text(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw invalidTemplate(`${name} needs text`);
}
