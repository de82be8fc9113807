import * as z from 'zod/mini';

/** A schema as JSON Schema says it. */
type Shape = z.core.JSONSchema.BaseSchema;
const shapeOf = (of: Shape | boolean | undefined): Shape => (typeof of === 'object' ? of : {});

const two = (of: number, most: number) => String((of % most) + 1).padStart(2, '0');
/** A name as long as offices have them, each another. */
const longName = (place: number) =>
  `第${place + 1}件：关于进一步加强和规范本行政区域内各乡镇各部门政务公开信息主动发布与依申请办理工作情况的补充通知及其附件与说明材料汇编`;

/** What the contract calls a figure or a moment, and leaves any string: by the field's name. */
const byName: readonly (readonly [RegExp, string])[] = [
  [/^(?:total|full|points|gained|maximum)$/, '12.5'],
  [/At$/, '2018-06-11T04:00:00.000Z'],
];

/** Strings of a certain form, by how the contract's patterns begin or by the form's name. */
function textOf(of: Shape, place: number, field: string): string {
  if (of.format === 'date') return `2018-${two(place, 12)}-${two(place, 28)}`;
  if (of.format === 'date-time')
    return `2018-${two(place, 12)}-${two(place, 28)}T04:${two(place, 59)}:00.000Z`;
  if (of.format === 'uri') return `https://www.example.cn/zwgk/${'a-long-way/'.repeat(12)}${place}.html`;
  const known: readonly (readonly [string, string])[] = [
    ['^\\d{4}$', '2018'],
    ['^\\d{3,6}$', String((place % 60) + 1).padStart(3, '0')],
    ['^[a-z][a-z0-9-]', 'civil-affairs'],
    ['^[a-z0-9][a-z0-9-]', `task-${place}`],
    ['^[A-Z][0-9]', `C${(place % 9) + 1}`],
    ['^[0-9a-z]{26}$', String(place).padStart(26, '0')],
    ['^[0-9a-f]{64}$', String(place).padStart(64, '0')],
    ['^-?(0|[1-9]', String(place % 40)],
    ['^(0|[1-9]', String(place % 40)],
    ['^(?:0\\d', '0825-7822345'],
    ['^1[3-9]', '13800000000'],
    ['^[1-9]\\d{4', '123456789'],
    ['^(?:(?:\\d\\d[2468]', `2018-${two(place, 12)}-${two(place, 28)}T04:00:00`],
  ];
  const found = known.find(([beginning]) => of.pattern?.startsWith(beginning) === true);
  const named = of.pattern === undefined ? byName.find(([name]) => name.test(field)) : undefined;
  return (
    found?.[1] ??
    named?.[1] ??
    longName(place)
      .slice(0, of.maxLength ?? 60)
      .padEnd(of.minLength ?? 0, '长')
  );
}

function make(shape: Shape | boolean | undefined, place: number, field = ''): unknown {
  const of = shapeOf(shape);
  if (of.const !== undefined) return of.const;
  if (of.enum !== undefined) return of.enum[place % of.enum.length];
  const choices = (of.anyOf ?? of.oneOf)?.map(shapeOf);
  if (choices !== undefined) {
    const some = choices.filter(({ type }) => type !== 'null');
    // Now and then what may be missing is.
    return some.length < choices.length && place % 7 === 3
      ? null
      : make(some[place % some.length], place, field);
  }
  switch (of.type) {
    case 'string':
      return textOf(of, place, field);
    case 'integer':
    case 'number':
      return Math.min(of.maximum ?? 1_000, Math.max(of.minimum ?? 0, 0) + (place % 50));
    case 'boolean':
      return place % 2 === 0;
    case 'null':
      return null;
    case 'array': {
      const each = Array.isArray(of.items) ? undefined : of.items;
      // Of things of several kinds one: which may stand beside each other is not for a sample to know.
      const wanted = shapeOf(each).oneOf === undefined ? 3 : 1;
      const count = Math.min(of.maxItems ?? wanted, Math.max(of.minItems ?? 0, wanted));
      return Array.from({ length: count }, (_, at) => make(each, place + at));
    }
    case 'object':
      return objectOf(of, place);
    default:
      return longName(place);
  }
}

function objectOf(of: Shape, place: number): unknown {
  // Each by its name too, so that not all of an object is left out at once.
  if (of.properties !== undefined)
    return Object.fromEntries(
      Object.entries(of.properties).map(([name, each]) => [name, make(each, place + name.length, name)]),
    );
  const named = shapeOf(of.propertyNames);
  const names = named.enum ?? [0, 1].map((at) => make(named, place + at));
  return Object.fromEntries(
    names.map((name, at) => [String(name), make(of.additionalProperties, place + at)]),
  );
}

/**
 * Answers of a route's shape that nobody wrote: a list of so many, each with everything that it can have, and names of sixty
 * characters.
 * @throws where the shape has something that no sample is known for
 */
export function longAnswer(output: z.ZodMiniType, count: number): unknown {
  const of = z.toJSONSchema(output, { io: 'output', unrepresentable: 'any' });
  const whole = z.record(z.string(), z.unknown()).parse(make(of, 0));
  const { items: list } = shapeOf(of.properties?.['items']);
  const each = Array.isArray(list) ? undefined : list;
  const answer = { ...whole, items: Array.from({ length: count }, (_, place) => make(each, place)) };
  return output.parse('next' in whole ? { ...answer, next: null } : answer);
}

/** The same with nothing in its lists. */
export function emptyAnswer(output: z.ZodMiniType): unknown {
  const whole = z.record(z.string(), z.unknown()).parse(longAnswer(output, 0));
  return Object.fromEntries(
    Object.entries(whole).map(([name, value]) => [name, Array.isArray(value) ? [] : value]),
  );
}
