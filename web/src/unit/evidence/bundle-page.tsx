import '../unit.css';
import './evidence.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import * as z from 'zod/mini';
import { evidenceBundleRoutes } from '../../../../shared/contracts/evidence-bundle-routes.ts';
import { bundleLimits } from '../../../../shared/domain/evidence-bundle/evidence-bundle.ts';
import { call, Unreachable } from '../../api/call.ts';
import { newKey, useDraft } from '../../api/draft.ts';
import { Button } from '../../layout/button.tsx';
import { FailedLine } from '../../layout/states.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { BundlePlan, type Plan } from './bundle-plan.tsx';
import { declareFile } from './declare-file.ts';
import { Progress } from './progress.tsx';
import { sendFile } from './put-file.ts';
import { UnderWay } from './under-way.tsx';
import { uploads } from './uploads.ts';

type FolderFile = Readonly<{ file: File; path: string; size: number; contentType: string; sha256: string }>;
type Source =
  Readonly<{ kind: 'folder'; files: readonly FolderFile[] }> | Readonly<{ kind: 'zip'; bundle: string }>;
type Step =
  | Readonly<{ at: 'reading'; place: number; all: number; share: number }>
  | Readonly<{ at: 'sending'; share: number }>
  | Readonly<{ at: 'checking' }>
  | Readonly<{ at: 'left'; count: number }>;

const bundleShape = z.string();

