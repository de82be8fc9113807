import '../unit.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import * as z from 'zod/mini';
import { contactRoutes } from '../../../../shared/contracts/contact-routes.ts';
import type { ContactsView } from '../../../../shared/contracts/contact-views.ts';
import { contactsEntry, type ContactsEntry } from '../../../../shared/domain/contacts/contact-form.ts';
import { call, Unreachable } from '../../api/call.ts';
import { newKey, useDraft } from '../../api/draft.ts';
import { Button } from '../../layout/button.tsx';
import { Conflict } from '../../layout/conflict.tsx';
import { Field } from '../../layout/field.tsx';
import { PageHead } from '../../layout/page-head.tsx';
import { Failed, FailedLine, Loading } from '../../layout/states.tsx';
import { Tag } from '../../layout/tag.tsx';
import { useIsStaff } from '../../session/year.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { changedAt } from '../changed-at.ts';
import { declareFile } from '../evidence/declare-file.ts';
import { sendFile } from '../evidence/put-file.ts';

const person = z.object({
  name: z.string(),
  title: z.string(),
  officePhone: z.string(),
  mobile: z.string(),
  qq: z.string(),
});
type Person = z.infer<typeof person>;
const shape = z.object({ unitPhone: z.string(), office: z.string(), leader: person, staff: z.array(person) });
type Draft = z.infer<typeof shape>;
const nobody: Person = { name: '', title: '', officePhone: '', mobile: '', qq: '' };
const noDraft: Draft = { unitPhone: '', office: '', leader: nobody, staff: [nobody] };
const stateTone = { missing: 'bad', unsealed: 'warn', sealed: 'good', removed: 'plain' } as const;
type Place = Readonly<{ cycle: string; unit: string }>;
const inWords = (of: Person) =>
  Object.values(of)
    .filter((each) => each !== '')
    .join('，');

/** The registration form of contacts: filled in, printed and sealed, its scan attached; and what it said before. */
export default function ContactsPage() {
  const { t, day } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const place = { cycle, unit };
  const isStaff = useIsStaff(unit);
  const found = useQuery({
    queryKey: ['contacts', cycle, unit],
    queryFn: () => call(contactRoutes.getContacts, { params: place }),
  });
  return (
    <>
      <PageHead title={t('navUnitContacts')} why={t('unitContactsWhy')} />
      {found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data !== undefined && (
        <>
          <p role="status">
            <Tag tone={stateTone[found.data.state]}>{t(`ucs_${found.data.state}`)}</Tag>{' '}
            {t('unitContactsDue', { day: day(found.data.dueOn) })}
            {found.data.daysLate > 0 && (
              <b className="bad"> {t('unitContactsLate', { days: found.data.daysLate })}</b>
            )}
          </p>
          {found.data.state !== 'removed' && isStaff && <Form of={found.data} place={place} />}
          {found.data.entry !== null && !isStaff && <Filed of={found.data.entry} />}
          {found.data.entry !== null && <Scan of={found.data} place={place} />}
          {found.data.version > 0 && found.data.state !== 'removed' && <History place={place} />}
        </>
      )}
    </>
  );
}

