import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { contactRoutes } from '../../../shared/contracts/contact-routes.ts';
import type { ContactsLine } from '../../../shared/contracts/contact-views.ts';
import { contactsStates } from '../../../shared/domain/contacts/contacts-states.ts';
import { call } from '../api/call.ts';
import { newKey } from '../api/draft.ts';
import { useWholeList } from '../api/lists.ts';
import { pageAfter } from '../api/page-query.ts';
import { Button } from '../layout/button.tsx';
import { Dialog } from '../layout/dialog.tsx';
import { FailedLine } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Filter } from './parts/filter.tsx';
import { Found } from './parts/found.tsx';
import { FoundList } from './parts/found-list.tsx';
import { Page } from './parts/page.tsx';
import { saveFile } from './parts/save-file.ts';
import { useChange } from './parts/use-change.ts';

const tones = { missing: 'bad', unsealed: 'warn', sealed: 'good', removed: 'plain' } as const;

/** Every unit's registration form of contacts, and the whole as a file; that it was exported is recorded. */
export default function ContactsPage() {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const [state, setState] = useState('');
  const [shown, setShown] = useState<ContactsLine | null>(null);
  const found = useWholeList(['contacts', cycle], (after) =>
    call(contactRoutes.listContacts, { params: { cycle }, query: pageAfter(after) }),
  );
  const exporting = useChange(async (format: 'xlsx' | 'csv') =>
    // Each time somebody asks is an export of its own.
    saveFile(
      await call(contactRoutes.exportContacts, { params: { cycle }, body: { format }, key: newKey() }),
    ),
  );
  const items = found.items.filter((each) => state === '' || each.state === state);
  return (
    <Page title={t('navOfficeContacts')} why={t('officeContactsWhy')}>
      <div className="tools">
        <Filter
          label={t('contactsState')}
          value={state}
          options={contactsStates.map((value) => ({ value, label: t(`ocs_${value}`) }))}
          change={setState}
        />
        <Button busy={exporting.isPending} onClick={() => exporting.mutate('xlsx')}>
          {t('exportXlsx')}
        </Button>
        <Button busy={exporting.isPending} onClick={() => exporting.mutate('csv')}>
          {t('exportCsv')}
        </Button>
        <span role="status" className="soft">
          {t('shownOf', { shown: items.length, all: found.items.length })}
        </span>
      </div>
      <FailedLine error={exporting.error} />
      <FoundList of={{ ...found, items }} none={{ title: t('unitsNone'), why: t('unitsNoneWhy') }}>
        {(lines) => (
          <div className="scroll tall" tabIndex={0} role="region" aria-label={t('navOfficeContacts')}>
            <table className="grid stacked">
              <thead>
                <tr>
                  <th scope="col">{t('unitsName')}</th>
                  <th scope="col">{t('contactsState')}</th>
                  <th scope="col">{t('officeContactsOffice')}</th>
                  <th scope="col">{t('officeContactsLeader')}</th>
                  <th scope="col">{t('officeContactsStaff')}</th>
                  <th scope="col">{t('toDo')}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <Line key={line.unit} of={line} show={() => setShown(line)} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </FoundList>
      {shown !== null && <History of={shown} close={() => setShown(null)} />}
    </Page>
  );
}

function Line({ of, show }: { of: ContactsLine; show: () => void }) {
  const { t, moment } = useTexts();
  return (
    <tr>
      <th scope="row">{of.name}</th>
      <td>
        <Tag tone={tones[of.state]}>{t(`ocs_${of.state}`)}</Tag>
        {of.daysLate > 0 && <span className="bad">{t('daysLate', { days: of.daysLate })}</span>}
        {of.changedSinceSealed && <p className="soft">{t('officeContactsChanged')}</p>}
      </td>
      <td>{of.entry === null ? '' : `${of.entry.office} ${of.entry.unitPhone}`}</td>
      <td>{of.entry === null ? '' : person(of.entry.leader)}</td>
      <td>
        {of.entry?.staff.map((each) => (
          <div key={person(each)}>{person(each)}</div>
        ))}
      </td>
      <td>
        {of.filedAt !== null && (
          <>
            <small>{moment(of.filedAt)}</small>{' '}
            <button type="button" className="link" onClick={show}>
              {t('officeContactsHistory')}
            </button>
          </>
        )}
      </td>
    </tr>
  );
}

type Person = NonNullable<ContactsLine['entry']>['leader'];

function person(of: Person): string {
  return [of.name, of.title, of.officePhone, of.mobile].filter((each) => each !== null).join(' ');
}

function History({ of, close }: { of: ContactsLine; close: () => void }) {
  const { t, moment } = useTexts();
  const { cycle = '' } = useParams();
  const found = useQuery({
    queryKey: ['contacts-history', cycle, of.unit],
    queryFn: () => call(contactRoutes.getContactsHistory, { params: { cycle, unit: of.unit } }),
  });
  return (
    <Dialog
      title={`${of.name} · ${t('officeContactsHistory')}`}
      close={close}
      actions={<Button onClick={close}>{t('close')}</Button>}
    >
      <Found of={found}>
        {({ versions }) =>
          versions.map(({ version, entry, filedAt, filedBy, changed }) => (
            <article key={version} className="entry">
              <h3>{t('versionNumber', { version })}</h3>
              <p className="soft">
                {moment(filedAt)} · {filedBy ?? t('formerMember')}
                {changed.length > 0 &&
                  ` · ${t('contactsChangedFields', {
                    fields: changed.map((field) => t(`ocf_${field}`)).join('、'),
                  })}`}
              </p>
              <p>
                {entry.office} {entry.unitPhone}；{person(entry.leader)}；{entry.staff.map(person).join('、')}
              </p>
            </article>
          ))
        }
      </Found>
    </Dialog>
  );
}
