import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import * as z from 'zod/mini';
import { evidenceRoutes } from '../../../../shared/contracts/evidence-routes.ts';
import type { EvidenceView } from '../../../../shared/contracts/evidence-views.ts';
import type { webLink } from '../../../../shared/domain/evidence/web-link.ts';
import { channelKind } from '../../../../shared/domain/evidence/evidence.ts';
import { day, webAddress } from '../../../../shared/domain/values.ts';
import { call } from '../../api/call.ts';
import { newKey, useDraft } from '../../api/draft.ts';
import { Button } from '../../layout/button.tsx';
import { Choice, Field } from '../../layout/field.tsx';
import { FailedLine } from '../../layout/states.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { changedAt } from '../changed-at.ts';
import { ChosenList } from './chosen-list.tsx';
import { useChosenFiles } from './chosen-files.ts';
import { DropArea } from './drop-area.tsx';
import { useItems } from './items.ts';
import { uploads } from './uploads.ts';

const draftShape = z.object({
  item: z.string(),
  title: z.string(),
  note: z.string(),
  links: z.array(z.object({ url: z.string(), title: z.string() })),
  channel: z.object({ kind: z.string(), place: z.string(), seenOn: z.string() }),
});
type Draft = z.infer<typeof draftShape>;
const noChannel = { kind: '', place: '', seenOn: '' };
const noDraft: Draft = { item: '', title: '', note: '', links: [], channel: noChannel };
const mostFiles = 20;
const mostLinks = 10;