/** Many files of evidence at once: a folder or a ZIP file, looked through before anything is handed in. */
export default function BundlePage() {
  const { t } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const params = { cycle, unit };
  const queries = useQueryClient();
  // A ZIP file that was sent is found again after a reload; a folder is chosen again.
  const kept = useDraft(`bundle ${cycle} ${unit}`, bundleShape, '');
  const [source, setSource] = useState<Source | null>(null);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [step, setStep] = useState<Step | null>(null);
  const [done, setDone] = useState<number | null>(null);
  const [tooMany, setTooMany] = useState<number | null>(null);
  const folder = useRef<HTMLInputElement>(null);
  const zip = useRef<HTMLInputElement>(null);
  const key = useRef(newKey());

  const look = async (of: Source) => {
    setStep({ at: 'checking' });
    setSource(of);
    setPlan(
      of.kind === 'folder'
        ? await call(evidenceBundleRoutes.checkEvidenceFolder, {
            params,
            body: { files: of.files.map(announced) },
          })
        : await call(evidenceBundleRoutes.checkEvidenceBundle, { params: { ...params, bundle: of.bundle } }),
    );
    key.current = newKey();
  };
  const reading = useMutation({
    mutationFn: async (
      chosen: Readonly<{ folder: readonly File[] } | { zip: File } | { bundle: string }>,
    ) => {
      setPlan(null);
      setDone(null);
      if ('bundle' in chosen) return look({ kind: 'zip', bundle: chosen.bundle });
      if ('zip' in chosen) return look({ kind: 'zip', bundle: await sendZip(chosen.zip) });
      const files: FolderFile[] = [];
      for (const [index, file] of chosen.folder.entries()) {
        const at = { at: 'reading', place: index + 1, all: chosen.folder.length } as const;
        const { size, contentType, sha256 } = await declareFile(file, (share) => setStep({ ...at, share }));
        const path = file.webkitRelativePath === '' ? file.name : file.webkitRelativePath;
        files.push({ file, path, size, contentType, sha256 });
      }
      return look({ kind: 'folder', files });
    },
    onSettled: () => setStep(null),
    retry: false,
  });
  const sendZip = async (file: File): Promise<string> => {
    const declared = await declareFile(file, (share) => setStep({ at: 'reading', place: 1, all: 1, share }));
    setStep({ at: 'sending', share: 0 });
    const { bundle, link } = await call(evidenceBundleRoutes.requestEvidenceBundle, {
      params,
      body: { file: declared },
      key: newKey(),
    });
    const came = await sendFile(link, file, (share) => setStep({ at: 'sending', share }));
    if (came !== 'sent') throw new Unreachable();
    kept.change(bundle.id);
    return bundle.id;
  };
  const handing = useMutation({
    mutationFn: async (): Promise<Plan> => {
      if (source === null) throw new Unreachable();
      if (source.kind === 'zip') return handInZip(source.bundle);
      const made = await call(evidenceBundleRoutes.handInEvidenceFolder, {
        params,
        body: { files: source.files.map(announced) },
        key: key.current,
      });
      const byPath = new Map(source.files.map((each) => [each.path, each.file]));
      for (const evidence of new Set(made.links.map((link) => link.evidence))) {
        const links = made.links.filter((link) => link.evidence === evidence);
        const files = links.flatMap(({ file: id, path }) => {
          const file = byPath.get(path);
          return file === undefined ? [] : [{ id, file }];
        });
        uploads.begin({ ...params, evidence }, files, links);
      }
      return made;
    },
    onSuccess: async (made) => {
      setDone(made.pieces.filter(({ evidence }) => evidence !== null).length);
      setPlan(made);
      kept.clear();
      await queries.invalidateQueries({ queryKey: ['evidence', cycle, unit] });
      await queries.invalidateQueries({ queryKey: ['standing', cycle, unit] });
    },
    onSettled: () => setStep(null),
    retry: false,
  });
  /** A call takes what its time allows; the same call goes on, until nothing is left. */
  const handInZip = async (bundle: string): Promise<Plan> => {
    for (;;) {
      const made = await call(evidenceBundleRoutes.handInEvidenceBundle, { params: { ...params, bundle } });
      if (made.left === 0) return made;
      setStep({ at: 'left', count: made.left });
    }
  };
  const begin = (chosen: Parameters<typeof reading.mutate>[0]) => {
    handing.reset();
    setTooMany(null);
    if ('folder' in chosen && chosen.folder.length > bundleLimits.files) setTooMany(chosen.folder.length);
    else if (!('folder' in chosen) || chosen.folder.length > 0) reading.mutate(chosen);
  };
  const busy = reading.isPending || handing.isPending;
  return (
    <>
      <header className="page-head">
        <h1>{t('bundleTitle')}</h1>
        <p className="soft">{t('bundleWhy')}</p>
      </header>
      <section className="card">
        <h2>{t('bundleHow')}</h2>
        <ul className="how">
          <li>{t('bundleHow1')}</li>
          <li>{t('bundleHow2')}</li>
          <li>{t('bundleHow3')}</li>
        </ul>
        <div className="actions">
          <Button
            kind={plan === null ? 'primary' : 'plain'}
            disabled={busy}
            onClick={() => {
              if (folder.current === null) return;
              folder.current.webkitdirectory = true;
              folder.current.click();
            }}
          >
            {t('bundleFolder')}
          </Button>
          <Button disabled={busy} onClick={() => zip.current?.click()}>
            {t('bundleZip')}
          </Button>
          {kept.value !== '' && plan === null && !busy && (
            <Button onClick={() => begin({ bundle: kept.value })}>{t('bundleGoOn')}</Button>
          )}
        </div>
        <input
          ref={folder}
          type="file"
          multiple
          hidden
          aria-hidden="true"
          data-testid="folder"
          onChange={({ target }) => {
            begin({ folder: [...(target.files ?? [])] });
            target.value = '';
          }}
        />
        <input
          ref={zip}
          type="file"
          hidden
          aria-hidden="true"
          data-testid="zip"
          accept=".zip"
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file !== undefined) begin({ zip: file });
            target.value = '';
          }}
        />
        <p role="status">{step !== null && <Now step={step} />}</p>
        {tooMany !== null && (
          <p className="bad" role="alert">
            {t('bundleTooMany', { count: tooMany })}
          </p>
        )}
        <FailedLine error={reading.error} />
      </section>
      {done !== null && (
        <section className="callout" role="status">
          <b>{t('bundleDone', { pieces: done })}</b>
          <p>{t('bundleDoneWhy')}</p>
          <Link to={`/console/${cycle}/units/${unit}/evidence`}>{t('bundleToList')}</Link>
        </section>
      )}
      <UnderWay cycle={cycle} unit={unit} />
      {plan !== null && (
        <BundlePlan plan={plan}>
          <FailedLine error={handing.error} />
          {done === null && plan.pieces.length > 0 && (
            <div className="actions">
              <Button kind="primary" busy={handing.isPending} onClick={() => handing.mutate()}>
                {t(handing.error === null ? 'bundleGo' : 'bundleGoOn')}
              </Button>
            </div>
          )}
        </BundlePlan>
      )}
    </>
  );
}

/** What is announced of a file: everything but its bytes. */
const announced = ({ path, size, contentType, sha256 }: FolderFile) => ({ path, size, contentType, sha256 });

function Now({ step }: { step: Step }) {
  const { t } = useTexts();
  switch (step.at) {
    case 'reading':
      return (
        <>
          {t('bundleReading', { place: step.place, all: step.all })}{' '}
          <Progress share={step.share} label={t('evidenceHashing')} />
        </>
      );
    case 'sending':
      return (
        <>
          {t('bundleSending')} <Progress share={step.share} label={t('bundleSending')} />
        </>
      );
    case 'checking':
      return t('bundleChecking');
    case 'left':
      return t('bundleLeft', { count: step.count });
  }
}
