import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import type * as z from 'zod/mini';
import { documentRoutes } from '../../../shared/contracts/document-routes.ts';
import {
  circularSections,
  circularTemplate,
  type CircularTemplate,
} from '../../../shared/domain/circular/circular-template.ts';
import { call } from '../api/call.ts';
import { save } from '../api/download.ts';
import { useDraft } from '../api/draft.ts';
import { useAnnounce } from '../layout/announcer.tsx';
import { Button } from '../layout/button.tsx';
import { Field } from '../layout/field.tsx';
import { FailedLine } from '../layout/states.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Found } from './parts/found.tsx';
import { NumberField } from './parts/number-field.tsx';
import { Page } from './parts/page.tsx';
import { useChange } from './parts/use-change.ts';
import { unitClasses } from './unit-filter.ts';

type Known = z.output<typeof documentRoutes.getCircularTemplate.output>;
type Preview = z.output<typeof documentRoutes.previewCircular.output>;

/** What the office writes of the year's circular, with the places that are filled from the result, and how it would read. */
export default function CircularPage() {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const found = useQuery({
    queryKey: ['circular', cycle],
    queryFn: () => call(documentRoutes.getCircularTemplate, { params: { cycle } }),
  });
  return (
    <Page title={t('navCircular')} why={t('circularWhy')}>
      <Found of={found}>
        {/* What was settled anew is begun anew: the form never shows what held before. */}
        {(known) => <Editor key={JSON.stringify(known.template)} cycle={cycle} known={known} />}
      </Found>
    </Page>
  );
}

/** Paragraphs stand apart by an empty line, as people write them. */
const joined = (paragraphs: readonly string[]) => paragraphs.join('\n\n');
const apart = (text: string) =>
  text
    .split(/\n\s*\n/)
    .map((each) => each.trim())
    .filter((each) => each !== '');

