import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import * as z from 'zod/mini';
import { cycleRoutes } from '../../../../shared/contracts/cycle-routes.ts';
import { call } from '../../api/call.ts';
import { newKey, useDraft } from '../../api/draft.ts';
import { useAnnounce } from '../../layout/announcer.tsx';
import { Button } from '../../layout/button.tsx';
import { FailedLine, Loading } from '../../layout/states.tsx';
import { Tag } from '../../layout/tag.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { Found } from '../parts/found.tsx';
import { useChange } from '../parts/use-change.ts';

/** Scoring and reading YAML come only with whoever tries a rubric out. */
const Simulator = lazy(() => import('./simulator.tsx'));
/** Long enough that nobody is checked in the middle of a word. */
const pauseMs = 1_000;

/** A rubric's text, begun from a version: checked while it is written, tried on a year, and stored as a new version. */
export function RubricEditor({ cycle, from }: { cycle: string; from: number }) {
  const { t } = useTexts();
  const found = useQuery({
    queryKey: ['rubric-text', cycle, from],
    queryFn: async () => {
      const version = await call(cycleRoutes.getRubricVersion, { params: { cycle, version: from } });
      const { stringify } = await import('yaml');
      return stringify(version, { lineWidth: 0 });
    },
    staleTime: Infinity,
  });
  return (
    <section className="card form">
      <h2>{t('rubricEditor', { version: from })}</h2>
      <p className="soft">{t('rubricEditorWhy')}</p>
      <Found of={found}>{(text) => <Editor cycle={cycle} from={from} text={text} />}</Found>
    </section>
  );
}

function Editor({ cycle, from, text }: { cycle: string; from: number; text: string }) {
  const { t } = useTexts();
  const announce = useAnnounce();
  const draft = useDraft(`rubric ${cycle} ${from}`, z.string(), text);
  const [checked, setChecked] = useState(text);
  const [isTrying, setIsTrying] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const key = useRef(newKey());
  const id = useId();
  useEffect(() => {
    const timer = setTimeout(() => setChecked(draft.value), pauseMs);
    return () => clearTimeout(timer);
  }, [draft.value]);
  const lint = useQuery({
    queryKey: ['rubric-lint', cycle, checked],
    queryFn: () => call(cycleRoutes.lintRubric, { params: { cycle }, body: { text: checked } }),
    enabled: checked.trim() !== '',
    staleTime: Infinity,
  });
  const storing = useChange(async () => {
    await call(cycleRoutes.storeRubric, { params: { cycle }, body: { text: draft.value }, key: key.current });
    key.current = newKey();
    draft.clear();
    // The editor then begins from the new version, so that it is said outside of it.
    announce(t('rubricStored'));
  });
  const goTo = (line: number) => {
    const { current } = area;
    if (current === null) return;
    const start =
      draft.value
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0);
    const end = draft.value.indexOf('\n', start);
    current.focus();
    current.setSelectionRange(start, end < 0 ? draft.value.length : end);
    current.scrollTop = (line - 4) * (current.scrollHeight / draft.value.split('\n').length);
  };
  const isCurrent = checked === draft.value && lint.data !== undefined;
  const isFaulty = lint.data !== undefined && lint.data.faults.length > 0;
  return (
    <>
      {draft.restored && <p className="soft">{t('registerDraftKept')}</p>}
      <div className="editor">
        <div>
          <label htmlFor={id}>{t('rubricText')}</label>
          <textarea
            id={id}
            ref={area}
            className="code"
            spellCheck={false}
            wrap="off"
            value={draft.value}
            onChange={({ target }) => {
              key.current = newKey();
              draft.change(target.value);
            }}
          />
        </div>
        <div className="findings" aria-live="polite">
          <h3>{t('rubricCheck')}</h3>
          <FailedLine error={lint.error} />
          {!isCurrent && lint.error === null && <p className="soft">{t('rubricChecking')}</p>}
          {isCurrent && lint.data.faults.length + lint.data.findings.length === 0 && (
            <p className="good">{t('rubricFine')}</p>
          )}
          {isCurrent && (
            <ul>
              {lint.data.faults.map((fault) => (
                <li key={`${fault.line} ${fault.path} ${fault.message}`}>
                  <Tag tone="bad">{t('rubricFault')}</Tag>
                  <button type="button" className="link" onClick={() => goTo(fault.line)}>
                    {t('rubricLine', { line: fault.line })}
                  </button>{' '}
                  {fault.message}
                </li>
              ))}
              {lint.data.findings.map((finding) => (
                <Remark key={`${finding.line} ${finding.path} ${finding.code}`} of={finding} goTo={goTo} />
              ))}
            </ul>
          )}
          {isCurrent && lint.data.notShown > 0 && (
            <p className="soft">{t('rubricNotShown', { count: lint.data.notShown })}</p>
          )}
        </div>
      </div>
      <FailedLine error={storing.error} />
      <div className="actions">
        <Button
          kind="primary"
          disabled={isFaulty || !isCurrent || draft.value === text}
          busy={storing.isPending}
          onClick={() => storing.mutate()}
        >
          {t('rubricStore')}
        </Button>
        <Button disabled={isFaulty || !isCurrent} onClick={() => setIsTrying(true)}>
          {t('rubricTry')}
        </Button>
        {draft.value !== text && <Button onClick={draft.clear}>{t('undo')}</Button>}
      </div>
      {isTrying && (
        <Suspense fallback={<Loading />}>
          <Simulator cycle={cycle} text={draft.value} against={text} />
        </Suspense>
      )}
    </>
  );
}

type Finding = z.output<typeof cycleRoutes.lintRubric.output>['findings'][number];

function Remark({ of: finding, goTo }: { of: Finding; goTo: (line: number) => void }) {
  const { t, of } = useTexts();
  return (
    <li>
      <Tag tone={finding.severity === 'warning' ? 'warn' : 'plain'}>
        {t(finding.severity === 'warning' ? 'rubricWarning' : 'rubricNote')}
      </Tag>
      <button type="button" className="link" onClick={() => goTo(finding.line)}>
        {t('rubricLine', { line: finding.line })}
      </button>{' '}
      {of(finding.message)}
    </li>
  );
}
