import { useId, useState } from 'react';
import type * as z from 'zod/mini';
import { deductionRoutes } from '../../../shared/contracts/deduction-routes.ts';
import { call } from '../api/call.ts';
import { useAnnounce } from '../layout/announcer.tsx';
import { Button } from '../layout/button.tsx';
import { Dialog } from '../layout/dialog.tsx';
import { LongTable } from '../layout/long-table.tsx';
import { FailedLine } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { useChange, type Place } from './use-body.ts';

type Read = z.output<typeof deductionRoutes.importDeductions.output>;
type Row = Read['rows'][number];

/** What the contract takes of a file, before it becomes a third longer as text. */
const mostBytes = 1_500_000;

/**
 * Drafts from a sheet: it is read without writing anything, every row with what is wrong in its place; then the rows that are
 * right are taken. A corrected sheet may be read again: what is there already is not added twice.
 */
export function ImportDeductions({ place, close }: { place: Place; close: () => void }) {
  const { t } = useTexts();
  const names = useNames();
  const announce = useAnnounce();
  const id = useId();
  const [sheet, setSheet] = useState<Readonly<{ name: string; base64: string }> | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const [read, setRead] = useState<Read | null>(null);
  const sending = (base64: string, dryRun: boolean) =>
    call(deductionRoutes.importDeductions, { params: place, body: { file: base64, dryRun } });
  const checking = useChange(place, (base64: string) => sending(base64, true), setRead);
  const importing = useChange(
    place,
    (base64: string) => sending(base64, false),
    ({ added }) => {
      announce(t('importAdded', { count: added }));
      close();
    },
  );
  const take = async (file: File | undefined) => {
    setRead(null);
    setSheet(null);
    setTooLarge(file !== undefined && file.size > mostBytes);
    if (file === undefined || file.size > mostBytes) return;
    const base64 = await asBase64(file);
    setSheet({ name: file.name, base64 });
    checking.mutate(base64);
  };
  const good = (read?.rows ?? []).filter(({ outcome }) => outcome === 'add').length;
  const bad = (read?.rows ?? []).filter(({ outcome }) => outcome === 'fault').length;
  return (
    <Dialog
      title={t('bodyImport')}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            kind="primary"
            disabled={sheet === null || good === 0}
            busy={importing.isPending}
            onClick={() => {
              if (sheet !== null) importing.mutate(sheet.base64);
            }}
          >
            {t('importNow', { count: good })}
          </Button>
        </>
      }
    >
      <p className="soft">{t('sheetWhy')}</p>
      <div className="choose-file">
        <label htmlFor={id} className="button">
          {t('importFile')}
        </label>
        <input
          id={id}
          type="file"
          accept=".xlsx,.csv"
          onChange={({ target }) => {
            void take(target.files?.[0]);
            // The same file, corrected, may be chosen again.
            target.value = '';
          }}
        />
      </div>
      {tooLarge && (
        <p className="bad" role="alert">
          {t('importTooLarge')}
        </p>
      )}
      {checking.isPending && <p role="status">{t('importReading')}</p>}
      <FailedLine error={checking.error ?? importing.error} />
      {read !== null && (
        <>
          <p role="status">
            {sheet?.name}：{t('importFound', { good, bad, already: read.rows.length - good - bad })}
          </p>
          <LongTable<Row>
            label={t('importOutcome')}
            // What has to be mended comes first.
            rows={[...read.rows].sort(
              (left, right) => Number(right.outcome === 'fault') - Number(left.outcome === 'fault'),
            )}
            keyOf={({ row }) => String(row)}
            nameOf={({ row }) => String(row)}
            columns={[
              { key: 'row', title: t('importRow'), figures: true, width: '4rem', cell: ({ row }) => row },
              {
                key: 'outcome',
                title: t('importOutcome'),
                cell: (row) => <Outcome of={row} nameOf={names.unit} />,
              },
            ]}
          />
        </>
      )}
    </Dialog>
  );
}

function Outcome({ of, nameOf }: { of: Row; nameOf: (unit: string) => string }) {
  const { t, of: say } = useTexts();
  if (of.outcome === 'fault')
    return (
      <ul>
        {of.faults.map(({ code, message }) => (
          <li key={code} className="bad">
            {say(message)}
          </li>
        ))}
      </ul>
    );
  return (
    <>
      <Tag tone={of.outcome === 'add' ? 'good' : 'plain'}>
        {t(of.outcome === 'add' ? 'sheetAdd' : 'sheetAlready')}
      </Tag>
      {nameOf(of.unit)} −{of.points}
    </>
  );
}

async function asBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return window.btoa(text);
}