function Editor({ cycle, known }: { cycle: string; known: Known }) {
  const { t } = useTexts();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const draft = useDraft(`circular ${cycle}`, circularTemplate, known.template);
  const { value: template } = draft;
  /** How often it was begun anew: what is typed is then what is settled. */
  const [begun, setBegun] = useState(0);
  const params = { cycle };
  const previewing = useChange(() => call(documentRoutes.previewCircular, { params, body: template }));
  const saving = useChange(async () => {
    const settled = await call(documentRoutes.setCircularTemplate, { params, body: template });
    draft.clear();
    // At once, not when it is read anew: what held before must not show in between.
    queries.setQueryData<Known>(['circular', cycle], { ...known, template: settled, edited: true });
    announce(t('saved'));
  });
  const change = (of: Partial<CircularTemplate>) => {
    saving.reset();
    draft.change({ ...template, ...of });
  };
  const isChanged = JSON.stringify(template) !== JSON.stringify(known.template);
  return (
    <>
      {draft.restored && isChanged && <p className="soft">{t('registerDraftKept')}</p>}
      <div className="editor">
        <div className="form">
          <section className="card">
            <h2>{t('circularHead')}</h2>
            <Field
              label={t('circularMark')}
              value={template.headMark}
              change={(headMark) => change({ headMark })}
            />
            <Field
              label={t('circularNumberMark')}
              value={template.number.mark}
              change={(mark) => change({ number: { ...template.number, mark } })}
            />
            <Field
              label={t('circularNumber')}
              value={template.number.sequence === null ? '' : String(template.number.sequence)}
              most={4}
              change={(text) =>
                change({
                  number: {
                    ...template.number,
                    sequence: /^[1-9]\d{0,3}$/.test(text.trim()) ? Number(text) : null,
                  },
                })
              }
            />
            <Field label={t('circularTitle')} value={template.title} change={(title) => change({ title })} />
            <Field
              label={t('circularAddressee')}
              value={template.addressee}
              change={(addressee) => change({ addressee })}
            />
            <Paragraphs
              key={`opening ${begun}`}
              label={t('circularOpening')}
              value={template.opening}
              change={(opening) => change({ opening })}
            />
          </section>
          {circularSections.map((name) => (
            <section key={name} className="card">
              <Field
                label={t('circularHeading')}
                value={template.sections[name].heading}
                change={(heading) =>
                  change({
                    sections: { ...template.sections, [name]: { ...template.sections[name], heading } },
                  })
                }
              />
              <Paragraphs
                key={`${name} ${begun}`}
                label={t('circularParagraphs')}
                value={template.sections[name].paragraphs}
                change={(paragraphs) =>
                  change({
                    sections: { ...template.sections, [name]: { ...template.sections[name], paragraphs } },
                  })
                }
              />
            </section>
          ))}
          <section className="card">
            <h2>{t('circularPraise')}</h2>
            <Field
              label={t('circularPraiseIntro')}
              type="long"
              most={2000}
              value={template.praise.intro}
              change={(intro) => change({ praise: { ...template.praise, intro } })}
            />
            <div className="numbers">
              {unitClasses.map((of) => (
                <NumberField
                  key={of}
                  label={t(`class_${of}`)}
                  unit={t('circularUnits')}
                  least={0}
                  most={200}
                  value={template.praise.places[of]}
                  change={(count) =>
                    change({
                      praise: { ...template.praise, places: { ...template.praise.places, [of]: count } },
                    })
                  }
                />
              ))}
            </div>
            <Field
              label={t('circularAtLeast')}
              value={template.praise.atLeast ?? ''}
              change={(text) =>
                change({ praise: { ...template.praise, atLeast: text.trim() === '' ? null : text.trim() } })
              }
            />
            <Field
              label={t('circularCopyTo')}
              value={template.imprint.copyTo ?? ''}
              change={(text) =>
                change({ imprint: { ...template.imprint, copyTo: text.trim() === '' ? null : text } })
              }
            />
            <Field
              label={t('circularPrintedBy')}
              value={template.imprint.printedBy}
              change={(printedBy) => change({ imprint: { ...template.imprint, printedBy } })}
            />
          </section>
        </div>
        <div>
          <div className="actions">
            <Button busy={previewing.isPending} onClick={() => previewing.mutate()}>
              {t('circularPreview')}
            </Button>
            <Button
              kind="primary"
              disabled={!isChanged}
              busy={saving.isPending}
              onClick={() => saving.mutate()}
            >
              {t('save')}
            </Button>
            {isChanged && (
              <Button
                onClick={() => {
                  draft.clear();
                  setBegun(begun + 1);
                }}
              >
                {t('undo')}
              </Button>
            )}
          </div>
          <FailedLine error={previewing.error ?? saving.error} />
          {previewing.data !== undefined && <Sheet of={previewing.data} />}
          <Places of={known.places} />
        </div>
      </div>
    </>
  );
}

/** Text of several paragraphs. What is typed stays as it is typed; the template gets it split. */
function Paragraphs(props: { label: string; value: readonly string[]; change: (value: string[]) => void }) {
  const { t } = useTexts();
  const { label, value, change } = props;
  const [typed, setTyped] = useState(() => joined(value));
  return (
    <>
      <Field
        label={label}
        type="long"
        most={20_000}
        value={typed}
        change={(text) => {
          setTyped(text);
          change(apart(text));
        }}
      />
      <small className="soft">{t('circularBlankLine')}</small>
    </>
  );
}

function Sheet({ of }: { of: Preview }) {
  const { t } = useTexts();
  return (
    <section className="circular" aria-label={t('circularPreview')}>
      {of.paragraphs.map(({ role, text }, place) => (
        <p key={`${role} ${place}`} className={`of-${role}`}>
          {text}
        </p>
      ))}
      <p className="of-file">
        <Button onClick={() => save(of.file)}>{t('circularFile')}</Button>
      </p>
    </section>
  );
}

function Places({ of: places }: { of: Known['places'] }) {
  const { t, of } = useTexts();
  return (
    <details className="card" open>
      <summary>{t('circularPlaces')}</summary>
      <p className="soft">{t('circularPlacesWhy')}</p>
      <dl className="places">
        {places.map(({ name, means, optional }) => (
          <div key={name}>
            <dt>
              <code>{`{${name}}`}</code>
            </dt>
            <dd>
              {of(means)}
              {optional && <span className="soft">{t('circularOptional')}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
