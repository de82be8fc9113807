import './unit.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type * as z from 'zod/mini';
import { registerRoutes } from '../../../shared/contracts/register-routes.ts';
import { standingRoutes } from '../../../shared/contracts/standing-routes.ts';
import { call } from '../api/call.ts';
import { PageHead } from '../layout/page-head.tsx';
import { Failed, Loading } from '../layout/states.tsx';
import { Tag, type Tone } from '../layout/tag.tsx';
import { useIsOpen, useMayKeep, YearStage } from '../layout/year-stage.tsx';
import { useTexts } from '../texts/texts.tsx';
import type { TextKey } from '../texts/zh.ts';
import { ConfirmYear } from './confirm-year.tsx';
import { PacePicture } from './pace-picture.tsx';
import { UnitPlaces } from './unit-places.tsx';

type Standing = z.output<typeof standingRoutes.getUnitStanding.output>;
type Item = Standing['items'][number];

const evidenceText: Readonly<Record<Item['evidence']['state'], TextKey>> = {
  missing: 'evMissing',
  returned: 'evReturned',
  waiting: 'evWaiting',
  accepted: 'evAccepted',
  'not-needed': 'evNotNeeded',
  'not-applicable': 'evNotApplicable',
};
const evidenceColour: Readonly<Record<Item['evidence']['state'], Tone>> = {
  missing: 'bad',
  returned: 'bad',
  waiting: 'warn',
  accepted: 'good',
  'not-needed': 'plain',
  'not-applicable': 'plain',
};
const stageText = {
  soon: 'stageSoon',
  near: 'stageNear',
  today: 'stageToday',
  overdue: 'stageOverdue',
} as const;

/** Where a unit stands today: points with reasons, what is to be done, and how far the register is. */
export default function HomePage() {
  const { t, day } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const found = useQuery({
    queryKey: ['standing', cycle, unit],
    queryFn: () => call(standingRoutes.getUnitStanding, { params: { cycle, unit } }),
  });
  const failed = found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />;
  if (found.data === undefined)
    return (
      <>
        <PageHead title={t('navHome')} />
        {failed === false ? <Loading /> : failed}
      </>
    );
  const of = found.data;
  return (
    <>
      <PageHead title={of.name} why={t('asOf', { day: day(of.asOf) })} />
      {failed}
      <UnitPlaces cycle={cycle} unit={unit} />
      <YearStage />
      {of.failed !== null && <Callout title={t('homeFailed')} text={of.failed.reason} />}
      <div className="cards">
        <Points of={of} />
        <Duties of={of} cycle={cycle} unit={unit} />
        <Pace of={of} cycle={cycle} unit={unit} />
      </div>
      <ConfirmYear cycle={cycle} unit={unit} state={of.confirmation} />
      <Items items={of.items} cycle={cycle} unit={unit} />
    </>
  );
}

function Callout({ title, text }: { title: string; text: { zh: string; en: string } }) {
  const { of } = useTexts();
  return (
    <div className="callout" role="note">
      <b>{title}</b> {of(text)}
    </div>
  );
}

function Points({ of }: { of: Standing }) {
  const { t, of: say } = useTexts();
  const isOpen = useIsOpen();
  return (
    <section className="card">
      <h2>{t('homeNow')}</h2>
      <p className="big">
        {of.total}
        <small>{t('homeFull', { full: of.full })}</small>
      </p>
      <p className="soft">{t(isOpen ? 'homeNowWhy' : 'homeNowClosed')}</p>
      <ul className="parts">
        {of.parts.map((part) => (
          <li key={part.code}>
            <span>
              {part.code} {say(part.label)}
            </span>
            <b>
              {part.points}
              {part.maximum !== '0' && <small> / {part.maximum}</small>}
            </b>
          </li>
        ))}
      </ul>
      {of.effects.map((effect) => (
        <p key={effect.code} className="soft">
          {say(effect.reason)}
        </p>
      ))}
    </section>
  );
}

