import type { AuditEntryView } from '../../contracts/audit-views.ts';
import * as collections from '../../contracts/collections.ts';
import type { AuditEvent, RecordChange } from '../../domain/audit/audit-event.ts';
import { auditKinds, auditSubjects } from '../../domain/audit/audit-kinds.ts';
import {
  bodyAreas,
  recordNames,
  streamParts,
  trailAreas,
  unitAreas,
} from '../../domain/audit/audited-records.ts';
import { fieldNames, unshownFields } from '../../domain/audit/field-names.ts';
import type { Bilingual } from '../../domain/values.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import { fieldText, type Names } from './field-text.ts';

const bySystem: Bilingual = { zh: '系统', en: 'the system' };
const nobodyKnown: Bilingual = { zh: '已不在册的人员', en: 'somebody who is no member any more' };
const unknownKind: Bilingual = { zh: '其他操作', en: 'another change' };
const unknownThing: Bilingual = { zh: '其他记录', en: 'another record' };

/** Entries in people's words: names of people, units and lead bodies, and a name for every kind of change and field. */
export async function auditEntryViews(
  store: Store,
  cycle: string,
  events: readonly AuditEvent[],
): Promise<AuditEntryView[]> {
  const names = await namesIn(store, cycle, events);
  return events.map((event) => entryView(event, names));
}

function entryView(event: AuditEvent, names: Names): AuditEntryView {
  const { at, actor, from, action, stream, subject, changes, sequence, hash } = event;
  const { area, of } = streamParts(stream) ?? { area: 'installation', of: null };
  const unit = unitAreas.includes(area) ? of : null;
  const body = bodyAreas.includes(area) ? of : null;
  return {
    at,
    actor: { id: actor, name: actorName(actor, names) },
    from,
    kind: action,
    label: lookUp(auditKinds, action) ?? unknownKind,
    place: {
      area,
      label: trailAreas[area],
      unit,
      body,
      name: (of === null ? undefined : nameIn(names, { unit, body }, of)) ?? null,
    },
    about: aboutOf(subject, names),
    changes: changes.map((each) => changeView(each, names)),
    number: sequence,
    hash,
  };
}

function nameIn(
  names: Names,
  { unit, body }: Readonly<{ unit: string | null; body: string | null }>,
  of: string,
): string | undefined {
  if (unit !== null) return names.unit.get(of);
  return body === null ? names.member.get(of) : names.body.get(of);
}

function actorName(actor: string, names: Names): Bilingual {
  if (actor.startsWith('system:')) return bySystem;
  const name = names.member.get(actor);
  return name === undefined ? nobodyKnown : { zh: name, en: name };
}

function aboutOf(subject: string, names: Names): AuditEntryView['about'] {
  const [kind, id] = partsOf(subject);
  const label = lookUp(auditSubjects, kind) ?? unknownThing;
  return { label, name: subjectName(kind, id, names) };
}

/** What a subject is called; ids that say nothing to people are not shown. */
function subjectName(kind: string, id: string, names: Names): string | null {
  switch (kind) {
    case 'unit':
    case 'contacts':
    case 'problem-letter':
      return names.unit.get(id) ?? null;
    case 'body':
    case 'plan':
    case 'summary':
      return names.body.get(id) ?? null;
    case 'member':
    case 'inbox':
      return names.member.get(id) ?? null;
    case 'cycle':
    case 'run':
    case 'rubric':
      return id;
    default:
      return null;
  }
}

function changeView(
  { record, before, after }: RecordChange,
  names: Names,
): AuditEntryView['changes'][number] {
  const [was, is] = [fieldsIn(before), fieldsIn(after)];
  const fields = [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
    const label = lookUp(fieldNames, name);
    if (label === undefined || unshownFields.has(name)) return [];
    const [old, now] = [was, is].map((fields) => fieldText(name, fields.get(name), names));
    return [{ label, before: old ?? null, after: now ?? null }];
  });
  return { record: lookUp(recordNames, record) ?? unknownThing, isNew: before === null, fields };
}

function fieldsIn(json: string | null): ReadonlyMap<string, unknown> {
  const value: unknown = json === null ? null : JSON.parse(json);
  return new Map(value !== null && typeof value === 'object' ? Object.entries(value) : []);
}

async function namesIn(store: Store, cycle: string, events: readonly AuditEvent[]): Promise<Names> {
  const [members, units, bodies] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const event of events) {
    if (!event.actor.startsWith('system:')) members.add(event.actor);
    const parts = streamParts(event.stream);
    const [kind, id] = partsOf(event.subject);
    for (const [area, of] of [
      [parts?.area ?? '', parts?.of ?? ''],
      [kind, id],
    ]) {
      if (area === undefined || of === undefined || of === '') continue;
      if (['inbox', 'member'].includes(area)) members.add(of);
      else if (['unit', 'requests', 'contacts', 'appeals', 'problems', 'problem-letter'].includes(area))
        units.add(of);
      else if (['body', 'plans', 'plan', 'summary'].includes(area)) bodies.add(of);
    }
    for (const json of event.changes.flatMap(({ before, after }) =>
      before === null ? [after] : [before, after],
    )) {
      for (const by of personsIn(json)) members.add(by);
      for (const unit of namedIn(json, unitFields)) units.add(unit);
      for (const body of namedIn(json, bodyFields)) bodies.add(body);
    }
  }
  return {
    member: await named(members, async (subject) => {
      return (await store.get(collections.members, { subject }))?.value.displayName;
    }),
    unit: await named(
      units,
      async (unit) => (await store.get(collections.units, { cycle, unit }))?.value.name,
    ),
    body: await named(
      bodies,
      async (body) => (await store.get(collections.bodies, { cycle, body }))?.value.name,
    ),
  };
}

/** Members whom a record names as those who acted. */
function personsIn(json: string): string[] {
  return [...json.matchAll(/"(?:by|[a-z]+By|reviewer)":"([^"\\]{1,128})"/g)].flatMap(([, by]) =>
    by === undefined || by.startsWith('system:') ? [] : [by],
  );
}

const unitFields = /"(?:unit|homeUnit|parent)":"([^"\\]{1,40})"|"units":\[((?:"[^"\\]{1,40}",?)+)\]/g;
const bodyFields = /"body":"([^"\\]{1,60})"/g;

/** Units or lead bodies that a record speaks of. */
function namedIn(json: string, fields: RegExp): string[] {
  return [...json.matchAll(fields)].flatMap(([, one, many]) =>
    one === undefined ? [...(many ?? '').matchAll(/"([^"]+)"/g)].flatMap(([, each]) => each ?? []) : [one],
  );
}

async function named(
  ids: ReadonlySet<string>,
  find: (id: string) => Promise<string | undefined>,
): Promise<ReadonlyMap<string, string>> {
  const found = await fewAtATime([...ids], async (id) => [id, await find(id)] as const);
  return new Map(found.flatMap(([id, name]) => (name === undefined ? [] : [[id, name]])));
}

function partsOf(subject: string): readonly [string, string] {
  const colon = subject.indexOf(':');
  return colon === -1 ? [subject, ''] : [subject.slice(0, colon), subject.slice(colon + 1)];
}

function lookUp(catalogue: Readonly<Record<string, Bilingual>>, name: string): Bilingual | undefined {
  return Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
}