/** The form as it was filed, for who may read it and does not fill it in. */
function Filed({ of }: { of: ContactsEntry }) {
  const { t } = useTexts();
  const stated = draftOf(of);
  return (
    <section className="card">
      <h2>{t('unitContactsForm')}</h2>
      <dl className="pairs">
        {[
          [t('unitContactsUnitPhone'), stated.unitPhone],
          [t('unitContactsOffice'), stated.office],
          [t('unitContactsLeader'), inWords(stated.leader)],
          [t('ucf_staff'), stated.staff.map(inWords).join('\n')],
        ].map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="lines">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const draftOf = (of: ContactsEntry): Draft => {
  const filled = (each: ContactsEntry['leader']): Person => ({
    ...each,
    officePhone: each.officePhone ?? '',
    mobile: each.mobile ?? '',
    qq: each.qq ?? '',
  });
  return { ...of, leader: filled(of.leader), staff: of.staff.map(filled) };
};
const entryOf = (of: Draft) => {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const stated = (each: Person) => ({
    name: each.name.trim(),
    title: each.title.trim(),
    officePhone: orNull(each.officePhone),
    mobile: orNull(each.mobile),
    qq: orNull(each.qq),
  });
  return contactsEntry.safeParse({
    unitPhone: of.unitPhone.trim(),
    office: of.office.trim(),
    leader: stated(of.leader),
    staff: of.staff.map(stated),
  });
};

/** What somebody is typing, and which version of the form they began with. */
const kept = z.nullable(z.object({ basis: z.int(), value: shape }));
const nothingKept: z.infer<typeof kept> = null;

function Form({ of, place }: { of: ContactsView; place: Place }) {
  const { t } = useTexts();
  const { cycle, unit } = place;
  const stands = of.entry === null ? noDraft : draftOf(of.entry);
  const draft = useDraft(`contacts ${cycle} ${unit}`, kept, nothingKept);
  const value = draft.value?.value ?? stands;
  const basis = draft.value?.basis ?? of.version;
  const change = (next: Draft) => draft.change({ basis, value: next });
  const behind = basis !== of.version && JSON.stringify(value) !== JSON.stringify(stands);
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  const entry = entryOf(value);
  const faults = new Set(entry.success ? [] : entry.error.issues.map(({ path }) => path.join('.')));
  const fault = (path: string) => (tried && faults.has(path) ? t('unitContactsFault') : null);
  const filing = useMutation({
    mutationFn: async ({ body, since }: { body: ContactsEntry; since: number }) => {
      const now = await call(contactRoutes.getContacts, { params: place });
      // Somebody else has filed meanwhile: what they wrote is shown beside what is written here.
      if (now.version !== since) return { done: false, now };
      return { done: true, now: await call(contactRoutes.fileContacts, { params: place, body }) };
    },
    onSuccess: async ({ done, now }) => {
      queries.setQueryData(['contacts', cycle, unit], now);
      if (!done) return;
      draft.clear();
      setTried(false);
      await queries.invalidateQueries({ queryKey: ['contacts', cycle, unit] });
      await queries.invalidateQueries({ queryKey: ['standing', cycle, unit] });
    },
  });
  if (behind)
    return (
      <Conflict
        fields={[
          { label: t('unitContactsUnitPhone'), theirs: stands.unitPhone, mine: value.unitPhone },
          { label: t('unitContactsOffice'), theirs: stands.office, mine: value.office },
          { label: t('unitContactsLeader'), theirs: inWords(stands.leader), mine: inWords(value.leader) },
          {
            label: t('ucf_staff'),
            theirs: stands.staff.map(inWords).join('\n'),
            mine: value.staff.map(inWords).join('\n'),
          },
        ]}
        takeTheirs={() => draft.clear()}
        busy={filing.isPending}
        putMine={() => {
          draft.change({ basis: of.version, value });
          setTried(true);
          if (entry.success) filing.mutate({ body: entry.data, since: of.version });
        }}
      />
    );
  return (
    <section className="card">
      <h2>{t('unitContactsForm')}</h2>
      {draft.restored && <p className="soft">{t('registerDraftKept')}</p>}
      <div className="fields">
        <Field
          label={t('unitContactsUnitPhone')}
          type="tel"
          value={value.unitPhone}
          change={(unitPhone) => change({ ...value, unitPhone })}
          fault={fault('unitPhone')}
        />
        <Field
          label={t('unitContactsOffice')}
          value={value.office}
          most={50}
          change={(office) => change({ ...value, office })}
          fault={fault('office')}
        />
      </div>
      <PersonFields
        title={t('unitContactsLeader')}
        value={value.leader}
        change={(leader) => change({ ...value, leader })}
        fault={(name) => fault(`leader.${name}`)}
      />
      {value.staff.map((each, index) => (
        <PersonFields
          key={index}
          title={t('unitContactsStaff', { place: index + 1 })}
          value={each}
          change={(next) => change({ ...value, staff: changedAt(value.staff, index, next) })}
          fault={(name) => fault(`staff.${index}.${name}`)}
          {...(value.staff.length > 1
            ? { remove: () => change({ ...value, staff: value.staff.filter((_, other) => other !== index) }) }
            : {})}
        />
      ))}
      <FailedLine error={filing.error} />
      <div className="actions">
        <Button
          kind="primary"
          busy={filing.isPending}
          onClick={() => {
            setTried(true);
            if (entry.success) filing.mutate({ body: entry.data, since: basis });
          }}
        >
          {t('save')}
        </Button>
        {value.staff.length < 10 && (
          <Button onClick={() => change({ ...value, staff: [...value.staff, nobody] })}>
            {t('unitContactsMore')}
          </Button>
        )}
      </div>
    </section>
  );
}

function PersonFields(props: {
  title: string;
  value: Person;
  change: (value: Person) => void;
  fault: (name: string) => string | null;
  remove?: () => void;
}) {
  const { t } = useTexts();
  const { title, value, change, fault, remove } = props;
  const field = (name: keyof Person, label: string, type: 'text' | 'tel') => (
    <Field
      label={label}
      type={type}
      most={50}
      value={value[name]}
      change={(next) => change({ ...value, [name]: next })}
      fault={fault(name)}
    />
  );
  return (
    <fieldset className="person">
      <legend>{title}</legend>
      <div className="fields">
        {field('name', t('unitContactsName'), 'text')}
        {field('title', t('unitContactsTitle'), 'text')}
        {field('officePhone', t('unitContactsOfficePhone'), 'tel')}
        {field('mobile', t('unitContactsMobile'), 'tel')}
        {field('qq', 'QQ', 'text')}
      </div>
      {remove !== undefined && (
        <button type="button" className="link" onClick={remove}>
          {t('unitContactsLess')}
        </button>
      )}
    </fieldset>
  );
}

function Scan({ of, place }: { of: ContactsView; place: Place }) {
  const { t, moment } = useTexts();
  const isStaff = useIsStaff(place.unit);
  const queries = useQueryClient();
  const sending = useMutation({
    mutationFn: async (file: File) => {
      const declared = await declareFile(file, () => undefined);
      const { link } = await call(contactRoutes.requestContactsScan, {
        params: place,
        body: { file: declared },
        key: newKey(),
      });
      if ((await sendFile(link, file, () => undefined)) !== 'sent') throw new Unreachable();
      await call(contactRoutes.attachContactsScan, {
        params: { ...place, scan: link.file },
        body: { file: declared, version: of.version },
      });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['contacts', place.cycle, place.unit] });
      await queries.invalidateQueries({ queryKey: ['standing', place.cycle, place.unit] });
    },
    retry: false,
  });
  const loading = useMutation({
    mutationFn: (scan: string) => call(contactRoutes.getContactsScan, { params: { ...place, scan } }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const { scan } = of;
  return (
    <section className="card">
      <h2>{t('unitContactsScan')}</h2>
      <p>{t('unitContactsScanWhy')}</p>
      {of.changedSinceSealed && <p className="bad">{t('unitContactsSealAgain')}</p>}
      {scan !== null && (
        <p>
          <button type="button" className="link" onClick={() => loading.mutate(scan.id)}>
            {scan.name}
          </button>{' '}
          <span className="soft">{moment(scan.attachedAt)}</span>
        </p>
      )}
      <FailedLine error={sending.error ?? loading.error} />
      {isStaff && (
        <label className="button file-button" aria-busy={sending.isPending}>
          {t(sending.isPending ? 'importSending' : 'unitContactsScanChoose')}
          <input
            type="file"
            className="hidden"
            data-testid="scan"
            accept="image/*,.pdf"
            disabled={sending.isPending}
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file !== undefined) sending.mutate(file);
              target.value = '';
            }}
          />
        </label>
      )}
    </section>
  );
}

function History({ place }: { place: Place }) {
  const { t, moment } = useTexts();
  const [open, setOpen] = useState(false);
  const found = useQuery({
    queryKey: ['contacts', place.cycle, place.unit, 'history'],
    queryFn: () => call(contactRoutes.getContactsHistory, { params: place }),
    enabled: open,
  });
  return (
    <details className="card" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('unitContactsHistory')}</summary>
      {found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />}
      {open && found.isPending && <Loading />}
      <ol className="steps">
        {found.data?.versions.map(({ version, filedAt, filedBy, changed, entry }) => (
          <li key={version}>
            <b>{moment(filedAt)}</b> {filedBy ?? ''}{' '}
            {changed.length === 0
              ? t('unitContactsFirst')
              : t('unitContactsChanged', { fields: changed.map((each) => t(`ucf_${each}`)).join('、') })}
            <p className="soft">
              {t('unitContactsLeader')}：{entry.leader.name}；{entry.staff.map(({ name }) => name).join('、')}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}
