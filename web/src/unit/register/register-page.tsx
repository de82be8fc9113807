import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Input, Select, Table } from 'antd';
import { useId, useMemo, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { z } from 'zod';
import { cycleRoutes } from '../../../../shared/contracts/cycle-routes.ts';
import { registerRoutes } from '../../../../shared/contracts/register-routes.ts';
import type { RegisterRow } from '../../../../shared/domain/register/register-row.ts';
import { call } from '../../api/call.ts';
import { newKey, useDraft } from '../../api/draft.ts';
import { useWholeList } from '../../api/lists.ts';
import { Dialog } from '../../layout/dialog.tsx';
import { Failed, FailedLine, Loading, Nothing } from '../../layout/states.tsx';
import { Button } from '../../layout/button.tsx';
import { Components } from '../../layout/components.tsx';
import { useTexts } from '../../texts/texts.tsx';
import type { TextKey } from '../../texts/zh.ts';

/** A unit's register of published information: found, sorted, and added to. */
export default function RegisterPage() {
  return (
    <Components>
      <Register />
    </Components>
  );
}

function Register() {
  const { t, of: say } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const [search, setSearch] = useState('');
  const [column, setColumn] = useState('');
  const [adding, setAdding] = useState(false);
  const year = useQuery({
    queryKey: ['cycle', cycle],
    queryFn: () => call(cycleRoutes.getCycle, { params: { cycle } }),
    staleTime: 600_000,
  });
  const found = useWholeList(['register', cycle, unit], (after) =>
    call(registerRoutes.listRegisterRows, {
      params: { cycle, unit },
      query: { limit: 200, ...(after === undefined ? {} : { after }) },
    }),
  );
  const columns = useMemo(
    () => new Map((year.data?.columns ?? []).map(({ id, label }) => [id, say(label)])),
    [year.data, say],
  );
  const words = search.trim().toLowerCase();
  const current = found.items.filter(({ status }) => status === 'current');
  const shown = current.filter(
    ({ entry }) =>
      (column === '' || entry.column === column) &&
      (words === '' ||
        `${entry.title} ${entry.documentNumber ?? ''} ${entry.url ?? ''}`.toLowerCase().includes(words)),
  );
  return (
    <>
      <header className="page-head">
        <h1>{t('navRegister')}</h1>
        <p className="soft">{t('registerWhy')}</p>
      </header>
      <div className="tools">
        <Input.Search
          aria-label={t('search')}
          placeholder={t('search')}
          allowClear
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Select
          aria-label={t('registerColumn')}
          className="middle"
          value={column}
          options={[
            { value: '', label: t('all') },
            ...[...columns].map(([value, label]) => ({ value, label })),
          ]}
          onChange={setColumn}
        />
        <Button kind="primary" onClick={() => setAdding(true)}>
          {t('registerAdd')}
        </Button>
      </div>
      {found.error !== null && <Failed error={found.error} retry={found.refetch} />}
      {found.isPending && found.error === null && <Loading />}
      {found.isWhole && current.length === 0 && (
        <Nothing title={t('registerNone')} why={t('registerNoneWhy')} />
      )}
      {current.length > 0 && (
        <>
          <p className="soft" role="status">
            {found.isWhole
              ? t('registerShown', { count: current.length, shown: shown.length })
              : t('registerReading', { count: current.length })}
          </p>
          <Rows rows={shown} columns={columns} />
        </>
      )}
      {adding && (
        <Add
          cycle={cycle}
          unit={unit}
          columns={columns}
          opens={year.data?.window.opensOn ?? ''}
          close={() => setAdding(false)}
        />
      )}
    </>
  );
}

function Rows({ rows, columns }: { rows: readonly RegisterRow[]; columns: ReadonlyMap<string, string> }) {
  const { t } = useTexts();
  return (
    <Table<RegisterRow>
      virtual
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 900, y: 560 }}
      dataSource={[...rows]}
      columns={[
        {
          title: t('registerTitle'),
          width: 320,
          render: (_, { entry }) => <span title={entry.title}>{entry.title}</span>,
        },
        {
          title: t('registerColumn'),
          width: 120,
          render: (_, { entry }) => columns.get(entry.column) ?? entry.column,
        },
        { title: t('registerNumber'), width: 140, render: (_, { entry }) => entry.documentNumber ?? '' },
        {
          title: t('registerPublished'),
          width: 120,
          defaultSortOrder: 'descend',
          sorter: (left, right) => (left.entry.publishedOn < right.entry.publishedOn ? -1 : 1),
          render: (_, { entry }) => entry.publishedOn,
        },
        {
          title: t('registerUrl'),
          width: 220,
          ellipsis: true,
          render: (_, { entry }) =>
            entry.url === null ? (
              ''
            ) : (
              <a href={entry.url} target="_blank" rel="noreferrer noopener">
                {entry.url}
              </a>
            ),
        },
      ]}
    />
  );
}