/** Hands in a piece of evidence: files, links, a note, or all of them. What travels goes on while the next piece is prepared. */
export function Bring(props: { cycle: string; unit: string; pieces: readonly EvidenceView[] }) {
  const { t } = useTexts();
  const { cycle, unit, pieces } = props;
  const [asked, setAsked] = useSearchParams();
  const replaced = pieces.find(({ id }) => id === asked.get('replaces')) ?? null;
  const scope = `evidence ${cycle} ${unit}${replaced === null ? '' : ` ${replaced.id}`}`;
  const draft = useDraft(scope, draftShape, noDraft);
  const chosen = useChosenFiles(scope, mostFiles);
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState(false);
  const key = useRef(newKey());
  const queries = useQueryClient();
  const items = useItems(cycle).filter(({ takesEvidence }) => takesEvidence);
  const given = draft.value;
  const item = asked.get('item') ?? (given.item === '' ? (replaced?.items[0] ?? '') : given.item);
  const title = given.title === '' ? (replaced?.title ?? '') : given.title;
  const value = { ...given, item, title };
  const change = (next: Partial<Draft>) => {
    setSent(false);
    draft.change({ ...value, ...next });
  };
  const needsChannel = items.find(({ code }) => code === item)?.countsChannels === true;
  const faults = faultsOf(value, chosen.files.length, needsChannel);

  const sending = useMutation({
    mutationFn: async () => {
      const ready = chosen.files.flatMap(({ file, declared }) =>
        declared === null ? [] : [{ file, declared }],
      );
      const { evidence, links } = await call(evidenceRoutes.requestEvidence, {
        params: { cycle, unit },
        body: {
          items: [item],
          title: title.trim(),
          note: value.note.trim() === '' ? null : value.note.trim(),
          channel: needsChannel ? channelOf(value) : null,
          files: ready.map(({ declared }) => declared),
          links: linksOf(value),
          replaces: replaced?.id ?? null,
        },
        key: key.current,
      });
      const place = { cycle, unit, evidence: evidence.id };
      const files = evidence.files.flatMap(({ id }, index) => {
        const file = ready[index]?.file;
        return file === undefined ? [] : [{ id, file }];
      });
      uploads.begin(place, files, links);
    },
    onSuccess: async () => {
      draft.clear();
      chosen.clear();
      key.current = newKey();
      setTried(false);
      setSent(true);
      setAsked({}, { replace: true });
      await queries.invalidateQueries({ queryKey: ['evidence', cycle, unit] });
      await queries.invalidateQueries({ queryKey: ['standing', cycle, unit] });
    },
  });
  const reading = chosen.files.some(({ state }) => state === 'waiting' || state === 'reading');
  const submit = () => {
    setTried(true);
    if (faults.size === 0 && !reading) sending.mutate();
  };
  const fault = (of: Fault) => tried && faults.has(of);
  return (
    <section className="card bring" aria-label={t('evidenceBring')}>
      <h2>{t(replaced === null ? 'evidenceBring' : 'evidenceReplaceTitle')}</h2>
      {replaced !== null && (
        <div className="callout" role="note">
          <b>{t('evidenceReplaceWhat', { title: replaced.title })}</b>
          {replaced.reason !== null && (
            <p className="lines">{t('evidenceReplaceWhy', { reason: replaced.reason })}</p>
          )}
          <Link to="?">{t('evidenceReplaceNot')}</Link>
        </div>
      )}
      <div className="fields">
        <Choice
          label={t('evidenceItem')}
          value={item}
          options={items.map(({ code, label }) => ({ value: code, label: `${code} ${label}` }))}
          change={(next) => {
            if (asked.has('item')) setAsked({}, { replace: true });
            change({ item: next });
          }}
          missing={fault('item')}
        />
        <Field
          label={t('evidenceTitle')}
          value={title}
          hint={t('evidenceTitleHint')}
          change={(next) => change({ title: next })}
          missing={fault('title')}
        />
      </div>
      {needsChannel && (
        <div className="fields">
          <Choice
            label={t('evidenceChannel')}
            value={value.channel.kind}
            options={channelKind.options.map((kind) => ({ value: kind, label: t(`ch_${kind}`) }))}
            change={(kind) => change({ channel: { ...value.channel, kind } })}
            missing={fault('channel-kind')}
          />
          <Field
            label={t('evidencePlace')}
            value={value.channel.place}
            hint={t('evidencePlaceHint')}
            change={(place) => change({ channel: { ...value.channel, place } })}
            missing={fault('channel-place')}
          />
          <Field
            label={t('evidenceSeenOn')}
            type="date"
            value={value.channel.seenOn}
            change={(seenOn) => change({ channel: { ...value.channel, seenOn } })}
            missing={fault('channel-seen')}
          />
        </div>
      )}
      <DropArea add={chosen.add} hint={t('evidenceDropHint')} />
      <ChosenList files={chosen.files} remove={chosen.remove} />
      {chosen.tooMany && <p className="bad">{t('evidenceTooMany')}</p>}
      <details className="more" open={given.note !== '' || given.links.length > 0}>
        <summary>{t('evidenceMore')}</summary>
        <Field
          label={t('evidenceNote')}
          type="long"
          most={2000}
          value={value.note}
          hint={t('evidenceNoteHint')}
          change={(note) => change({ note })}
        />
        {value.links.map((link, place) => (
          <div key={place} className="fields link-fields">
            <Field
              label={t('evidenceLink', { place: place + 1 })}
              type="url"
              most={1000}
              value={link.url}
              hint="https://"
              change={(url) => change({ links: changedAt(value.links, place, { ...link, url }) })}
              fault={
                tried && link.url.trim() !== '' && !webAddress.safeParse(link.url.trim()).success
                  ? t('evidenceLinkFault')
                  : null
              }
            />
            <Field
              label={t('evidenceLinkTitle')}
              value={link.title}
              change={(next) => change({ links: changedAt(value.links, place, { ...link, title: next }) })}
            />
          </div>
        ))}
        {value.links.length < mostLinks && (
          <Button onClick={() => change({ links: [...value.links, { url: '', title: '' }] })}>
            {t('evidenceLinkAdd')}
          </Button>
        )}
      </details>
      {fault('empty') && (
        <p className="bad" role="alert">
          {t('evidenceEmpty')}
        </p>
      )}
      <FailedLine error={sending.error} />
      <div className="actions">
        <Button kind="primary" busy={sending.isPending || (tried && reading)} onClick={submit}>
          {t(reading && tried ? 'evidenceHashing' : 'evidenceSend')}
        </Button>
        <Link className="button" to="bundle">
          {t('evidenceBundleGo')}
        </Link>
      </div>
      <p role="status" className="good">
        {sent ? t('evidenceTaken') : ''}
      </p>
    </section>
  );
}

type Fault = 'item' | 'title' | 'empty' | 'link' | 'channel-kind' | 'channel-place' | 'channel-seen';

/** What has to be mended before the piece can be handed in. */
function faultsOf(of: Draft, files: number, needsChannel: boolean): ReadonlySet<Fault> {
  const faults = new Set<Fault>();
  if (of.item === '') faults.add('item');
  if (of.title.trim() === '') faults.add('title');
  const links = of.links.filter(({ url }) => url.trim() !== '');
  if (links.some(({ url }) => !webAddress.safeParse(url.trim()).success)) faults.add('link');
  if (files === 0 && links.length === 0 && of.note.trim() === '') faults.add('empty');
  if (needsChannel) {
    if (!channelKind.safeParse(of.channel.kind).success) faults.add('channel-kind');
    if (of.channel.place.trim() === '') faults.add('channel-place');
    if (!day.safeParse(of.channel.seenOn).success) faults.add('channel-seen');
  }
  return faults;
}

function channelOf({ channel }: Draft) {
  return { kind: channelKind.parse(channel.kind), place: channel.place.trim(), seenOn: channel.seenOn };
}

function linksOf({ links }: Draft): z.infer<typeof webLink>[] {
  return links
    .filter(({ url }) => url.trim() !== '')
    .map(({ url, title }) => ({ url: url.trim(), title: title.trim() === '' ? null : title.trim() }));
}
