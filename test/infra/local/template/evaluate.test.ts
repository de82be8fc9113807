import { describe, expect, test } from 'vitest';
import { evaluate, type Scope } from '../../../../infra/local/template/evaluate.ts';

const scope: Scope = {
  reference: (name) => (name === 'AWS::NoValue' ? undefined : name === 'Zones' ? ['a', 'b'] : `ref:${name}`),
  attribute: (logicalId, attribute) => `att:${logicalId}.${attribute}`,
  condition: (name) => name === 'IsTrue',
  mapping: (map, top, second) => `map:${map}.${top}.${second}`,
  importedValue: (name) => `import:${name}`,
  stackOutput: (stack, output) => `output:${stack}.${output}`,
};

describe('intrinsic functions', () => {
  test.each<[string, unknown, unknown]>([
    ['Ref', { Ref: 'Table' }, 'ref:Table'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'att:Table.Arn'],
    [
      'GetAtt as text, whose attribute may have dots',
      { 'Fn::GetAtt': 'Db.Endpoint.Port' },
      'att:Db.Endpoint.Port',
    ],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'B' }, 3]] }, 'a-ref:B-3'],
    ['Split inside Select', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'x/y/z'] }] }, 'y'],
    ['Select over a list parameter, index as text', { 'Fn::Select': ['1', { Ref: 'Zones' }] }, 'b'],
    [
      'Sub with references, attributes and literals',
      { 'Fn::Sub': '${A}/${T.Arn}/${!Keep}' },
      'ref:A/att:T.Arn/${Keep}',
    ],
    ['Sub with variables of its own', { 'Fn::Sub': ['${X}${Y}', { X: { Ref: 'Q' } }] }, 'ref:Qref:Y'],
    ['If, true', { 'Fn::If': ['IsTrue', 'yes', { 'Fn::Nonsense': [] }] }, 'yes'],
    ['If, false', { 'Fn::If': ['IsFalse', { 'Fn::Nonsense': [] }, 'no'] }, 'no'],
    ['Equals compares as text', { 'Fn::Equals': ['1', 1] }, true],
    ['And', { 'Fn::And': [{ Condition: 'IsTrue' }, { Condition: 'IsFalse' }] }, false],
    ['Or', { 'Fn::Or': [{ Condition: 'IsTrue' }, { Condition: 'IsFalse' }] }, true],
    ['Not', { 'Fn::Not': [{ Condition: 'IsTrue' }] }, false],
    ['FindInMap', { 'Fn::FindInMap': ['M', { Ref: 'R' }, 'k'] }, 'map:M.ref:R.k'],
    ['ImportValue', { 'Fn::ImportValue': { 'Fn::Join': [':', ['data', 'T']] } }, 'import:data:T'],
    ['GetStackOutput', { 'Fn::GetStackOutput': { StackName: 's', OutputName: 'o' } }, 'output:s.o'],
    ['Base64', { 'Fn::Base64': '标尺' }, Buffer.from('标尺').toString('base64')],
  ])('%s', (_, expression, expected) => {
    expect(evaluate(expression, scope)).toEqual(expected);
  });

  test('AWS::NoValue removes the member or element that it stands for, as CloudFormation does', () => {
    const noValue = { Ref: 'AWS::NoValue' };
    expect(evaluate({ keep: 1, drop: noValue, list: [noValue, 'x'] }, scope)).toEqual({
      keep: 1,
      list: ['x'],
    });
  });

  test('an object of several members is data, even when one of them is called Ref', () => {
    expect(evaluate({ Ref: 'a', other: 'b' }, scope)).toEqual({ Ref: 'a', other: 'b' });
  });

  test('a function that is not carried out here is refused by name, not passed on as data', () => {
    expect(() => evaluate({ 'Fn::Cidr': ['10.0.0.0/16'] }, scope)).toThrow(
      'Fn::Cidr is not supported by the embedded runtime',
    );
  });

  test('Select beyond the list is refused: CloudFormation would fail the deployment', () => {
    expect(() => evaluate({ 'Fn::Select': [2, ['a']] }, scope)).toThrow('Fn::Select');
  });
});
