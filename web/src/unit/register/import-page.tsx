import '../unit.css';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import * as z from 'zod/mini';
import { importRoutes } from '../../../../shared/contracts/import-routes.ts';
import { importField } from '../../../../shared/domain/register-import/import-fields.ts';
import { fieldNames } from '../../../../shared/domain/register-import/import-finding-words.ts';
import { call, Unreachable } from '../../api/call.ts';
import { newKey, useDraft } from '../../api/draft.ts';
import { Button } from '../../layout/button.tsx';
import { Confirm } from '../../layout/confirm.tsx';
import { PageHead } from '../../layout/page-head.tsx';
import { Failed, FailedLine, Loading } from '../../layout/states.tsx';
import { Tag } from '../../layout/tag.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { declareFile } from '../evidence/declare-file.ts';
import { Progress } from '../evidence/progress.tsx';
import { sendFile } from '../evidence/put-file.ts';
import { useRegisterChanged } from './row-dialogs.tsx';
import { takeBack, TakenBack } from './taken-back.tsx';

type Check = z.output<typeof importRoutes.checkImport.output>;
const kept = z.string();

/** Brings a register in from a file: sent, its headings understood, looked through row by row, and only then added. */
export default function ImportPage() {
  const { t } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const params = { cycle, unit };
  // The file that is under way is found again after a reload.
  const current = useDraft(`import ${cycle} ${unit}`, kept, '');
  const [share, setShare] = useState<number | null>(null);
  const [asking, setAsking] = useState(false);
  const changed = useRegisterChanged({ cycle, unit });
  const check = useQuery({
    queryKey: ['import', cycle, unit, current.value],
    queryFn: () => call(importRoutes.checkImport, { params: { ...params, import: current.value } }),
    enabled: current.value !== '',
    staleTime: Infinity,
  });
  const sending = useMutation({
    mutationFn: async (file: File) => {
      const declared = await declareFile(file, (part) => setShare(part / 2));
      const made = await call(importRoutes.requestImport, {
        params,
        body: { file: declared },
        key: newKey(),
      });
      const came = await sendFile(made.link, file, (part) => setShare(0.5 + part / 2));
      if (came !== 'sent') throw new Unreachable();
      current.change(made.import.id);
    },
    onSettled: () => setShare(null),
    retry: false,
  });
  const adding = useMutation({
    mutationFn: async (reading: string) => {
      let added = 0;
      // A call takes what its time allows; the same call goes on.
      for (;;) {
        const progress = await call(importRoutes.addImportedRows, {
          params: { ...params, import: current.value },
          body: { reading },
        });
        added += progress.added;
        if (progress.left === 0) return added;
      }
    },
    onSuccess: async () => {
      await check.refetch();
      await changed();
    },
  });
  const takenBack = useMutation({
    mutationFn: () => takeBack({ ...params, import: current.value }),
    onSuccess: async () => {
      adding.reset();
      await check.refetch();
      await changed();
    },
  });
  const mending = useMutation({
    mutationFn: () => call(importRoutes.getMendFile, { params: { ...params, import: current.value } }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const again = () => {
    current.clear();
    adding.reset();
    takenBack.reset();
    sending.reset();
  };
  const found = current.value === '' ? undefined : check.data;
  return (
    <>
      <PageHead title={t('importTitle')} why={t('registerImportWhy')}>
        <Link className="button" to={`/console/${cycle}/units/${unit}/register`}>
          {t('importBack')}
        </Link>
      </PageHead>
      {current.value === '' && (
        <section className="card">
          <h2>{t('importStep1')}</h2>
          <p>{t('importFileWhy')}</p>
          <label className="button file-button">
            {t('importChoose')}
            <input
              type="file"
              className="hidden"
              data-testid="import-file"
              accept=".xlsx,.csv,.xls"
              onChange={({ target }) => {
                const file = target.files?.[0];
                if (file !== undefined) sending.mutate(file);
                target.value = '';
              }}
            />
          </label>
          <p role="status">
            {share !== null && (
              <>
                {t('importSending')} <Progress share={share} label={t('importSending')} />
              </>
            )}
          </p>
          <FailedLine error={sending.error} />
        </section>
      )}
      {current.value !== '' && check.error !== null && (
        <>
          <Failed error={check.error} retry={() => void check.refetch()} />
          <Button onClick={again}>{t('importAgain')}</Button>
        </>
      )}
      {current.value !== '' && check.isFetching && <Loading />}
      {found !== undefined && (
        <>
          <Headings of={found} params={params} read={() => void check.refetch()} />
          <section className="card">
            <h2>{t('importStep3')}</h2>
            <p className="import-totals" role="status">
              <Tag tone="good">{t('registerImportAdd', { count: found.totals.add })}</Tag>
              <Tag>{t('registerImportAlready', { count: found.totals.already })}</Tag>
              <Tag>{t('importDuplicate', { count: found.totals.duplicate })}</Tag>
              <Tag>{t('importWithdrawn', { count: found.totals.withdrawn })}</Tag>
              <Tag tone={found.totals.error > 0 ? 'bad' : 'plain'}>
                {t('importErrors', { count: found.totals.error })}
              </Tag>
            </p>
            {adding.data !== undefined && <p className="good">{t('importDone', { count: adding.data })}</p>}
            {takenBack.data !== undefined && adding.data === undefined && <TakenBack of={takenBack.data} />}
            <FailedLine error={adding.error ?? mending.error} />
            <div className="actions">
              {found.totals.add > 0 && (
                <Button kind="primary" busy={adding.isPending} onClick={() => adding.mutate(found.reading)}>
                  {t(adding.isPending ? 'importAdding' : 'importGo', { count: found.totals.add })}
                </Button>
              )}
              {found.totals.error > 0 && (
                <Button busy={mending.isPending} onClick={() => mending.mutate()}>
                  {t('importMend')}
                </Button>
              )}
              {found.import.added > 0 && found.import.status !== 'taken-back' && (
                <Button kind="danger" onClick={() => setAsking(true)}>
                  {t('importUndo')}
                </Button>
              )}
              <Button onClick={again}>{t('importAgain')}</Button>
            </div>
          </section>
          {asking && (
            <Confirm
              title={t('importUndo')}
              action={t('importUndo')}
              danger
              busy={takenBack.isPending}
              error={takenBack.error}
              confirm={() => takenBack.mutate(undefined, { onSuccess: () => setAsking(false) })}
              close={() => setAsking(false)}
            >
              <p>{t('importUndoWhy', { count: found.import.added })}</p>
            </Confirm>
          )}
          <Findings of={found} />
          <Rows of={found} />
        </>
      )}
    </>
  );
}

/** What each heading of the file is taken for; what the unit says of its own headings is kept for the next file. */
function Headings(props: { of: Check; params: Readonly<{ cycle: string; unit: string }>; read: () => void }) {
  const { t, of: say } = useTexts();
  const { of, params, read } = props;
  const setting = useMutation({
    mutationFn: async ({ heading, field }: { heading: string; field: z.infer<typeof importField> }) => {
      const { headings } = await call(importRoutes.getImportHeadings, { params });
      const others = headings.filter((each) => each.heading !== heading);
      await call(importRoutes.setImportHeadings, {
        params,
        body: { headings: [...others, { heading, field }] },
      });
    },
    onSuccess: read,
  });
  return (
    <section className="card">
      <h2>{t('importStep2')}</h2>
      <p className="soft">{t('importHeadingsWhy')}</p>
      <FailedLine error={setting.error} />
      <div className="scroll" tabIndex={0} role="region" aria-label={t('importStep2')}>
        <table className="grid stacked import-fields">
          <thead>
            <tr>
              <th scope="col">{t('importHeading')}</th>
              <th scope="col">{t('importPlace')}</th>
              <th scope="col">{t('importField')}</th>
            </tr>
          </thead>
          <tbody>
            {of.headings.map(({ sheet, column, heading, field }) => (
              <tr key={`${sheet} ${column}`}>
                <th scope="row">{heading}</th>
                <td>{t('importCell', { sheet, column, row: '' })}</td>
                <td>
                  <select
                    aria-label={t('importFieldOf', { heading })}
                    value={field ?? ''}
                    disabled={setting.isPending}
                    onChange={({ target }) => {
                      const chosen = importField.safeParse(target.value);
                      if (chosen.success) setting.mutate({ heading, field: chosen.data });
                    }}
                  >
                    <option value="">{t('importUnknown')}</option>
                    {importField.options.map((each) => (
                      <option key={each} value={each}>
                        {each === 'none' ? t('importIgnored') : say(fieldNames[each])}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Findings({ of }: { of: Check }) {
  const { t, of: say } = useTexts();
  if (of.findings.length === 0) return null;
  return (
    <section>
      <h2>{t('importFindings', { errors: of.totals.errors, notes: of.totals.notes })}</h2>
      <div
        className="scroll tall"
        tabIndex={0}
        role="region"
        aria-label={t('importFindings', { errors: of.totals.errors, notes: of.totals.notes })}
      >
        <table className="grid stacked">
          <tbody>
            {of.findings.map(({ severity, sheet, row, column, message }, place) => (
              <tr key={place}>
                <td className="nowrap">
                  <Tag tone={severity === 'error' ? 'bad' : 'warn'}>
                    {t(severity === 'error' ? 'importError' : 'importNote')}
                  </Tag>
                  {sheet !== null && t('importCell', { sheet, column: column ?? '', row: row ?? '' })}
                </td>
                <td>{say(message)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Rows({ of }: { of: Check }) {
  const { t } = useTexts();
  if (of.rows.length === 0) return null;
  return (
    <section>
      <h2>{t('importRows')}</h2>
      <div className="scroll tall" tabIndex={0} role="region" aria-label={t('importRows')}>
        <table className="grid stacked">
          <tbody>
            {of.rows.map((row) => (
              <tr key={`${row.sheet} ${row.row}`}>
                <td className="nowrap">
                  <Tag tone={row.outcome === 'add' ? 'good' : 'plain'}>{t(`io_${row.outcome}`)}</Tag>
                  {t('importCell', { sheet: row.sheet, column: '', row: row.row })}
                </td>
                <th scope="row">{row.title}</th>
                <td className="nowrap">{row.publishedOn}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