const draftShape = z.object({
  title: z.string(),
  column: z.string(),
  documentNumber: z.string(),
  url: z.string(),
  madeOn: z.string(),
  publishedOn: z.string(),
  responsibleOffice: z.string(),
});
type Draft = z.infer<typeof draftShape>;
const noDraft: Draft = {
  title: '',
  column: '',
  documentNumber: '',
  url: '',
  madeOn: '',
  publishedOn: '',
  responsibleOffice: '',
};
const fields: readonly Readonly<{
  name: keyof Draft;
  text: TextKey;
  type: 'text' | 'date' | 'url';
  needed: boolean;
}>[] = [
  { name: 'title', text: 'registerTitle', type: 'text', needed: true },
  { name: 'url', text: 'registerUrl', type: 'url', needed: false },
  { name: 'documentNumber', text: 'registerNumber', type: 'text', needed: false },
  { name: 'madeOn', text: 'registerMade', type: 'date', needed: true },
  { name: 'publishedOn', text: 'registerPublished', type: 'date', needed: true },
  { name: 'responsibleOffice', text: 'registerOffice', type: 'text', needed: true },
];

function Add(props: {
  cycle: string;
  unit: string;
  columns: ReadonlyMap<string, string>;
  opens: string;
  close: () => void;
}) {
  const { t } = useTexts();
  const { cycle, unit, columns, opens, close } = props;
  const draft = useDraft(`register ${cycle} ${unit}`, draftShape, noDraft);
  const [tried, setTried] = useState(false);
  const key = useRef(newKey());
  const id = useId();
  const queries = useQueryClient();
  const { value } = draft;
  const missing = (name: keyof Draft) => value[name].trim() === '';
  const complete = !missing('column') && fields.every(({ name, needed }) => !needed || !missing(name));
  const adding = useMutation({
    mutationFn: () =>
      call(registerRoutes.addRegisterRows, {
        params: { cycle, unit },
        body: {
          rows: [
            {
              ...value,
              title: value.title.trim(),
              documentNumber: missing('documentNumber') ? null : value.documentNumber.trim(),
              url: missing('url') ? null : value.url.trim(),
              secrecyReview: null,
            },
          ],
        },
        key: key.current,
      }),
    onSuccess: async () => {
      draft.clear();
      await queries.invalidateQueries({ queryKey: ['register', cycle, unit] });
      await queries.invalidateQueries({ queryKey: ['standing', cycle, unit] });
      close();
    },
  });
  return (
    <Dialog
      title={t('registerAdd')}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('close')}</Button>
          <Button
            kind="primary"
            busy={adding.isPending}
            onClick={() => {
              setTried(true);
              if (complete) adding.mutate();
            }}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      {draft.restored && value !== noDraft && <p className="soft">{t('registerDraftKept')}</p>}
      <div className="form">
        <label htmlFor={`${id}-column`}>{t('registerColumn')}</label>
        <Select
          id={`${id}-column`}
          className="wide"
          // A list outside of the dialog could not be reached.
          getPopupContainer={(trigger: HTMLElement) => trigger.parentElement ?? document.body}
          value={value.column === '' ? null : value.column}
          options={[...columns].map(([of, label]) => ({ value: of, label }))}
          onChange={(column: string) => draft.change({ ...value, column })}
          {...(tried && missing('column') ? { status: 'error' } : {})}
        />
        {fields.map(({ name, text, type, needed }) => (
          <div key={name}>
            <label htmlFor={`${id}-${name}`}>{t(text)}</label>
            <Input
              id={`${id}-${name}`}
              type={type}
              value={value[name]}
              {...(type === 'date' ? { min: opens } : { maxLength: 200 })}
              aria-invalid={tried && needed && missing(name)}
              {...(tried && needed && missing(name) ? { status: 'error' } : {})}
              onChange={(event) => draft.change({ ...value, [name]: event.target.value })}
            />
            {tried && needed && missing(name) && <span className="bad">{t('registerRequired')}</span>}
          </div>
        ))}
      </div>
      <FailedLine error={adding.error} />
    </Dialog>
  );
}
