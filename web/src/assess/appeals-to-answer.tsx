import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { z as zod } from 'zod/mini';
import { appealRoutes } from '../../../shared/contracts/appeal-routes.ts';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { call } from '../api/call.ts';
import { useDraft } from '../api/draft.ts';
import { useAnnounce } from '../layout/announcer.tsx';
import { Button } from '../layout/button.tsx';
import { Field } from '../layout/field.tsx';
import { Failed, FailedLine, Loading, Nothing } from '../layout/states.tsx';
import { useNames, useYear } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { WhoMay } from './who-may.tsx';

type Appeal = z.output<typeof appealRoutes.listAppeals.output>['items'][number];

/** Appeals that wait for the answer of who assessed the item: the caller's items, or those of a body that they act for. */
export function useAppealsToAnswer(cycle: string) {
  const { me } = useYear();
  const found = useQuery({
    queryKey: ['appeals', cycle],
    queryFn: () => call(appealRoutes.listAppeals, { params: { cycle } }),
  });
  const bodies = useQuery({
    queryKey: ['bodies', cycle],
    queryFn: () => call(cycleRoutes.listBodies, { params: { cycle } }),
    staleTime: 600_000,
  });
  const isMine = ({ item }: Appeal) =>
    me.roles.some((held) => {
      if (held.role === 'reviewer') return held.items.length === 0 || held.items.includes(item);
      if (held.role !== 'lead-body') return false;
      return bodies.data?.items.some((body) => body.id === held.body && body.item === item) === true;
    });
  return {
    items: (found.data?.items ?? []).filter((appeal) => appeal.status === 'filed' && isMine(appeal)),
    isPending: found.isPending || bodies.isPending,
    error: found.error ?? bodies.error,
    refetch: () => void Promise.all([found.refetch(), bodies.refetch()]),
  };
}

export function AppealsToAnswer(props: { cycle: string; found: ReturnType<typeof useAppealsToAnswer> }) {
  const { t } = useTexts();
  const { cycle, found } = props;
  if (found.error !== null) return <Failed error={found.error} retry={found.refetch} />;
  if (found.isPending) return <Loading />;
  if (found.items.length === 0)
    return <Nothing title={t('reviewAppealsNone')} why={t('reviewAppealsNoneWhy')} />;
  return found.items.map((appeal) => <One key={appeal.id} of={appeal} cycle={cycle} />);
}

const shape = zod.string();

function One({ of, cycle }: { of: Appeal; cycle: string }) {
  const { t, moment } = useTexts();
  const names = useNames();
  const { me } = useYear();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const draft = useDraft(`appeal-answer ${cycle} ${of.id}`, shape, '');
  const answering = useMutation({
    mutationFn: () =>
      call(appealRoutes.answerAppeal, {
        params: { cycle, unit: of.unit, appeal: of.id },
        body: { text: draft.value.trim() },
      }),
    onSuccess: async () => {
      draft.clear();
      announce(t('reviewAppealAnswered', { unit: names.unit(of.unit) }));
      await queries.invalidateQueries({ queryKey: ['appeals', cycle] });
    },
  });
  return (
    <article className="card">
      <h2>
        {names.unit(of.unit)} · {of.item}
      </h2>
      <p className="soft">{t('reviewAppealFiled', { at: moment(of.filedAt) })}</p>
      <p className="lines">{of.grounds}</p>
      <ul className="plain-list">
        {of.links.map((link) => (
          <li key={link.url}>
            <a href={link.url} target="_blank" rel="noreferrer noopener">
              {link.title ?? link.url}
            </a>
          </li>
        ))}
      </ul>
      {of.unit === me.homeUnit ? (
        <WhoMay cycle={cycle} unit={of.unit} act="review" />
      ) : (
        <>
          <Field
            label={t('reviewAppealAnswer')}
            type="long"
            most={2000}
            value={draft.value}
            change={draft.change}
          />
          <FailedLine error={answering.error} />
          <p className="actions">
            <Button
              kind="primary"
              disabled={draft.value.trim() === ''}
              busy={answering.isPending}
              onClick={() => answering.mutate()}
            >
              {t('reviewAppealSend')}
            </Button>
          </p>
        </>
      )}
    </article>
  );
}
