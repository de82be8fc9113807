import { unsupported } from '../template/unsupported.ts';

/** Whether an event fits a pattern that `compileEventPattern` accepted. */
export type EventMatcher = (event: unknown) => boolean;

type ValueMatcher = (value: unknown) => boolean;

/**
 * Compiles an EventBridge pattern: exact values, `prefix`, `suffix`, `anything-but` (values), `exists`, at any depth. A list
 * in the event fits when one of its elements does.
 * @param owner named in the refusal of an operator that is not carried out here
 * @throws LocalRuntimeError `template-unsupported`
 */
export function compileEventPattern(pattern: Readonly<Record<string, unknown>>, owner: string): EventMatcher {
  const members = Object.entries(pattern).map(([name, wanted]) => {
    if (name.startsWith('$')) throw unsupported(`${owner} EventPattern ${name}`);
    if (Array.isArray(wanted)) {
      const alternatives = wanted.map((alternative: unknown) => compileAlternative(alternative, owner));
      return { name, fits: (value: unknown) => alternatives.some((alternative) => alternative(value)) };
    }
    if (!isRecord(wanted)) throw unsupported(`${owner} EventPattern ${name}`, 'neither a list nor an object');
    return { name, fits: compileEventPattern(wanted, owner) };
  });
  return (event) => members.every(({ name, fits }) => fits(isRecord(event) ? event[name] : undefined));
}

function compileAlternative(alternative: unknown, owner: string): ValueMatcher {
  if (!isRecord(alternative)) return anyElement((value) => value === alternative);
  const [operator, argument] = Object.entries(alternative)[0] ?? ['', undefined];
  if (operator === 'prefix' && typeof argument === 'string') {
    return anyElement((value) => typeof value === 'string' && value.startsWith(argument));
  }
  if (operator === 'suffix' && typeof argument === 'string') {
    return anyElement((value) => typeof value === 'string' && value.endsWith(argument));
  }
  if (operator === 'exists' && typeof argument === 'boolean') {
    return (value) => (value !== undefined) === argument;
  }
  if (operator === 'anything-but' && !isRecord(argument)) {
    const refused: unknown[] = Array.isArray(argument) ? argument : [argument];
    return anyElement((value) => value !== undefined && !refused.includes(value));
  }
  throw unsupported(`${owner} EventPattern operator ${operator}`);
}

function anyElement(fits: ValueMatcher): ValueMatcher {
  return (value) => (Array.isArray(value) ? value.some(fits) : fits(value));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