function Duties({ of, cycle, unit }: { of: Standing; cycle: string; unit: string }) {
  const { t, of: say, day } = useTexts();
  return (
    <section className="card">
      <h2>{t('homeTodo')}</h2>
      {of.duties.length === 0 && of.returned.length === 0 && <p className="soft">{t('homeTodoNone')}</p>}
      <ul className="duties">
        {of.duties.map((duty) => (
          <li key={`${duty.kind} ${duty.id}`}>
            <span>{say(duty.title)}</span>
            <span className="duty-due">
              {duty.stage !== null && (
                <Tag tone={duty.stage === 'overdue' || duty.stage === 'today' ? 'bad' : 'warn'}>
                  {t(stageText[duty.stage])}
                </Tag>
              )}
              {t('dueOn', { day: day(duty.dueOn) })}
            </span>
          </li>
        ))}
        {of.returned.map((piece) => (
          <li key={piece.id}>
            <span>
              <b>{piece.title}</b>（{piece.items.join('、')}）{piece.reason ?? ''}
            </span>
            <Link to={`/console/${cycle}/units/${unit}/evidence?replaces=${piece.id}`}>
              {t('homeReturnedGo')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Pace({ of, cycle, unit }: { of: Standing; cycle: string; unit: string }) {
  const { t } = useTexts();
  const { target, count, missing, atPace, month } = of.register;
  const months = useQuery({
    queryKey: ['register-count', cycle, unit],
    queryFn: () => call(registerRoutes.countRegister, { params: { cycle, unit } }),
  });
  return (
    <section className="card">
      <h2>{t('homePace')}</h2>
      <p>
        <b>{t('homePaceOf', { count, target })}</b>，
        {missing > 0 ? t('homePaceMissing', { missing }) : t('homePaceDone')}
      </p>
      {months.data !== undefined && <PacePicture months={months.data.months} target={target} />}
      {atPace !== null && missing > 0 && <p className="soft">{t('homePaceAt', { atPace })}</p>}
      {month !== null && month.missing > 0 && (
        <p className="soft">
          {t('homePaceMonth', { month: month.month, count: month.count, missing: month.missing })}
        </p>
      )}
    </section>
  );
}

function Items({ items, cycle, unit }: { items: readonly Item[]; cycle: string; unit: string }) {
  const { t, of: say } = useTexts();
  const isOpen = useIsOpen();
  const mayKeep = useMayKeep(unit);
  return (
    <section>
      <h2>{t('homeItems')}</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('homeItems')}>
        <table className="grid items stacked" aria-label={t('homeItems')}>
          <thead>
            <tr>
              <th scope="col">{t('homeItem')}</th>
              <th scope="col" className="num">
                {t('homePoints')}
              </th>
              <th scope="col">{t('homeReason')}</th>
              {isOpen && <th scope="col">{t('homeRaise')}</th>}
              <th scope="col">{t('homeEvidence')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.code}>
                <th scope="row">
                  {item.code} {say(item.label)}
                </th>
                <td className="num">
                  <b>{item.points}</b>
                  {item.maximum !== '0' && <small> / {item.maximum}</small>}
                </td>
                <td>{say(item.reason)}</td>
                {isOpen && (
                  <td>
                    {item.raise === null ? (
                      <span className="soft">{t('homeNothingMore')}</span>
                    ) : (
                      <span className="gain">{say(item.raise.change)}</span>
                    )}
                  </td>
                )}
                <td>
                  <Tag tone={evidenceColour[item.evidence.state]}>{t(evidenceText[item.evidence.state])}</Tag>
                  {item.evidence.state === 'not-applicable' && (
                    <Link to={`/console/${cycle}/units/${unit}/facts`}>{t('homeWhyNot')}</Link>
                  )}
                  {mayKeep && (item.evidence.state === 'missing' || item.evidence.state === 'returned') && (
                    <Link
                      className="button"
                      to={`/console/${cycle}/units/${unit}/evidence?item=${item.code}`}
                    >
                      {t('evidenceSend')}
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
