import type { Condition, Consequence } from '../rubric.ts';
import type { Phrase } from './match-clause.ts';

/** A condition as a line of its cell. */
export function conditionPhrase(condition: Condition): Phrase {
  switch (condition.kind) {
    case 'incident': {
      const { incident, atLeast } = condition;
      return atLeast === 1
        ? { clause: 'incident', values: { incident } }
        : { clause: 'incident-often', values: { incident, atLeast: String(atLeast) } };
    }
    case 'measure': {
      const { measure, below } = condition;
      return below === 'target'
        ? { clause: 'measure-target', values: { measure } }
        : { clause: 'measure-below', values: { measure, below: String(below) } };
    }
    case 'score':
      return { clause: `score-${condition.is}`, values: { of: condition.of, points: condition.points } };
    case 'cause':
      return { clause: 'cause-found', values: { item: condition.item, cause: condition.cause } };
    case 'child-failed':
      return { clause: 'child-failed', values: {} };
  }
}

/** A consequence as a line of its cell. */
export function consequencePhrase(consequence: Consequence): Phrase {
  switch (consequence.kind) {
    case 'zero':
      return { clause: 'zero', values: { of: consequence.of.join('、') } };
    case 'cap':
      return { clause: 'cap', values: { of: consequence.of, most: consequence.most } };
    case 'take':
      return { clause: consequence.each ? 'take-each' : 'take', values: { points: consequence.points } };
    case 'fix':
      return { clause: 'fix', values: { points: consequence.points } };
    case 'fail':
      return { clause: 'fail', values: {} };
    case 'veto':
      return { clause: 'veto', values: {} };
  }
}

type Draft = Readonly<Record<string, unknown>>;

/** The condition that a phrase says, not checked yet; null for a phrase that says none. */
export function readCondition({ clause, values }: Phrase): Draft | null {
  switch (clause) {
    case 'incident':
      return { kind: 'incident', incident: values.incident, atLeast: 1 };
    case 'incident-often':
      return { kind: 'incident', incident: values.incident, atLeast: Number(values.atLeast) };
    case 'measure-target':
      return { kind: 'measure', measure: values.measure, below: 'target' };
    case 'measure-below':
      return { kind: 'measure', measure: values.measure, below: Number(values.below) };
    case 'score-below':
      return { kind: 'score', is: 'below', ...values };
    case 'score-at-least':
      return { kind: 'score', is: 'at-least', ...values };
    case 'cause-found':
      return { kind: 'cause', ...values };
    case 'child-failed':
      return { kind: 'child-failed' };
    default:
      return null;
  }
}

/** The consequence that a phrase says, not checked yet; null for a phrase that says none. */
export function readConsequence({ clause, values }: Phrase): Draft | null {
  switch (clause) {
    case 'zero':
      return { kind: 'zero', of: (values.of ?? '').split('、') };
    case 'cap':
      return { kind: 'cap', ...values };
    case 'take':
      return { kind: 'take', ...values, each: false };
    case 'take-each':
      return { kind: 'take', ...values, each: true };
    case 'fix':
      return { kind: 'fix', ...values };
    case 'fail':
      return { kind: 'fail' };
    case 'veto':
      return { kind: 'veto' };
    default:
      return null;
  }
}
